// @ts-check
// What a reader works on: files, what was done to them and typed, and the interpreters below.

import { Refusal, take } from "./interpreter.js";
import { Runner } from "./runner.js";
import { unpacked } from "./packed-folder.js";

/** @typedef {import("./runner.js").Action} Action */

/** @typedef {import("./runner.js").Answer} Answer */

export class Project {
  constructor() {
    /** The files that were saved, by path. @type {Map<string, string>} */
    this.files = new Map();
    /** Everything since the interpreter was new. @type {Action[]} */
    this.log = [];
    /** What was done to files while there was no interpreter. @type {Action[]} */
    this.pending = [];
    /** Who is told of each action, with its answer if there was an interpreter.
     * @type {(action: Action, answer?: Answer) => Promise<void>} */
    this.after = async () => {};
    /** Who is told how much of Python has come, in bytes.
     * @type {(progress: {loaded: number, total: number}) => void} */
    this.loading = () => {};
    this.runner = new Runner(() => {
      const python = take();
      python.watcher = this.loading;
      this.loading(python.progress);
      return python;
    });
  }

  /** Whether there is an interpreter, if only one that starts. */
  get isAlive() { return Boolean(this.runner.python?.alive); }

  get isReady() { return this.isAlive && this.hasRun; }

  /** Whether the interpreter, dead or alive, has come to its prompt. */
  get hasRun() { return Boolean(this.runner.python?.isReady); }

  /** See to it that there is an interpreter, and that it has the files. */
  async start() {
    await this.runner.begin();
    while (this.pending.length) {
      try {
        await this.runner.step(this.pending[0]);
      } catch (error) {
        if (error instanceof Refusal) this.pending.shift(); // it would be refused for ever
        throw error;
      }
      this.pending.shift();
    }
  }

  /** Throw what has ended the interpreter, if something has. */
  check() {
    if (this.runner.python && !this.isAlive) throw this.runner.python.trouble;
  }

  /** Save, delete, type, or do a command. @param {Action} action @returns {Promise<Answer>} */
  async perform(action) {
    const answer = await this.runner.step(action);
    this.write(action);
    await this.after(action, answer);
    return answer;
  }

  /** Do something to a file as soon as there is an interpreter. @param {Action} action */
  postpone(action) {
    this.pending.push(action);
    this.write(action);
    this.after(action);
  }

  /** @param {Action} action */
  write(action) {
    this.log.push(action);
    if (action.kind === "save") this.files.set(action.path, action.text);
    if (action.kind === "delete") this.files.delete(action.path);
  }

  /** What the folder holds: relative paths, those of folders with a slash at the end.
   * @returns {Promise<string[]>} */
  async paths() {
    if (!this.isReady) return [...this.kept().keys()].sort();
    return (await this.runner.ask({ do: "paths" })).value;
  }

  /** The text of a file, one that a program wrote too. @param {string} path */
  async read(path) {
    const known = this.files.get(path);
    if (known !== undefined) return known;
    if (!this.isReady) return this.kept().get(path) ?? "";
    return (await this.runner.ask({ do: "read", path })).value ?? "";
  }

  /** The reader's own modules. @returns {Promise<import("./protocol.js").Module[]>} */
  async modules() {
    if (!this.isReady) return [];
    return (await this.runner.ask({ do: "modules" })).value;
  }

  /** End what runs. @param {string} why */
  stop(why) { this.runner.end(why); }

  /** What the folder of the next interpreter holds: by path the text. */
  kept() {
    const found = unpacked(this.runner.kept);
    for (const action of this.pending) {
      if (action.kind === "save") found.set(action.path, action.text);
      if (action.kind === "delete") found.delete(action.path);
    }
    return found;
  }

  /** A new interpreter has done nothing but save what the folder holds. */
  forget() {
    const save = (/** @type {[string, string]} */ [path, text]) =>
      /** @type {Action} */ ({ kind: "save", path, text });
    if (this.runner.isStale) this.pending = [...this.files].map(save);
    this.log = [];
    for (const [path, text] of this.kept()) if (text !== undefined) this.log.push(save([path, text]));
  }

  /** An empty folder. */
  clear() {
    this.files.clear();
    this.log = [];
    this.pending = [];
    this.runner.kept = undefined;
  }
}
