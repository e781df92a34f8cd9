// @ts-check
// Who works in a folder, on pages and in the tests alike (reloaded/session/run_session.py, `Run`): an
// interpreter at its prompt; another one after it has exited; and for each command one of its own.
// Each is a worker with files of its own, so that the folder is carried from one to the next.

/** @typedef {import("./protocol.js").Task} Task */

/** @template {Task} One @typedef {import("./protocol.js").Message<One>} Message */

/** @template {Task} [One=Task] @typedef {import("./protocol.js").Answer<One>} Answer */

/** @typedef {<One extends Task>(message: Message<One>) => Promise<Answer<One>>} Ask */

/** @typedef {{alive: boolean, ready: Promise<void>, ask: Ask,
 *   end: (why: string) => void}} Python a worker: `ask` rejects where something was not done */

/** @typedef {{kind: "save", path: string, text: string, sameSecond?: boolean}
 *   | {kind: "delete", path: string} | {kind: "type" | "command", source: string}} Action */

/** @typedef {(Action | {kind: "tree"}) & {block?: number}} Step of a session's JSON */

/** @template {Python} One */
export class Runner {
  /** @param {() => One} start start a worker, and do not wait for it */
  constructor(start) {
    this.start = start;
    /** The one at its prompt. @type {One | undefined} */
    this.python = undefined;
    /** The one that does a command or is to take over. @type {One | undefined} */
    this.other = undefined;
    /** In which block the one at its prompt has exited. @type {{block?: number} | undefined} */
    this.exited = undefined;
    /** The folder after the last step that changed it. @type {string | undefined} */
    this.kept = undefined;
    /** Whether that could not be asked for since. */
    this.isStale = false;
  }

  /** See to it that there is an interpreter at its prompt: unless one is alive, a new one, in the
   * folder as the last one's last step left it. */
  async begin() {
    if (this.python?.alive) return this.python.ready;
    this.exited = undefined;
    this.python = this.start();
    await this.python.ready;
    if (this.kept !== undefined) await this.ask({ do: "unpack", packed: this.kept });
    return undefined;
  }

  /** Do a step; after an end, only once somebody has begun again. @param {Step} step
   * @returns {Promise<Answer>} */
  async step(step) {
    const answer = await this.act(step);
    if (answer.wrote && step.kind !== "command") await this.keep(); // a command has kept it
    return answer;
  }

  /** @param {Step} step @returns {Promise<Answer>} */
  act(step) {
    switch (step.kind) {
      case "command": return this.command(step.source);
      case "type": return this.type(step.source, step.block);
      case "tree": return this.ask({ do: "paths" });
      case "delete": return this.ask({ do: "delete", path: step.path });
      case "save": {
        const { path, text, sameSecond } = step;
        return this.ask({ do: "save", path, text, sameSecond });
      }
    }
  }

  /** Keep what the folder is now: an interpreter that is ended can no longer be asked. */
  async keep() {
    try {
      const { value } = await this.ask({ do: "pack" });
      [this.kept, this.isStale] = [value, false];
    } catch (error) {
      if (!this.python?.alive) throw error;
      this.isStale = true; // it packs in Python, of which a session may break anything
    }
  }

  /** Ask the interpreter at its prompt. @template {Task} Asked @param {Message<Asked>} message
   * @returns {Promise<Answer<Asked>>} */
  async ask(message) {
    if (!this.python) throw new Error("nobody has begun");
    return this.python.ask(message);
  }

  /** Type a statement; the block after one in which the interpreter exited has a new one.
   * @param {string} source @param {number} [block] */
  async type(source, block) {
    if (this.exited) {
      if (block !== undefined && block === this.exited.block)
        throw new Error("the interpreter has exited");
      const next = await this.successor();
      this.python?.end("The interpreter has exited.");
      this.python = next;
      this.other = this.exited = undefined;
    }
    const answer = await this.ask({ do: "type", source });
    if (answer.exits) this.exited = { block };
    return answer;
  }

  /** Do a command in an interpreter that is started for it. @param {string} source */
  async command(source) {
    const program = await this.successor();
    try {
      const answer = await program.ask({ do: "command", source });
      const { value: packed } = await program.ask({ do: "pack" });
      [this.kept, this.isStale] = [packed, false];
      await this.ask({ do: "unpack", packed });
      return answer;
    } finally {
      program.end("The command has ended.");
      this.other = undefined;
    }
  }

  /** Another interpreter in the same folder. */
  async successor() {
    const next = this.start();
    this.other = next; // so that it can be ended
    const [{ value: packed }] = await Promise.all([this.ask({ do: "pack" }), next.ready]);
    await next.ask({ do: "unpack", packed });
    return next;
  }

  /** End whatever runs. @param {string} why */
  end(why) {
    this.other?.end(why);
    this.python?.end(why);
  }
}
