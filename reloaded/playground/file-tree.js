// @ts-check
// The files of a project as a tree of folders: choose, new, rename, delete.

import { button, make } from "./dom.js";
import { problem } from "./share.js";

export class FileTree {
  /** @param {{open: (path: string) => void, create: (path: string) => void,
   *   rename: (from: string, to: string) => void, remove: (path: string) => void}} actions */
  constructor(actions) {
    this.actions = actions;
    this.chosen = "";
    this.list = make("div", { class: "tree-list" });
    this.field = make("input", { type: "text", spellcheck: "false", autocapitalize: "off",
      autocomplete: "off" });
    this.label = make("label", { class: "tree-label" }, "Name", this.field);
    this.wrong = make("span", { class: "tree-wrong", role: "alert" });
    this.form = make("form", { class: "tree-form", hidden: "" }, this.label,
      make("button", { type: "submit", class: "md-button" }, "OK"),
      button("Cancel", () => this.ask("")), this.wrong);
    this.form.addEventListener("submit", (/** @type {Event} */ event) => this.answer(event));
    this.renamer = button("Rename", () => this.ask("Rename", this.chosen));
    this.remover = button("Delete", () => this.actions.remove(this.chosen));
    this.element = make("div", { class: "playground-tree", role: "group", "aria-label": "Files" },
      make("p", { class: "console-bar" }, button("New file", () => this.ask("New file")),
        this.renamer, this.remover), this.form, this.list);
  }

  /** @param {string[]} paths @param {string} chosen */
  set(paths, chosen) {
    this.chosen = paths.includes(chosen) ? chosen : "";
    this.paths = paths;
    this.renamer.disabled = this.remover.disabled = !this.chosen;
    const focused = this.list.contains(document.activeElement);
    this.list.replaceChildren(paths.length ? this.branch(paths, "")
      : make("p", { class: "console-note" }, "An empty folder."));
    if (focused) this.list.querySelector("[aria-current]")?.focus();
  }

  /** @param {string[]} paths @param {string} base @returns {HTMLElement} */
  branch(paths, base) {
    /** @type {Map<string, string[]>} */
    const entries = new Map();
    for (const path of paths) {
      const [name, ...rest] = path.split("/");
      const below = entries.get(name) ?? [];
      if (rest.length) below.push(rest.join("/"));
      entries.set(name, below);
    }
    return make("ul", {}, ...[...entries].map(([name, below]) => {
      const path = base + name;
      if (below.length) {
        const inside = below.filter(Boolean);
        return make("li", {}, `${name}/`, ...(inside.length ? [this.branch(inside, `${path}/`)]
          : []));
      }
      if (path.endsWith(".pyc")) return make("li", { class: "tree-made" }, name);
      const one = make("button", { type: "button" }, name);
      one.title = path;
      if (path === this.chosen) one.setAttribute("aria-current", "true");
      one.addEventListener("click", () => this.actions.open(path));
      return make("li", {}, one);
    }));
  }

  /** Show the field for a name; hide it, without a question. @param {string} question
   * @param {string} [value] */
  ask(question, value = "") {
    this.form.hidden = !question;
    this.wrong.textContent = "";
    if (!question) return;
    this.renaming = question === "Rename" ? value : "";
    this.label.firstChild.textContent = this.renaming ? `New name of ${value}` : "Name";
    this.field.value = value;
    this.field.focus();
  }

  /** @param {Event} event */
  answer(event) {
    event.preventDefault();
    const path = this.field.value.trim();
    const there = this.paths?.includes(path) && path !== this.renaming;
    this.wrong.textContent = problem(path) || (there ? `${path} is there already.` : "");
    if (this.wrong.textContent) return;
    const from = this.renaming;
    this.ask("");
    if (from && from !== path) this.actions.rename(from, path);
    else if (!from) this.actions.create(path);
  }
}
