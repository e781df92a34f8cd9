// @ts-check
// Runs sessions in the worker of the playground, without a browser: Node's threads stand in for web
// workers. Reads lines of JSON, each {key, steps}, and answers each with {key, outcomes}: of every
// step {output, exits, value}, or {why} where the worker failed, died or took too long, and no more.
// A step is one of a session, or any other task of the worker, with its name as the kind.
// Arguments: the worker's file, the folder of the runtime, how many run at a time, milliseconds a step.

import { createInterface } from "node:readline";
import { readFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Worker, isMainThread, parentPort, workerData } from "node:worker_threads";

import { disguise } from "./node_as_worker.mjs";
import { Runner } from "../playground/runner.js";
import { readReply, readValue } from "../playground/protocol.js";

/** @typedef {import("../playground/protocol.js").Request} Request */
/** @typedef {import("../playground/runner.js").Step} Step */
/** @typedef {import("../playground/protocol.js").Task} Task */
/** @template {Task} One @typedef {import("../playground/protocol.js").Message<One>} Message */
/** @template {Task} One @typedef {import("../playground/protocol.js").Answer<One>} Answer */

/** @typedef {{worker: string, runtime: string, limit: number}} Settings files, and milliseconds a step */
/** @typedef {{key: string, steps: Step[]}} Asked */

/** Milliseconds for a start. */
const BOOT = 60_000;

/** A worker, as runner.js knows it. */
class Python {
  /** @param {Settings} settings @param {WebAssembly.Module} module */
  constructor({ worker: file, runtime, limit }, module) {
    this.alive = true;
    this.limit = limit;
    this.worker = new Worker(fileURLToPath(import.meta.url), {
      workerData: { worker: file, module }, env: {},
    });
    const base = pathToFileURL(`${runtime}/`).href;
    this.ready = this.say({ do: "boot", base }, BOOT).then(() => {});
    this.ready.catch(() => {}); // whoever waits for it is told
  }

  /** Ask for one thing; rejects where it was not done. @template {Task} One
   * @param {Message<One>} message @returns {Promise<Answer<One>>} */
  async ask(message) {
    const reply = await this.say(/** @type {any} */ ({ ...message, id: 1 }), this.limit);
    if (reply.say !== "done") throw new Error(`"${reply.say}" is no answer`);
    return { ...reply, value: readValue(message.do, reply.value) };
  }

  /** Say something, and hear the answer. @param {Request} request @param {number} limit
   * @returns {Promise<import("../playground/protocol.js").Reply>} */
  say(request, limit) {
    return new Promise((resolve, reject) => {
      /** @template Value @param {(value: Value) => void} settle @param {Value} value */
      const end = (settle, value) => {
        clearTimeout(timer);
        for (const name of ["message", "error", "exit"]) this.worker.removeAllListeners(name);
        settle(value);
      };
      const fail = (/** @type {string} */ why) => end(reject, new Error(why));
      const timer = setTimeout(() => fail("it was still running when its time was up"), limit);
      this.worker.on("message", (data) => {
        try {
          const reply = readReply(data);
          if (reply.say === "failed" || reply.say === "refused") fail(reply.why);
          else if (reply.say !== "progress") end(resolve, reply);
        } catch (error) {
          fail(/** @type {Error} */ (error).message);
        }
      });
      this.worker.on("error", (error) => fail(String(error.message ?? error)));
      this.worker.on("exit", (code) => fail(`the worker ended with ${code}`));
      this.worker.postMessage(request);
    });
  }

  end() {
    this.alive = false;
    this.worker.terminate();
  }
}

/** Do a step of a session, or another task. @param {Runner<Python>} runner @param {any} step */
function act(runner, step) {
  if (["save", "delete", "tree", "type", "command"].includes(step.kind)) return runner.step(step);
  return runner.ask({ ...step, do: step.kind });
}

/** Run one session, until something was not done. @param {Asked} asked @param {Settings} settings
 * @param {WebAssembly.Module} module */
async function run({ key, steps }, settings, module) {
  const runner = new Runner(() => new Python(settings, module));
  const outcomes = [];
  try {
    await runner.begin();
    for (const step of steps) {
      const { output, exits, value } = await act(runner, step);
      outcomes.push({ output, exits, value });
    }
  } catch (error) {
    outcomes.push({ why: /** @type {Error} */ (error).message });
  }
  runner.end("The session has ended.");
  return { key, outcomes };
}

if (isMainThread) {
  const [worker, runtime, jobs, limit] = process.argv.slice(2);
  const settings = { worker, runtime, limit: Number(limit) };
  const module = await WebAssembly.compile(await readFile(`${runtime}/pyodide.asm.wasm`));
  /** @type {Asked[]} */
  const waiting = [];
  for await (const line of createInterface({ input: process.stdin })) waiting.push(JSON.parse(line));
  const work = async () => {
    for (let one = waiting.shift(); one; one = waiting.shift())
      console.log(JSON.stringify(await run(one, settings, module)));
  };
  await Promise.all(Array.from({ length: Number(jobs) || availableParallelism() }, work));
} else {
  disguise(workerData.worker, workerData.module);
  globalThis.postMessage = (/** @type {unknown} */ data) => parentPort?.postMessage(data);
  /** @type {any} */ (globalThis).addEventListener = (
    /** @type {string} */ type, /** @type {(event: {data: unknown}) => void} */ listener) => {
    if (type === "message") parentPort?.on("message", (data) => listener({ data }));
  };
  await import(pathToFileURL(workerData.worker).href);
}
