// @ts-check
// What a reader works on: files, what was done to them and typed, and the interpreter below. After
// an exit, and for each command, another interpreter takes over the folder, as in a terminal.

import { take } from "./interpreter.js";

/** @typedef {{kind: "save", path: string, text: string, sameSecond?: boolean}
 *   | {kind: "delete", path: string} | {kind: "type" | "command", source: string}} Action */

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
    /** The one that runs a command. @type {import("./interpreter.js").Interpreter | undefined} */
    this.program = undefined;
    this.exited = false;
  }

  /** An interpreter with the files as they are: a new one, unless one is at work. */
  async start() {
    if (this.interpreter?.alive) {
      await this.interpreter.ready;
      return this.interpreter;
    }
    const fresh = take();
    this.exited = false;
    this.interpreter = fresh;
    fresh.watcher = this.watcher;
    this.watcher?.(fresh.progress);
    await fresh.ready;
    for (const [path, text] of this.files) await fresh.ask({ do: "save", path, text });
    return fresh;
  }

  /** Another interpreter in the same folder. */
  async successor() {
    const before = await this.start();
    const next = take();
    this.program = next; // so that it can be stopped
    const [{ value: packed }] = await Promise.all([before.ask({ do: "pack" }), next.ready]);
    await next.ask({ do: "unpack", packed });
    return next;
  }

  /** Do a command in an interpreter of its own. @param {string} source @returns {Promise<Answer>} */
  async command(source) {
    const program = await this.successor();
    try {
      const answer = await program.ask({ do: "command", source });
      const { value: packed } = await program.ask({ do: "pack" });
      await this.interpreter?.ask({ do: "unpack", packed });
      return answer;
    } finally {
      program.fail("The command has ended.");
      this.program = undefined;
    }
  }

  /** Type a statement, in a new interpreter if the last one has exited. @param {string} source
   * @returns {Promise<Answer>} */
  async type(source) {
    if (this.exited) {
      const next = await this.successor();
      this.interpreter?.fail("The interpreter has exited.");
      this.interpreter = next;
      this.program = undefined;
      this.exited = false;
    }
    const interpreter = await this.start();
    const answer = await interpreter.ask({ do: "type", source });
    this.exited = Boolean(answer.exits);
    return answer;
  }

  /** Save, delete, type, or do a command. @param {Action} action @returns {Promise<Answer>} */
  async perform(action) {
    const answer = await this.answer(action);
    this.log.push(action);
    if (action.kind === "save") this.files.set(action.path, action.text);
    if (action.kind === "delete") this.files.delete(action.path);
    return answer;
  }

  /** @param {Action} action @returns {Promise<Answer>} */
  async answer(action) {
    if (action.kind === "type") return this.type(action.source);
    if (action.kind === "command") return this.command(action.source);
    const { kind, ...rest } = action;
    return (await this.start()).ask({ do: kind, ...rest });
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

  /** End what runs. @param {string} why */
  stop(why) {
    this.program?.fail(why);
    this.interpreter?.fail(why);
  }

  /** Throw the interpreter away. @param {string} why */
  drop(why) {
    this.stop(why);
    this.interpreter = this.program = undefined;
    this.exited = false;
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
