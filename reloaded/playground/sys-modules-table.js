// @ts-check
// The reader's own modules, live: what `sys.modules` holds, and who holds the same object.

import { make } from "./dom.js";

/** @typedef {import("./protocol.js").Module} Module */

const HEAD = ["Module", "id", "File", "Bound in"];

export class ModulesTable {
  constructor() {
    this.body = make("tbody");
    // The roles are said again, since a narrow screen shows the cells one below the other.
    this.table = make("table", { class: "modules-table", role: "table" }, make("thead", {},
      make("tr", { role: "row" }, ...HEAD.map((text) =>
        make("th", { scope: "col", role: "columnheader" }, text)))), this.body);
    this.empty = make("p", { class: "console-note" }, "None of your modules is imported yet.");
    this.element = make("section", { class: "playground-modules", "aria-labelledby":
      "playground-modules" }, make("p", { id: "playground-modules", class: "playground-title" },
    "Your modules in ", make("code", {}, "sys.modules")), this.empty, this.table);
    this.set([]);
  }

  /** @param {Module[]} modules */
  set(modules) {
    this.empty.hidden = modules.length > 0;
    this.table.hidden = !modules.length;
    this.body.replaceChildren(...modules.map(({ name, id, file, bound }) => make("tr",
      { role: "row" }, make("th", { scope: "row", role: "rowheader" }, make("code", {}, name)),
      ...[[make("code", {}, String(id))], [make("code", {}, file ?? "no file")],
        this.holders(bound)].map((cell, number) =>
        make("td", { role: "cell", "data-label": HEAD[number + 1] }, ...cell)))));
  }

  /** @param {Module["bound"]} bound */
  holders(bound) {
    if (!bound.length) return ["nowhere"];
    return bound.map((one) => make("span", { class: "held", "data-same": String(one.same) },
      make("code", {}, `${one.in}.${one.as}`), one.same ? ": this object" : ": another object"));
  }
}
