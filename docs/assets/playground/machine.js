// @ts-check
// Does the steps of a session as the tests do (reloaded/session/proof.py, `Run`): each prompt and
// each command is an interpreter of its own, all of them in one folder. An interpreter is a worker;
// when another one takes over, the folder is carried there.

/** @typedef {{ask: (message: object) => Promise<any>, end: () => void}} Python a worker at its
 * prompt: `ask` sends a message of worker.js and returns its answer */
/** @typedef {{output?: string, exits?: boolean, value?: any, why?: string}} Outcome */

export class Machine {
  /** @param {() => Promise<Python>} start start a worker; rejects where it cannot boot */
  constructor(start) {
    this.start = start;
    /** @type {Python|null} */ this.python = null;
    /** @type {number|null} the block in which the interpreter exited */ this.exited = null;
  }

  /** Do a step. @param {any} step as in the file of a session @returns {Promise<Outcome>} */
  async step(step) {
    this.python ??= await this.start();
    switch (step.kind) {
      case "type": return this.type(step);
      case "command": return this.command(step.source);
      case "tree": return this.python.ask({ do: "paths" });
      default: return this.python.ask({ ...step, do: step.kind });
    }
  }

  /** Type a statement; the block after one in which the interpreter exited has a new one. */
  async type({ source, block }) {
    if (this.exited !== null) {
      if (this.exited === block) return { why: "the interpreter has exited" };
      this.exited = null;
      const next = await this.successor();
      this.python.end();
      this.python = next;
    }
    const outcome = await this.python.ask({ do: "type", source });
    if (outcome.exits) this.exited = block ?? -1;
    return outcome;
  }

  /** Do a command in an interpreter that is started for it. @param {string} source */
  async command(source) {
    const program = await this.successor();
    try {
      const outcome = await program.ask({ do: "command", source });
      const { value: packed, why } = await program.ask({ do: "pack" });
      if (why) return outcome.why ? outcome : { why };
      const { why: refused } = await this.python.ask({ do: "unpack", packed });
      return refused ? { why: refused } : outcome;
    } finally {
      program.end();
    }
  }

  /** Another interpreter in the same folder. @returns {Promise<Python>} */
  async successor() {
    const [{ value: packed }, next] = await Promise.all([this.python.ask({ do: "pack" }),
      this.start()]);
    await next.ask({ do: "unpack", packed });
    return next;
  }

  end() {
    this.python?.end();
    this.python = null;
  }
}
