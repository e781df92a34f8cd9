// @ts-check
// The console under a session of the book: it types the session's steps, and holds each output
// against the page.

import { agrees, draw, whole } from "./compare.js";
import { Console } from "./console.js";
import { button, make } from "./dom.js";
import { limits } from "./interpreter.js";
import { Project } from "./project.js";
import { fetchOthers, stepsOf } from "./steps.js";

/** @typedef {import("./steps.js").Step} Step */

export class SessionConsole {
  /** @param {HTMLElement} host the element of the session's Run button */
  constructor(host) {
    this.host = host;
    this.project = new Project();
    const again = () => this.again();
    this.console = new Console(`Live: ${claim(host)}`, this.project, { broken: again, reset: again });
    /** @type {Step[][]} */
    this.fences = [];
    this.forward = button("Step", () => this.step());
    const { bar, element } = this.console;
    bar.prepend(button("Run all", () => this.run()), this.forward);
    this.place = this.compared = this.different = 0;
    host.append(element);
    bar.scrollIntoView({ block: "nearest" }); // Run may be the last thing in the window
  }

  /** Fetch the session. */
  async load() {
    const { fences, probes } = await stepsOf(this.host);
    this.fences = fences;
    this.console.picture.probes = probes;
    fetchOthers();
  }

  /** Mark the page's own code block that runs, and no other; without a number, none.
   * @param {number} [block] as in the session's JSON */
  mark(block) {
    const own = `.session[data-run="${this.host.dataset.claim}"] .step:not(.step-illustration)`;
    document.querySelectorAll(own).forEach((one, number) => {
      if (number === block) one.setAttribute("aria-current", "step");
      else one.removeAttribute("aria-current");
    });
  }

  /** Back to the first fence. */
  again() {
    this.place = 0;
    this.compared = 0;
    this.different = 0;
    this.mark();
  }

  close() {
    this.console.close();
    this.mark();
  }

  /** Run what is left; from the start, if nothing is. */
  async run() {
    if (this.console.busy || !this.fresh()) return;
    this.console.transcript.isAloud = false; // the status tells how it went
    await this.console.doing(async () => {
      while (this.place < this.fences.length) await this.fence();
      this.verdict();
    });
    this.console.transcript.isAloud = true;
  }

  /** Run the next fence. */
  async step() {
    if (this.console.busy || !this.fresh()) return;
    await this.console.doing(async () => {
      await this.fence();
      if (this.place === this.fences.length) this.verdict();
      else this.console.say(`${this.place} of ${this.fences.length} blocks.`);
    });
  }

  /** Whether there is something to run: after the end, everything again, in a fresh folder. */
  fresh() {
    const starts = this.place === 0 || this.place >= this.fences.length;
    if (!starts || (this.console.transcript.isEmpty && !this.project.log.length)) return true;
    return this.console.reset();
  }

  async fence() {
    this.mark(this.fences[this.place][0].block);
    for (const step of this.fences[this.place]) {
      this.project.check(); // Stop may have been pressed during the pause
      await this.follow(step);
      if (limits.pace) await new Promise((resolve) => setTimeout(resolve, limits.pace));
    }
    this.place += 1;
  }

  /** Do a step, and compare. @param {Step} step */
  async follow(step) {
    if (step.kind === "tree") {
      const printed = draw(await this.project.paths(), step.expected);
      const entry = this.console.transcript.entry();
      this.console.transcript.printed(entry, printed);
      this.compare(entry, step, printed);
      return;
    }
    const done = await this.console.perform(step);
    if (done && "expected" in step) this.compare(done.entry, step, whole(done.output));
  }

  /** @param {HTMLElement} entry @param {{expected: string, ellipsis?: boolean}} step
   * @param {string} printed */
  compare(entry, { expected, ellipsis }, printed) {
    this.compared += 1;
    const same = agrees(expected, printed, ellipsis);
    entry.dataset.same = String(same);
    if (same) {
      if (printed) entry.append(make("p", { class: "console-same" }, "as on the page"));
      return;
    }
    this.different += 1;
    entry.append(make("div", { class: "console-other" }, make("p", {},
      expected ? "This differs. The page says:" : "This differs. The page shows no output."),
    ...(expected ? [make("pre", {}, expected)] : [])));
    this.console.transcript.scroll();
  }

  verdict() {
    this.mark();
    this.console.say(this.different ? `${this.different} of ${this.compared} steps differ from the page.`
      : `All ${this.compared} steps printed what the page says. Go on at the prompt, or edit.`);
    this.console.element.dataset.state = this.different ? "different" : "same";
  }
}

/** The heading that an element stands under. @param {Element} host */
function claim(host) {
  let element = host.previousElementSibling;
  while (element && element.tagName !== "H2") element = element.previousElementSibling;
  return /** @type {HTMLElement | null} */ (element)?.innerText.replace("¶", "").trim() ?? "a session";
}
