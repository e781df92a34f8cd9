// @ts-check
// The picture of a live session: what its names refer to, step by step. What is seen comes from the
// session's interpreter; a second one, which has no session, draws it by the code of the book.

import { make } from "./dom.js";
import { Refusal, take, Trouble } from "./interpreter.js";

/** @typedef {import("./project.js").Action} Action */
/** @typedef {Action & {printed: string, seen: string | null}} Seen */

/** What a drawing is made of, and nothing else gets onto the page. */
const ELEMENTS = new Set(("section p span i ol li div code samp ins del svg title desc g rect path"
  + " text tspan").split(" "));

export class LivePicture {
  /** @param {string} claim what is drawn, for a screen reader
   * @param {import("./project.js").Project} project */
  constructor(claim, project) {
    this.claim = claim;
    this.project = project;
    /** Expressions to try after each step. @type {string[]} */
    this.probes = [];
    /** @type {Seen[]} */
    this.steps = [];
    this.isOn = this.isDrawing = this.isDue = false;
    /** @type {import("./interpreter.js").Interpreter | undefined} */
    this.artist = undefined;
    this.strip = make("div");
    this.note = make("p", { class: "console-note" });
    this.element = make("div", { class: "console-picture", hidden: "" }, this.note, this.strip);
    project.after = (action, answer) => this.after(action, answer);
  }

  /** Show a picture from now on, or none. @param {boolean} on */
  set(on) {
    this.isOn = on;
    this.element.hidden = !on;
    this.clear();
    if (!on) this.close();
  }

  /** Begin anew, with the files as they are. */
  clear() {
    this.steps = [...this.project.files].map(([path, text]) => (
      { kind: "save", path, text, printed: "", seen: null }));
    this.strip.replaceChildren();
    this.say("The picture begins with the next statement.");
  }

  /** @param {string} words */
  say(words) {
    this.note.textContent = words;
    this.note.hidden = !words;
  }

  /** See what the names refer to after a step, and draw it soon. @param {Action} action
   * @param {import("./project.js").Answer} [answer] none for a file, while there is no Python */
  async after(action, answer) {
    if (!this.isOn) return;
    if (answer?.exits) {
      this.clear();
      this.say("The interpreter has exited, and its objects with it.");
      return;
    }
    /** @type {Seen} */
    const step = { ...action, printed: answer?.output ?? "", seen: null };
    this.steps.push(step);
    if (!answer) return;
    try {
      if (action.kind === "type") {
        const { value } = await this.project.runner.ask({ do: "look", probes: this.probes });
        step.seen = value;
      }
      this.draw();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.say(`There is no picture of this step: ${error.message}.`);
    }
  }

  /** Draw; what comes while a drawing is made is in the next one. */
  async draw() {
    this.isDue = true;
    if (this.isDrawing) return;
    this.isDrawing = true;
    try {
      while (this.isDue) {
        this.isDue = false;
        await this.make();
      }
    } finally {
      this.isDrawing = false;
    }
  }

  async make() {
    const { steps, claim } = this;
    if (!this.isOn || !steps.some((step) => step.seen)) return;
    if (!this.artist?.alive) this.artist = take();
    try {
      await this.artist.ready;
      const strip = JSON.stringify({ claim, steps });
      const { value } = await this.artist.ask({ do: "draw", strip });
      if (steps !== this.steps || !this.isOn) return; // it has begun anew meanwhile
      this.strip.replaceChildren(parsed(value));
      this.say("");
    } catch (error) {
      if (!(error instanceof Refusal || error instanceof Trouble)) throw error;
      this.say(`There is no picture of this step: ${error.message}.`);
    }
  }

  /** End the interpreter that draws. */
  close() { this.artist?.end("Closed."); }
}

/** The element that some HTML describes; what it says of a session may come from a stranger's link.
 * @param {string} html */
export function parsed(html) {
  const { head, body } = new DOMParser().parseFromString(html, "text/html");
  for (const one of [...head.children, ...body.querySelectorAll("*")]) {
    const active = [...one.attributes].some(({ name }) => /^on|href|src/.test(name));
    if (active || !ELEMENTS.has(one.localName)) throw new Refusal("it is none");
  }
  return body.firstElementChild ?? "";
}
