// @ts-check
// One Python in a worker of its own, asked one thing at a time. A worker that hangs or has crashed
// is thrown away: a new one is the only clean start, and one is kept warm for that.

import { MessageError, readReply, readValue } from "./protocol.js";
import { whyNotLoaded } from "./run-button.js";
import { RUNTIME } from "./runtime-address.js";

/** @typedef {import("./protocol.js").Task} Task */

/** Milliseconds, characters, and how fast a session is typed. Tests lower them. */
export const limits = { boot: 30_000, step: 20_000, output: 64_000, pace: 90 };

/** Something that a reader should read: the interpreter is gone. */
export class Trouble extends Error {}

/** Something that a reader should read: the interpreter goes on. */
export class Refusal extends Error {}

const SILENT = "Python did not start: nothing has happened for a while. Either the connection is too"
  + " slow, or this device is short of memory. Try again.";

const UNLOADED = "Python did not start: its files did not load. Are you offline?";

/** What to say of a message that no worker of ours sends. @param {string} why */
const misheard = (why) => "Stopped: the interpreter sent the page a message that is none of Python's:"
  + ` ${why}.`;

export class Interpreter {
  constructor() {
    /** @type {Map<number, {task: Task, resolve: (answer: any) => void,
     *   reject: (why: Error) => void}>} */
    this.waiting = new Map();
    this.next = 1;
    this.alive = true;
    this.isReady = false;
    /** Why it is gone. */
    this.trouble = new Trouble("The interpreter is gone.");
    this.progress = { loaded: 0, total: 0 };
    /** @type {((progress: {loaded: number, total: number}) => void) | undefined} */
    this.watcher = undefined;
    this.worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
    this.worker.addEventListener("message", ({ data }) => this.hear(data));
    this.worker.addEventListener("messageerror", () => this.end(misheard("it can't be read")));
    this.worker.addEventListener("error", async (event) => {
      event.preventDefault();
      if (event.message) this.end(`The interpreter crashed: ${event.message}.`);
      else this.end(await whyNotLoaded(UNLOADED)); // only what did not load has nothing to say
    });
    /** @type {Promise<void>} */
    this.ready = new Promise((resolve, reject) => { this.up = resolve; this.down = reject; });
    this.ready.catch(() => {}); // a spare may fail while nobody looks
    this.wait();
    this.worker.postMessage({ do: "boot", base: new URL(RUNTIME, import.meta.url).href });
  }

  /** Give up when nothing is heard for too long, however slow the line is. */
  wait() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.end(SILENT), limits.boot);
  }

  /** Take a message; one that a worker of ours never sends is the last. @param {unknown} data */
  hear(data) {
    if (!this.alive) return; // it was said before the end
    try {
      this.heed(readReply(data));
    } catch (error) {
      if (!(error instanceof MessageError)) throw error;
      this.end(misheard(error.message));
    }
  }

  /** @param {import("./protocol.js").Reply} reply */
  heed(reply) {
    if (reply.say === "progress" || reply.say === "ready") this.begin(reply);
    else if (reply.say !== "done" && reply.id === undefined) this.fail(reply.why);
    else {
      const id = reply.id ?? 0; // there is one, and none is 0
      const asked = this.waiting.get(id);
      if (!asked) throw new MessageError(`"${reply.say}" answers nothing that was asked`);
      if (reply.say === "done") asked.resolve({ ...reply, value: readValue(asked.task, reply.value) });
      else if (reply.say === "failed" && asked.task === "type") return this.fail(reply.why);
      else asked.reject(new Refusal(reply.why)); // a name that the file system does not take, say
      this.waiting.delete(id);
    }
  }

  /** @param {Extract<import("./protocol.js").Reply, {say: "progress" | "ready"}>} reply */
  begin(reply) {
    if (this.isReady) throw new MessageError(`"${reply.say}" comes after the start`);
    if (reply.say === "progress") {
      this.progress = reply;
      this.watcher?.(reply);
      this.wait();
    } else {
      clearTimeout(this.timer);
      this.isReady = true;
      this.up();
    }
  }

  /** @param {string} why */
  fail(why) {
    this.end(this.isReady ? `The interpreter crashed: ${why}.` : `Python did not start: ${why}.`);
  }

  /** Ask for something, and wait for its answer, within a limit. @template {Task} One
   * @param {import("./protocol.js").Message<One>} message
   * @returns {Promise<import("./protocol.js").Answer<One>>} */
  ask(message) {
    return new Promise((resolve, reject) => {
      if (!this.alive) return reject(this.trouble);
      const id = this.next++;
      const timer = setTimeout(() => this.end(
        `Stopped: this was still running after ${limits.step / 1000} seconds.`), limits.step);
      this.waiting.set(id, {
        task: message.do,
        resolve: (answer) => { clearTimeout(timer); resolve(answer); },
        reject: (why) => { clearTimeout(timer); reject(why); },
      });
      this.worker.postMessage({ ...message, id });
    });
  }

  /** End it, whatever it does, and tell everyone who waits. @param {string} why */
  end(why) {
    if (!this.alive) return;
    this.alive = false;
    clearTimeout(this.timer);
    this.worker.terminate();
    this.trouble = new Trouble(why);
    this.down(this.trouble);
    for (const { reject } of this.waiting.values()) reject(this.trouble);
    this.waiting.clear();
  }
}

/** @type {Interpreter | undefined} */
let spare;

/** An interpreter that nobody has used; the spare one, if it is alive. */
export function take() {
  const one = spare?.alive ? spare : new Interpreter();
  spare = undefined;
  one.ready.then(warm, () => {});
  return one;
}

/** Keep one interpreter ready, where there is memory for two. */
function warm() {
  const memory = /** @type {any} */ (navigator).deviceMemory ?? 8;
  if (!spare?.alive && memory > 2) spare = new Interpreter();
}
