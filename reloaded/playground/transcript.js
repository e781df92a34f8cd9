// @ts-check
// What was typed and printed, and what was done to files, in order.

import { whole } from "./compare.js";
import { make } from "./dom.js";
import { limits } from "./interpreter.js";

const ENTRIES = 400;

export class Transcript {
  constructor() {
    this.element = make("div", { class: "console-log", role: "log", tabindex: "0",
      "aria-label": "What was typed and printed" });
  }

  get isEmpty() { return !this.element.childElementCount; }

  /** Whether a screen reader reads out what comes. @param {boolean} aloud */
  set isAloud(aloud) {
    if (aloud) this.element.removeAttribute("aria-live");
    else this.element.setAttribute("aria-live", "off");
  }

  /** A place for an output. */
  entry() { return this.add(make("div", { class: "console-entry" })); }

  /** Show what was typed. @param {string} source @param {string} [first] @param {string} [more]
   * @returns {HTMLElement} the entry, for its output */
  typed(source, first = ">>> ", more = "... ") {
    const lines = source.split("\n").flatMap((line, number) => [
      make("span", { class: "gp" }, number ? more : first), `${line}\n`]);
    return this.add(make("div", { class: "console-entry" }, make("pre", {}, ...lines)));
  }

  /** Show what was printed. @param {HTMLElement} entry @param {string} output */
  printed(entry, output) {
    const cut = output.length > limits.output;
    const lines = whole(cut ? output.slice(0, limits.output) : output).split("\n").slice(0, -1);
    const raised = /^(?:Traceback \(most|  File ")/m.test(output) ? lines.length - 1 : -1;
    if (lines.length) entry.append(make("pre", { class: "console-output" },
      ...lines.map((line, number) => make("span", { class: number === raised ? "gr" : "go" },
        `${line}\n`))));
    if (cut) entry.append(make("p", { class: "console-note" },
      `The output was cut after ${limits.output / 1000} kB.`));
    this.scroll();
  }

  /** Say something beside it. @param {...(string|Node)} words @returns {HTMLElement} */
  note(...words) { return this.add(make("p", { class: "console-note" }, ...words)); }

  /** @param {HTMLElement} entry */
  add(entry) {
    this.element.append(entry);
    while (this.element.childElementCount > ENTRIES) this.element.firstElementChild.remove();
    this.scroll();
    return entry;
  }

  scroll() { this.element.scrollTop = this.element.scrollHeight; }

  clear() { this.element.replaceChildren(); }
}
