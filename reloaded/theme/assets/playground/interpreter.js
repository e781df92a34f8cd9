// @ts-check
// One Python in a worker of its own, asked one thing at a time. A worker that hangs or has crashed
// is thrown away: a new one is the only clean start, and one is kept warm for that.

/** Milliseconds, characters, and how fast a session is typed. Tests lower them. */
export const limits = { boot: 30_000, step: 20_000, output: 64_000, pace: 90 };

/** Something that a reader should read: the interpreter is gone. */
export class Trouble extends Error {}

/** Something that a reader should read: the interpreter goes on. */
export class Refusal extends Error {}

const SILENT = "Python did not start: nothing has happened for a while. Either the connection is too"
  + " slow, or this device is short of memory. Try again.";

const UNLOADED = "Python did not start: its files did not load. Are you offline?";

export class Interpreter {
  constructor() {
    /** @type {Map<number, {typed: boolean, resolve: (answer: any) => void,
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
    this.worker.addEventListener("error", (event) => {
      event.preventDefault();
      if (event.message) this.end(`The interpreter crashed: ${event.message}.`);
      else this.end(UNLOADED); // only a script that did not load has nothing to say
    });
    /** @type {Promise<void>} */
    this.ready = new Promise((resolve, reject) => { this.up = resolve; this.down = reject; });
    this.ready.catch(() => {}); // a spare may fail while nobody looks
    this.wait();
    this.worker.postMessage({ do: "boot", base: new URL("../pyodide/", import.meta.url).href });
  }

  /** Give up when nothing is heard for too long, however slow the line is. */
  wait() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.end(SILENT), limits.boot);
  }

  /** @param {any} data */
  hear(data) {
    if (data.say === "progress") {
      this.progress = data;
      this.watcher?.(data);
      this.wait();
    } else if (data.say === "ready") {
      clearTimeout(this.timer);
      this.isReady = true;
      this.up();
    } else if (data.say === "failed") {
      const asked = this.waiting.get(data.id);
      if (asked && !asked.typed) { // a name that the file system does not take, say
        this.waiting.delete(data.id);
        asked.reject(new Refusal(data.why));
      } else this.end(this.isReady ? `The interpreter crashed: ${data.why}.`
        : `Python did not start: ${data.why}.`);
    } else if (data.say === "done") {
      this.waiting.get(data.id)?.resolve(data);
      this.waiting.delete(data.id);
    }
  }

  /** Ask for something, and wait for its answer, within a limit. @param {{do: string, [detail: string]: unknown}} request
   * @returns {Promise<any>} */
  ask(request) {
    return new Promise((resolve, reject) => {
      if (!this.alive) return reject(this.trouble);
      const id = this.next++;
      const timer = setTimeout(() => this.end(
        `Stopped: this was still running after ${limits.step / 1000} seconds.`), limits.step);
      this.waiting.set(id, {
        typed: request.do === "type",
        resolve: (answer) => { clearTimeout(timer); resolve(answer); },
        reject: (why) => { clearTimeout(timer); reject(why); },
      });
      this.worker.postMessage({ ...request, id });
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
