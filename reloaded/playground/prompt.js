// @ts-check
// The line at which a reader types: Enter ends a statement as at Python's prompt, arrows bring
// earlier ones back, and several pasted ones are typed one by one.

import { make } from "./dom.js";
import { ends, indentation, statements } from "./statements.js";

export class PromptLine {
  /** @param {(sources: string[]) => void} submit */
  constructor(submit) {
    this.submit = submit;
    /** @type {string[]} */
    this.history = [];
    this.place = 0;
    this.escaped = false;
    this.isBusy = false;
    this.isAhead = false;
    this.field = make("textarea", {
      rows: "1", spellcheck: "false", autocapitalize: "off", autocomplete: "off",
      autocorrect: "off", "aria-label": "Type Python; Enter runs it, Shift and Enter adds a line",
    });
    this.mark = make("span", { class: "gp", "aria-hidden": "true" }, ">>>");
    this.element = make("div", { class: "console-prompt" }, this.mark, this.field);
    this.field.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => this.key(event));
    this.field.addEventListener("input", () => this.grow());
  }

  /** While Python is busy one may type ahead, as in a terminal. @param {boolean} busy */
  set busy(busy) {
    this.isBusy = busy;
    this.element.classList.toggle("console-busy", busy);
    if (!busy && this.isAhead) this.enter();
  }

  /** Forget that Enter was pressed; what was typed stays. */
  hold() { this.isAhead = false; }

  get text() { return this.field.value; }

  set text(text) {
    this.field.value = text;
    this.field.setSelectionRange(text.length, text.length);
    this.grow();
  }

  grow() { this.field.rows = Math.min(12, this.text.split("\n").length); }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.isComposing) return;
    const before = this.text.slice(0, this.field.selectionStart);
    const after = this.text.slice(this.field.selectionEnd);
    const escaped = this.escaped;
    this.escaped = event.key === "Escape";
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      if (event.ctrlKey || event.metaKey || (!after.trim() && ends(this.text))) this.enter();
      else this.insert(`\n${indentation(before)}`);
    } else if (event.key === "ArrowUp" && !before.includes("\n")) {
      event.preventDefault();
      this.recall(-1);
    } else if (event.key === "ArrowDown" && !after.includes("\n")) {
      event.preventDefault();
      this.recall(1);
    } else if (event.key === "Tab" && !event.shiftKey && !escaped && /\n *$/.test(before)) {
      event.preventDefault(); // elsewhere, Tab leaves the field
      this.insert("    ");
    }
  }

  enter() {
    this.isAhead = this.isBusy;
    if (this.isBusy) return;
    const sources = statements(this.text);
    this.text = "";
    if (!sources.length) return;
    this.history.push(...sources);
    this.place = this.history.length;
    this.submit(sources);
  }

  /** @param {string} text */
  insert(text) {
    this.field.setRangeText(text, this.field.selectionStart, this.field.selectionEnd, "end");
    this.grow();
  }

  /** @param {number} by */
  recall(by) {
    const place = Math.max(0, Math.min(this.history.length, this.place + by));
    if (place === this.place) return;
    this.place = place;
    this.text = this.history[place] ?? "";
  }
}
