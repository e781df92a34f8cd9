// @ts-check
// The files of a project, a tab each. A plain text field, until the real editor is there; if it
// does not come, the field stays.

import { button, make } from "./dom.js";

/** @typedef {{element: HTMLElement, text: string, focus: () => void,
 *   destroy: () => void}} Field */

/** @param {string} label @param {string} text @param {() => void} changed @returns {Field} */
function plain(label, text, changed) {
  const area = make("textarea", { spellcheck: "false", autocapitalize: "off",
    autocomplete: "off", autocorrect: "off", wrap: "off", "aria-label": label });
  area.value = text;
  area.rows = Math.max(6, Math.min(20, text.split("\n").length + 1));
  let escaped = false;
  area.addEventListener("input", changed);
  area.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Tab" && !event.shiftKey && !escaped && area.dataset.typed) {
      event.preventDefault(); // after a keystroke only: Tab must lead through the field, too
      area.setRangeText("    ", area.selectionStart, area.selectionEnd, "end");
      changed();
    } else if (event.key.length === 1 || event.key === "Enter") {
      area.dataset.typed = "yes";
    }
    escaped = event.key === "Escape";
  });
  return {
    element: area, get text() { return area.value; }, focus: () => area.focus(), destroy() {},
  };
}

/** Fetch the real editor, once. @type {Promise<any> | undefined} */
let rich;

export class Editor {
  /** @param {(path: string, text: string, sameSecond: boolean) => Promise<void>} save */
  constructor(save) {
    this.keep = save;
    /** Saved and current text, by path. @type {Map<string, {saved: string, text: string}>} */
    this.files = new Map();
    this.path = "";
    /** @type {Field | undefined} */
    this.field = undefined;
    this.shown = "";
    this.tabs = make("div", { class: "editor-tabs", role: "tablist", "aria-label": "Files" });
    this.place = make("div", { class: "editor-field", role: "tabpanel" });
    this.same = make("input", { type: "checkbox" });
    this.saver = button("Save", () => this.save(), { "aria-keyshortcuts": "Control+S" });
    this.controls = make("p", { class: "console-bar" }, this.saver,
      make("label", { class: "editor-same" }, this.same, " in the same second as the last save"));
    this.element = make("div", { class: "console-editor" }, this.tabs, this.place, this.controls);
    this.element.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
      if (event.key !== "s" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      this.save();
    });
    this.tabs.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => this.key(event));
  }

  /** Show these files; what is not saved yet stays. @param {Map<string, string>} files */
  set(files) {
    for (const path of this.files.keys()) if (!files.has(path)) this.files.delete(path);
    for (const [path, saved] of files) {
      const known = this.files.get(path);
      if (known && known.saved === saved) continue;
      const dirty = known && known.text !== known.saved;
      this.files.set(path, { saved, text: dirty ? known.text : saved });
      if (path === this.path && !dirty) this.path = ""; // it has another text now
    }
    this.open(this.files.has(this.path) ? this.path : this.last(files));
  }

  /** @param {Map<string, string>} files */
  last(files) { return this.shown && files.has(this.shown) ? this.shown : [...files.keys()][0] ?? ""; }

  /** @param {string} path @param {boolean} [focus] */
  open(path, focus = false) {
    if (path !== this.path || !path) this.show(path);
    this.mark();
    if (focus) this.field?.focus();
  }

  /** @param {string} path */
  show(path) {
    this.path = path;
    this.shown = path || this.shown;
    this.field?.destroy();
    const file = this.files.get(path);
    this.controls.hidden = !file;
    this.field = file && plain(path, file.text, () => this.changed());
    this.place.replaceChildren(this.field?.element ?? make("p", {}, "No file yet."));
    if (file) this.enrich(path);
  }

  /** Put the real editor in the place of the plain field. @param {string} path
   * @returns {Promise<void>} */
  async enrich(path) {
    rich ??= import("./codemirror.js").catch(() => null);
    const made = await rich;
    if (!made || this.path !== path || !this.field) return;
    const focused = this.place.contains(document.activeElement);
    const field = made.edit(path, this.field.text, () => this.changed());
    this.field = field;
    this.place.replaceChildren(field.element);
    if (focused) field.focus();
  }

  changed() {
    const file = this.files.get(this.path);
    if (file && this.field) file.text = this.field.text;
    this.mark();
  }

  /** The tabs, as things stand. */
  mark() {
    const focused = this.tabs.contains(document.activeElement);
    this.tabs.replaceChildren(...[...this.files].map(([path, { saved, text }]) => {
      const tab = make("button", { type: "button", role: "tab", class: "editor-tab",
        "aria-selected": String(path === this.path), tabindex: path === this.path ? "0" : "-1" },
      path, ...(saved === text ? [] : [make("span", {}, " · not saved")]));
      tab.dataset.path = path;
      tab.addEventListener("click", () => this.open(path, true));
      return tab;
    }));
    if (focused) this.tabs.querySelector("[aria-selected=true]")?.focus();
    this.place.setAttribute("aria-label", this.path || "No file");
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const step = Number(event.key === "ArrowRight") - Number(event.key === "ArrowLeft");
    if (!step) return;
    event.preventDefault();
    const paths = [...this.files.keys()];
    const count = paths.length;
    this.open(paths[(paths.indexOf(this.path) + step + count) % count]);
  }

  /** The paths whose text is not saved. */
  get dirty() {
    return [...this.files].filter(([, { saved, text }]) => saved !== text).map(([path]) => path);
  }

  /** Save the file that is shown. */
  async save() {
    const file = this.files.get(this.path);
    if (!file) return;
    const sameSecond = this.same.checked;
    this.same.checked = false;
    await this.keep(this.path, file.text, sameSecond);
  }

  /** Save everything. */
  async saveAll() {
    for (const path of this.dirty) await this.keep(path, this.files.get(path)?.text ?? "", false);
  }
}
