// @ts-check
// Brings the questions of a page to life. Each is a custom element, so that it works wherever the
// theme puts the page: at its first load, and when navigation replaces the article.
// Without this script every question is readable, and its answer is a fold.

import * as progress from "./progress.js";

/** Make an element with attributes and children. @param {string} name @param {object} [attributes]
 * @param {...(string|Node)} children */
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** What the options of a question are worth. */
export class Question extends HTMLElement {
  connectedCallback() {
    if (this.status) return;
    this.fields = /** @type {HTMLFieldSetElement} */ (this.querySelector("fieldset"));
    this.rows = [...this.querySelectorAll(".answers > li")];
    if (!this.rows.length) return; // not judged in this build
    this.status = make("p", { class: "question-status", role: "status", tabindex: "-1" });
    this.unsure = make("input", { type: "checkbox", name: `${this.id}-unsure` });
    this.button = make("button", { type: "button", class: "md-button" }, "Check");
    this.controls = make("p", { class: "question-controls" }, this.button,
      make("label", {}, this.unsure, " I am not sure"));
    this.fields.after(this.controls, this.status);
    this.button.addEventListener("click", () => (this.checked ? this.again() : this.check()));
    this.fields.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || this.checked) return;
      event.preventDefault();
      if (!this.silent) this.check();
    });
    this.silent = this.hasAttribute("data-silent");
    if (this.silent) this.controls.hidden = true;
    else if (!this.hasAttribute("data-fresh")) this.restore();
  }

  get key() { return this.id.slice(2); }

  /** What the reader has given: keys of options, or a text. */
  get given() {
    const field = this.fields.querySelector("input[type=text]");
    if (field) return field.value.trim() ? [field.value] : [];
    return [...this.fields.querySelectorAll("input:checked")].map((one) => one.value);
  }

  /** From 0 to 1; a wrong choice takes away what a right one gives. */
  get score() {
    const rows = this.rows.map((row) => row.dataset);
    const given = this.given;
    if (this.dataset.kind === "type")
      return Number(rows.some((row) => row.right === "true" && row.text === given[0]?.trim()));
    const right = rows.filter((row) => row.right === "true").map((row) => row.key);
    const hits = given.filter((key) => right.includes(key)).length;
    return Math.max(0, (2 * hits - given.length) / right.length);
  }

  check() {
    if (!this.given.length) return this.say("Choose or type an answer first.");
    const kept = progress.keep(this.key, this.dataset.digest, this.given, this.score,
      !this.unsure.checked);
    this.show(kept ? "" : " This browser keeps no progress.");
    this.status.focus();
    this.dispatchEvent(new CustomEvent("answered", { bubbles: true }));
  }

  /** Show the verdict, and the answers below it. @param {string} [more] */
  show(more = "") {
    const score = this.score;
    this.checked = true;
    this.dataset.state = score === 1 ? "right" : score ? "partly" : "wrong";
    this.say(score === 1 ? "Right." : score ? `Partly right: ${Math.round(score * 100)} %.`
      : "Wrong.", more);
    if (score < 1) this.status.append(" Read: ", this.querySelector(".question-claim a")
      .cloneNode(true));
    const given = this.given;
    for (const row of this.rows) {
      const { key, text } = row.dataset;
      const mine = text === undefined ? given.includes(key) : given[0]?.trim() === text;
      row.classList.toggle("answer-given", mine);
      row.querySelector(".answer-mine")?.remove();
      if (mine) row.firstElementChild.append(make("em", { class: "answer-mine" },
        " Your answer."));
    }
    this.querySelector(".question-answer").open = true;
    this.fields.disabled = this.unsure.disabled = true;
    this.controls.hidden = false;
    this.button.textContent = "Try again";
  }

  again() {
    this.checked = false;
    delete this.dataset.state;
    this.fields.disabled = this.unsure.disabled = false;
    this.fields.querySelectorAll("input").forEach((one) => {
      if (one.type === "text") one.value = "";
      else one.checked = false;
    });
    this.querySelectorAll(".answer-mine").forEach((one) => one.remove());
    this.querySelector(".question-answer").open = false;
    this.button.textContent = "Check";
    this.say("");
    this.fields.querySelector("input").focus();
  }

  restore() {
    const saved = progress.of(this.key, this.dataset.digest);
    if (!saved) return;
    this.fill(saved.given);
    this.unsure.checked = !saved.sure;
    if (this.given.length) this.show();
  }

  /** @param {string[]} given */
  fill(given) {
    for (const field of this.fields.querySelectorAll("input")) {
      if (field.type === "text") field.value = given[0] ?? "";
      else field.checked = given.includes(field.value);
    }
  }

  /** @param {string[]} words */
  say(...words) { this.status.textContent = words.join(""); }
}

/** Hides the outputs of a chapter until the reader asks for each: guess, then look. */
class PredictFirst extends HTMLElement {
  connectedCallback() {
    const article = this.closest("article");
    if (!article || this.switch) return;
    this.switch = make("input", { type: "checkbox", role: "switch" });
    this.append(make("label", {}, this.switch,
      " Predict first: hide what is printed until I ask for it"));
    article.querySelector("h2")?.before(this);
    this.switch.checked = progress.setting("predict") === true;
    this.switch.addEventListener("change", () => {
      progress.set("predict", this.switch.checked);
      this.apply(article);
    });
    this.apply(article);
  }

  /** @param {Element} article */
  apply(article) {
    article.querySelectorAll(".step-reveal").forEach((one) => one.remove());
    const outputs = article.querySelectorAll(".session :is(.go, .gr)");
    outputs.forEach((one) => one.classList.remove("step-hidden"));
    if (!this.switch.checked) return;
    let run = [], last;
    const reveal = (lines) => {
      const button = make("button", { type: "button", class: "step-reveal" }, "Show output");
      button.addEventListener("click", () => {
        lines.forEach((one) => one.classList.remove("step-hidden"));
        button.remove();
      });
      lines[0].before(button);
    };
    for (const line of outputs) {
      if (last && last.nextElementSibling !== line) { reveal(run); run = []; }
      line.classList.add("step-hidden");
      run.push(line);
      last = line;
    }
    if (run.length) reveal(run);
  }
}

if (!customElements.get("quiz-question")) {
  customElements.define("quiz-question", Question);
  customElements.define("predict-first", PredictFirst);
}
