// @ts-check
// The exam, and the overview of what was answered. Both take the questions from the page of the
// bank, so that there is one copy of them, and nothing is fetched before it is asked for.

import { make, Question, shuffled } from "./quiz.js";
import * as answers from "./answers.js";

/** @type {Promise<Element> | undefined} */
let bank;

/** The chapters of the bank, each with its questions. @returns {Promise<{title: string,
 *   questions: Question[]}[]>} */
async function chapters() {
  bank ??= fetch(new URL("../quiz/bank/", import.meta.url)).then(async (response) => {
    if (!response.ok) throw new Error(`the bank answers ${response.status}`);
    return new DOMParser().parseFromString(await response.text(), "text/html").body;
  });
  bank.catch(() => { bank = undefined; });
  return [...(await bank).querySelectorAll(".quiz")].map((quiz) => ({
    title: quiz.previousElementSibling?.firstChild?.textContent ?? "",
    questions: /** @type {Question[]} */ ([...quiz.querySelectorAll("quiz-question")]),
  }));
}

/** What was answered to a question; one of the bank is parsed, and has no behaviour.
 * @param {HTMLElement} question */
function kept({ id, dataset }) {
  return answers.of(id.slice(2), dataset.digest ?? "");
}

/** A copy of a question, for this page. @param {Element} question @param {string} title */
function copy(question, title) {
  const own = /** @type {Question} */ (document.importNode(question, true));
  const number = /** @type {HTMLAnchorElement} */ (own.querySelector(".question-number a"));
  number.textContent = title;
  number.href = new URL(`../quiz/bank/#${own.id}`, import.meta.url).href;
  return own;
}

/** What to say when the bank can't be had. @param {unknown} error */
function unfetched(error) {
  return `The questions could not be fetched: ${error instanceof Error ? error.message : error}.`;
}

class Exam extends HTMLElement {
  /** @type {HTMLElement} */ status;
  /** @type {HTMLElement} */ paper;
  /** @type {HTMLInputElement} */ count;
  /** @type {HTMLSelectElement} */ level;
  /** @type {HTMLButtonElement} */ finish;
  /** @type {Question[]} */ questions;

  connectedCallback() {
    if (this.status) return;
    this.count = make("input", { type: "number", min: "1", value: "15", inputmode: "numeric" });
    this.level = make("select", {}, ...["all", "recall", "predict", "diagnose"].map((level) =>
      make("option", { value: level }, level)));
    const start = make("button", { type: "submit", class: "md-button" }, "Start");
    const form = make("form", { class: "quiz-form" }, make("label", {}, "Questions ", this.count),
      make("label", {}, "Level ", this.level), start);
    this.status = make("p", { role: "status", tabindex: "-1", class: "question-status" });
    this.paper = make("div", { class: "quiz" });
    this.replaceChildren(form, this.status, this.paper);
    form.addEventListener("submit", (/** @type {Event} */ event) => { event.preventDefault(); this.begin(); });
  }

  async begin() {
    this.status.textContent = "Fetching the questions…";
    try {
      const level = this.level.value;
      const all = (await chapters()).flatMap((chapter) => chapter.questions).filter((one) =>
        level === "all" || one.querySelector(".question-level")?.textContent === level);
      const drawn = shuffled(all).slice(0, Math.max(1, Number(this.count.value) || 1));
      this.questions = drawn.map((one, number) => {
        const own = copy(one, `Question ${number + 1} of ${drawn.length}`);
        own.setAttribute("data-silent", "");
        own.classList.add("question-exam");
        return own;
      });
      this.finish = make("button", { type: "button", class: "md-button" }, "Finish");
      this.finish.addEventListener("click", () => this.end());
      this.paper.replaceChildren(...this.questions, make("p", {}, this.finish));
      this.status.textContent = `${drawn.length} questions. The result comes when you finish.`;
      this.status.focus();
    } catch (error) {
      this.status.textContent = unfetched(error);
    }
  }

  end() {
    let total = 0;
    const wrong = [];
    const unlisted = this.questions.filter((one) => one.isUnlisted);
    this.finish.remove();
    for (const question of this.questions) {
      question.classList.remove("question-exam");
      question.controls.hidden = true;
      if (question.isUnlisted) {
        question.offer(true);
        continue;
      }
      const score = question.given.length ? question.score : 0;
      total += score;
      if (question.given.length)
        answers.keep(question.key, question.digest, question.given, score,
          !question.unsure.checked);
      if (score < 1) wrong.push(question);
      question.show();
      question.controls.hidden = true;
      if (!question.given.length) question.say("Not answered.");
    }
    const counted = this.questions.length - unlisted.length;
    const percent = counted ? `${Math.round((100 * total) / counted)} %: ` : "";
    this.status.textContent = `${percent}${counted - wrong.length} of ${counted} right. `
      + (unlisted.length ? `${unlisted.length} not counted: what you typed is not in my list. ` : "")
      + (wrong.length ? "The claims to read again are below each question that went wrong."
        : "Nothing to read again.");
    this.status.focus();
  }
}

class Overview extends HTMLElement {
  /** @type {HTMLElement} */ status;
  /** @type {HTMLElement} */ table;
  /** @type {HTMLElement} */ due;
  /** @type {{title: string, questions: Question[]}[]} */ chapters = [];

  async connectedCallback() {
    if (this.status) return;
    this.status = make("p", { role: "status", tabindex: "-1", class: "question-status" },
      "Fetching the questions…");
    this.table = make("div");
    this.due = make("div", { class: "quiz" });
    this.replaceChildren(this.status, this.table, this.tools(), this.due);
    await this.refresh();
  }

  tools() {
    const file = make("input", { type: "file", accept: "application/json", hidden: "" });
    const button = (/** @type {string} */ text, /** @type {() => unknown} */ action) => {
      const one = make("button", { type: "button", class: "md-button" }, text);
      one.addEventListener("click", action);
      return one;
    };
    file.addEventListener("change", () => this.take(file.files[0]));
    return make("p", { class: "quiz-form" },
      button("Show what is due", () => this.showDue()),
      button("Export progress", () => this.give()),
      button("Import progress", () => file.click()), file,
      button("Reset everything", () => this.reset()));
  }

  async refresh() {
    try {
      this.chapters = await chapters();
    } catch (error) {
      this.status.textContent = unfetched(error);
      return;
    }
    const now = Date.now();
    const rows = this.chapters.map(({ title, questions }) => {
      const saved = questions.flatMap((one) => kept(one) ?? []);
      const right = saved.filter((one) => one.score === 1).length;
      const due = saved.filter((one) => answers.due(one) <= now).length;
      return { title, counts: [questions.length, saved.length, right, due] };
    });
    const head = ["Chapter", "Questions", "Answered", "Right", "Due"];
    this.table.replaceChildren(make("table", {},
      make("thead", {}, make("tr", {}, ...head.map((text) =>
        make("th", { scope: "col" }, text)))),
      make("tbody", {}, ...rows.map(({ title, counts }) => make("tr", {},
        make("th", { scope: "row" }, title),
        ...counts.map((count) => make("td", {}, String(count))))))));
    const [all, answered, , due] = [0, 1, 2, 3].map((column) =>
      rows.reduce((total, { counts }) => total + counts[column], 0));
    this.status.textContent = `${answered} of ${all} questions answered, ${due} due.`;
  }

  showDue() {
    const now = Date.now();
    const due = this.chapters.flatMap(({ questions }) => questions).filter((one) => {
      const saved = kept(one);
      return saved && answers.due(saved) <= now;
    });
    this.due.replaceChildren(...due.slice(0, 20).map((one, number) => {
      const own = copy(one, `Due ${number + 1}`);
      own.setAttribute("data-fresh", "");
      return own;
    }));
    this.status.textContent = due.length ? `${due.length} due.` : "Nothing is due.";
    this.status.focus();
  }

  give() {
    const blob = new Blob([JSON.stringify(answers.all(), null, 1)], { type: "application/json" });
    const link = make("a", { href: URL.createObjectURL(blob),
      download: `${answers.KEY}-progress.json` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }

  /** Take over the newer record of each question. @param {File | undefined} file */
  async take(file) {
    if (!file) return;
    try {
      const given = answers.parse(await file.text());
      const data = answers.all();
      let count = 0;
      for (const [id, one] of Object.entries(given.answers)) {
        if (data.answers[id]?.at >= one.at) continue;
        data.answers[id] = one;
        count += 1;
      }
      const kept = answers.replace(data);
      await this.refresh();
      this.status.textContent = `${count} answers taken over.`
        + (kept ? "" : " This browser keeps them until you close the page.");
    } catch {
      this.status.textContent = "This file holds no progress that was exported here.";
    }
    this.status.focus();
  }

  async reset() {
    if (!confirm("Forget every answer on this device? Export them first if you may want them."))
      return;
    answers.replace({ answers: {}, settings: answers.all().settings });
    this.due.replaceChildren();
    await this.refresh();
    this.status.focus();
  }
}

if (!customElements.get("quiz-exam")) {
  customElements.define("quiz-exam", Exam);
  customElements.define("quiz-overview", Overview);
}
