// @ts-check
// What a link or an example would do, for the reader to read before anything runs.

import { button, make } from "./dom.js";

/** @typedef {import("./project.js").Action} Action */

/** How many, in words. @param {number} number @param {string} noun */
const count = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;

/** An action as a line of it. @param {Action} action */
function line(action) {
  if (!("source" in action)) return `# ${action.path} ${action.kind}d`;
  if (action.kind === "command") return `$ ${action.source}`;
  return `>>> ${action.source.replace(/\n/g, "\n... ")}`;
}

export class RunConfirmation {
  constructor() {
    this.element = make("div", { class: "playground-offer", hidden: "" });
  }

  /** @param {string} what a link or an example @param {number} files how many it leaves
   * @param {Action[]} actions @param {() => void} accept */
  show(what, files, actions, accept) {
    const typed = count(actions.filter((one) => "source" in one).length, "line");
    this.element.replaceChildren(make("p", {}, `${what} saves ${count(files, "file")} and types`
      + ` ${typed}. Nothing has run yet. Read it before you run it. `),
    make("pre", {}, actions.map(line).join("\n")), button("Run it", accept));
    this.element.hidden = false;
  }

  hide() { this.element.hidden = true; }
}
