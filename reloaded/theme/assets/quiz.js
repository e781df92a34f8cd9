// @ts-check
// Brings the questions of a page to life. Each is a custom element, so that it works wherever the
// theme puts the page: at its first load, and when navigation replaces the article.
// Without this script every question is readable, and its answer is a fold.

import * as answers from "./answers.js";

/** Make an element with attributes and children. @param {string} name
 * @param {Record<string, string>} [attributes] @param {...(string|Node)} children
 * @returns {any} */
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** The members in an order of chance. @template T @param {Iterable<T>} all @returns {T[]} */
export function shuffled(all) {
  const rest = [...all];
  const random = new Uint32Array(1);
  return Array.from({ length: rest.length }, () => {
    crypto.getRandomValues(random);
    return rest.splice(random[0] % rest.length, 1)[0];
  });
}

/** What the options of a question are worth. */
export class Question extends HTMLElement {
  /** @type {HTMLFieldSetElement} */ fields;
  /** @type {HTMLElement} */ status;
  /** @type {HTMLElement} */ controls;
  /** @type {HTMLInputElement} */ unsure;
  /** @type {HTMLLIElement[]} */ rows;
  checked = false;

  connectedCallback() {
    if (this.status) return;
    this.fields = /** @type {any} */ (this.querySelector("fieldset"));
    this.rows = [...this.querySelectorAll(/** @type {"li"} */ (".answers > li"))];
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
    this.shuffle();
    if (this.silent) this.controls.hidden = true;
    else if (!this.hasAttribute("data-fresh")) this.restore();
  }

  get key() { return this.id.slice(2); }
  get digest() { return this.dataset.digest ?? ""; }

  /** What the reader gives an answer with: one field for a string, or one for each option. */
  get inputs() { return [...this.fields.querySelectorAll("input")]; }

  /** The fold below. @returns {HTMLDetailsElement} */
  get answer() { return /** @type {any} */ (this.querySelector(".question-answer")); }

  /** What the reader has given: keys of options, or a text. */
  get given() {
    return this.inputs.filter((one) => (one.type === "text" ? one.value.trim() : one.checked))
      .map((one) => one.value);
  }

  /** The options that the reader has given, as rows of the answer. */
  get chosen() {
    const given = this.given;
    return this.rows.filter(({ dataset: { key = "", text } }) =>
      (text === undefined ? given.includes(key) : text === given[0]?.trim()));
  }

  /** From 0 to 1: the sum of what each option is worth, as the page says it: `1/3`, `-1/3`. */
  get score() {
    const worth = this.chosen.map((row) => row.dataset.weight?.split("/").map(Number) ?? [0, 1]);
    const sum = worth.reduce((total, [over]) => total + over, 0) / (worth[0]?.[1] ?? 1);
    return Math.min(1, Math.max(0, sum));
  }

  /** Whether the reader has typed what stands in no list: it may be right all the same. */
  get isUnlisted() {
    return "steps" in this.dataset && this.given.length > 0 && !this.chosen.length;
  }

  /** Give the options another order: who comes back should know the answer, and not its place. */
  shuffle() {
    const options = [...this.fields.querySelectorAll(".question-option")];
    const order = shuffled(options);
    this.fields.append(...order);
    const keys = order.map((one) => one.querySelector("input")?.value);
    for (const row of order.length ? this.rows : []) row.value = keys.indexOf(row.dataset.key) + 1;
    const key = this.closest(".quiz")?.querySelector(`.answer-key [data-of="${this.key}"]`);
    for (const letter of key?.querySelectorAll(/** @type {"b"} */ ("[data-key]")) ?? [])
      letter.textContent = "ABCDEFGHIJ"[keys.indexOf(letter.dataset.key)];
  }

  check() {
    if (!this.given.length) return this.say("Choose or type an answer first.");
    if (this.isUnlisted) return this.offer();
    const kept = answers.keep(this.key, this.digest, this.given, this.score,
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
    const claim = this.querySelector(".question-claim a");
    if (score < 1 && claim) this.status.append(" Read: ", claim.cloneNode(true));
    const chosen = this.chosen;
    for (const row of this.rows) {
      const mine = chosen.includes(row);
      row.classList.toggle("answer-given", mine);
      row.querySelector(".answer-mine")?.remove();
      if (mine) row.firstElementChild?.append(make("em", { class: "answer-mine" },
        " Your answer."));
    }
    const others = this.rows.filter((row) => !chosen.includes(row));
    const right = others.filter((row) => row.dataset.right === "true");
    this.querySelector(".answers")?.append(...chosen, ...right,
      ...others.filter((row) => !right.includes(row)));
    this.answer.open = true;
    this.fields.disabled = this.unsure.disabled = true;
    this.controls.hidden = false;
    this.button.textContent = "Try again";
  }

  /** Say that an answer is in no list, and offer to run it; it counts neither way.
   * @param {boolean} [quietly] whether the focus stays where it is */
  async offer(quietly) {
    this.dataset.state = "unlisted";
    const told = "Not in my list, so I can't tell, and it doesn't count. ";
    this.say(told);
    try {
      if (!this.dataset.steps) throw Error();
      const own = document.querySelector("script[data-unlisted]")?.getAttribute("data-unlisted");
      const { runnable } = await import(new URL(own ?? "", document.baseURI).href);
      const href = await runnable(this.dataset.steps, this.given[0].trim());
      const link = make("a", { href, target: "_blank", rel: "noopener" },
        "Run it in the playground");
      this.status.replaceChildren(told, link, ": it is right if it prints what stands above.");
    } catch {
      this.status.append("Run the lines above, with your answer in them.");
    }
    if (!quietly) this.status.focus();
  }

  again() {
    this.checked = false;
    this.shuffle();
    delete this.dataset.state;
    this.fields.disabled = this.unsure.disabled = false;
    this.fill([]);
    this.querySelectorAll(".answer-mine").forEach((one) => one.remove());
    this.answer.open = false;
    this.button.textContent = "Check";
    this.say("");
    this.inputs[0].focus();
  }

  restore() {
    const saved = answers.of(this.key, this.digest);
    if (!saved) return;
    this.fill(saved.given);
    this.unsure.checked = !saved.sure;
    if (this.isUnlisted) this.offer(true); // kept by an earlier version, which called it wrong
    else if (this.given.length) this.show();
  }

  /** @param {string[]} given */
  fill(given) {
    for (const field of this.inputs) {
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
    this.switch.checked = answers.setting("predict") === true;
    this.switch.addEventListener("change", () => {
      answers.set("predict", this.switch.checked);
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
    /** @type {Element[]} */
    let run = [];
    const reveal = (/** @type {Element[]} */ lines) => {
      const button = make("button", { type: "button", class: "step-reveal" }, "Show output");
      button.addEventListener("click", () => {
        lines.forEach((one) => one.classList.remove("step-hidden"));
        button.remove();
      });
      lines[0].before(button);
    };
    for (const line of outputs) {
      if (run.length && run.at(-1)?.nextElementSibling !== line) { reveal(run); run = []; }
      line.classList.add("step-hidden");
      run.push(line);
    }
    if (run.length) reveal(run);
  }
}

if (!customElements.get("quiz-question")) {
  customElements.define("quiz-question", Question);
  customElements.define("predict-first", PredictFirst);
}
