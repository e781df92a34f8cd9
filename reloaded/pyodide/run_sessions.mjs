// Runs sessions in the worker of the playground, without a browser: Node's threads stand in for web
// workers. Reads lines of JSON, each {key, steps}, and answers each with {key, outcomes}: of every
// step {output, exits, value}, or {why} where the worker failed, died or took too long, and no more.
// Arguments: the worker's file, the folder of the runtime, how many run at a time, milliseconds a step.

import { createInterface } from "node:readline";
import { readFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Worker, isMainThread, parentPort, workerData } from "node:worker_threads";

import { disguise } from "./node_as_worker.mjs";

/** Milliseconds for a start. */
const BOOT = 60_000;

/** A worker, as runner.js knows it. */
class Python {
  constructor({ worker: file, runtime, limit }, module) {
    this.alive = true;
    this.limit = limit;
    this.worker = new Worker(fileURLToPath(import.meta.url), {
      workerData: { worker: file, module }, env: {},
    });
    const base = pathToFileURL(`${runtime}/`).href;
    this.ready = this.ask({ do: "boot", base }, BOOT).then(() => {});
    this.ready.catch(() => {}); // whoever waits for it is told
  }

  /** Ask for one thing; rejects where it was not done. */
  ask(message, limit = this.limit) {
    return new Promise((resolve, reject) => {
      const end = (settle, value) => {
        clearTimeout(timer);
        for (const name of ["message", "error", "exit"]) this.worker.removeAllListeners(name);
        settle(value);
      };
      const fail = (why) => end(reject, new Error(why));
      const timer = setTimeout(() => fail("it was still running when its time was up"), limit);
      this.worker.on("message", (answer) => {
        if (answer.say === "failed") fail(answer.why);
        else if (answer.say !== "progress") end(resolve, answer);
      });
      this.worker.on("error", (error) => fail(String(error.message ?? error)));
      this.worker.on("exit", (code) => fail(`the worker ended with ${code}`));
      this.worker.postMessage(message);
    });
  }

  end() {
    this.alive = false;
    this.worker.terminate();
  }
}

/** Run one session, until something was not done. */
async function run({ key, steps }, settings, module, Machine) {
  const machine = new Machine(() => new Python(settings, module));
  const outcomes = [];
  try {
    await machine.begin();
    for (const step of steps) {
      const { output, exits, value } = await machine.step(step);
      outcomes.push({ output, exits, value });
    }
  } catch (error) {
    outcomes.push({ why: error.message });
  }
  machine.end();
  return { key, outcomes };
}

if (isMainThread) {
  const [worker, runtime, jobs, limit] = process.argv.slice(2);
  const settings = { worker, runtime, limit: Number(limit) };
  const module = await WebAssembly.compile(await readFile(`${runtime}/pyodide.asm.wasm`));
  const { Machine } = await import(pathToFileURL(worker.replace("worker.js", "runner.js")));
  const waiting = [];
  for await (const line of createInterface({ input: process.stdin })) waiting.push(JSON.parse(line));
  const work = async () => {
    for (let one = waiting.shift(); one; one = waiting.shift())
      console.log(JSON.stringify(await run(one, settings, module, Machine)));
  };
  await Promise.all(Array.from({ length: Number(jobs) || availableParallelism() }, work));
} else {
  disguise(workerData.worker, workerData.module);
  globalThis.postMessage = (data) => parentPort.postMessage(data);
  globalThis.addEventListener = (type, listener) => {
    if (type === "message") parentPort.on("message", (data) => listener({ data }));
  };
  await import(pathToFileURL(workerData.worker));
}
