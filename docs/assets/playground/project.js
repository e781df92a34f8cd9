// @ts-check
// What a reader works on: files, what was done to them and typed, and the interpreter below.

import { take } from "./interpreter.js";

/** @typedef {{kind: "save", path: string, text: string, sameSecond?: boolean}
 *   | {kind: "delete", path: string} | {kind: "type", source: string}} Action */

/** @typedef {{output: string, exits: boolean, value: any}} Answer */

export class Project {
  /** @param {(progress: {loaded: number, total: number}) => void} [watcher] */
  constructor(watcher) {
    /** The files that were saved, by path. @type {Map<string, string>} */
    this.files = new Map();
    /** Everything since the interpreter was new. @type {Action[]} */
    this.log = [];
    this.watcher = watcher;
    /** @type {import("./interpreter.js").Interpreter | undefined} */
    this.interpreter = undefined;
  }

  /** An interpreter with the files as they are: a new one, unless one is at work. */
  async start() {
    if (this.interpreter?.alive) {
      await this.interpreter.ready;
      return this.interpreter;
    }
    const fresh = take();
    this.interpreter = fresh;
    fresh.watcher = this.watcher;
    this.watcher?.(fresh.progress);
    await fresh.ready;
    for (const [path, text] of this.files) await fresh.ask({ do: "save", path, text });
    return fresh;
  }

  /** Save, delete or type. @param {Action} action @returns {Promise<Answer>} */
  async perform(action) {
    const interpreter = await this.start();
    const { kind, ...rest } = action;
    const answer = await interpreter.ask({ do: kind, ...rest });
    this.log.push(action);
    if (action.kind === "save") this.files.set(action.path, action.text);
    if (action.kind === "delete") this.files.delete(action.path);
    if (answer.exits) this.drop("The interpreter has exited.");
    return answer;
  }

  /** What the folder holds: relative paths, those of folders with a slash at the end.
   * @returns {Promise<string[]>} */
  async paths() {
    if (!this.interpreter?.alive) return [...this.files.keys()].sort();
    return (await this.interpreter.ask({ do: "paths" })).value;
  }

  /** The text of a file, one that a program wrote too. @param {string} path */
  async read(path) {
    const known = this.files.get(path);
    if (known !== undefined || !this.interpreter?.alive) return known ?? "";
    return (await this.interpreter.ask({ do: "read", path })).value ?? "";
  }

  /** The reader's own modules. @returns {Promise<any[]>} */
  async modules() {
    if (!this.interpreter?.alive) return [];
    return (await this.interpreter.ask({ do: "modules" })).value ?? [];
  }

  /** Throw the interpreter away. @param {string} why */
  drop(why) {
    this.interpreter?.fail(why);
    this.interpreter = undefined;
  }

  /** A new interpreter has done nothing but save the files. */
  forget() {
    this.log = [...this.files].map(([path, text]) => ({ kind: "save", path, text }));
  }

  /** An empty folder. */
  clear() {
    this.files.clear();
    this.log = [];
  }
}
