// Runs sessions in the worker of the playground, without a browser: Node's threads stand in for web
// workers. Reads lines of JSON, each {key, steps}, and answers each with {key, outcomes}: of every
// step {output, exits, value}, or {why} where the worker failed, died or took too long, and no more.
// Arguments: the worker's file, the folder of the runtime, how many run at a time, milliseconds a step.

import { createInterface } from "node:readline";
import { readFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Worker, isMainThread, parentPort, workerData } from "node:worker_threads";

import { disguise } from "./disguise.mjs";

/** Ask a worker for one thing. @returns its answer, or {why} */
function ask(worker, message, limit) {
  return new Promise((resolve) => {
    const end = (answer) => {
      clearTimeout(timer);
      for (const name of ["message", "error", "exit"]) worker.removeAllListeners(name);
      resolve(answer);
    };
    const timer = setTimeout(() => end({ why: "it was still running when its time was up" }), limit);
    worker.on("message", (answer) => { if (answer.say !== "progress") end(answer); });
    worker.on("error", (error) => end({ why: String(error.message ?? error) }));
    worker.on("exit", (code) => end({ why: `the worker ended with ${code}` }));
    worker.postMessage(message);
  });
}

/** Start a worker, and wait for its prompt. */
async function start({ worker: file, runtime, limit }, module) {
  const worker = new Worker(fileURLToPath(import.meta.url), {
    workerData: { worker: file, module }, env: {},
  });
  const ready = await ask(worker, { do: "boot", base: pathToFileURL(`${runtime}/`).href }, 60000);
  if (ready.say !== "ready") throw new Error(ready.why);
  return { ask: (message) => ask(worker, message, limit), end: () => worker.terminate() };
}

/** Run one session. */
async function run({ key, steps }, settings, module, Machine) {
  const machine = new Machine(() => start(settings, module));
  const outcomes = [];
  for (const step of steps) {
    const { why, output, exits, value } = await machine.step(step).catch((error) => ({
      why: error.message }));
    outcomes.push(why === undefined ? { output, exits, value } : { why });
    if (why !== undefined) break;
  }
  machine.end();
  return { key, outcomes };
}

if (isMainThread) {
  const [worker, runtime, jobs, limit] = process.argv.slice(2);
  const settings = { worker, runtime, limit: Number(limit) };
  const module = await WebAssembly.compile(await readFile(`${runtime}/pyodide.asm.wasm`));
  const { Machine } = await import(pathToFileURL(worker.replace("worker.js", "machine.js")));
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
  globalThis.addEventListener = (_, listener) => parentPort.on("message", (data) =>
    listener({ data }));
  await import(pathToFileURL(workerData.worker));
}
