// @ts-check
// The exam, and the overview of what was answered. Both read the index of the bank, and fetch a
// question from the page of its chapter when it is shown: there is one copy of each.

import { make, Question, shuffled } from "./quiz.js";
import * as answers from "./answers.js";

/** What the index says of a question. @typedef {{id: string, digest: string, level: string,
 *   url: URL}} Entry */

/** Pages by their address. @type {Map<string, Promise<Document>>} */
const pages = new Map();

/** A page of this site: fetched once, and again where that has failed. @param {URL} url */
function fetched({ origin, pathname }) {
  const page = pages.get(pathname) ?? fetch(origin + pathname).then(async (response) => {
    if (!response.ok) throw new Error(`${pathname} answers ${response.status}`);
    return new DOMParser().parseFromString(await response.text(), "text/html");
  });
  pages.set(pathname, page);
  page.catch(() => pages.delete(pathname));
  return page;
}

/** The chapters of the bank, each with its questions. */
async function chapters() {
  const base = new URL("../quiz/bank/", import.meta.url);
  return [...(await fetched(base)).querySelectorAll(".question-index")].map((list) => ({
    title: list.previousElementSibling?.firstChild?.textContent ?? "",
    questions: [...list.querySelectorAll("li")].map(({ id, dataset, firstElementChild: link }) =>
      /** @type {Entry} */ ({ id, digest: dataset.digest, level: dataset.level,
        url: new URL(link?.getAttribute("href") ?? "", base) })),
  }));
}

/** All questions of the bank. */
async function entries() {
  return (await chapters()).flatMap(({ questions }) => questions);
}

/** What was answered to a question. @param {Entry} entry */
function kept({ id, digest }) {
  return answers.of(id.slice(2), digest);
}

/** What was answered, and is to be asked again. @param {Entry} entry */
function isDue(entry) {
  const saved = kept(entry);
  return saved && answers.due(saved) <= Date.now();
}

/** Copies of questions for this page, from the pages of their chapters.
 * @param {Entry[]} drawn @param {(number: number) => string} title what to call each
 * @param {string} attribute what it has beyond the original */
function copies(drawn, title, attribute) {
  return Promise.all(drawn.map(async ({ id, url }, place) => {
    const found = (await fetched(url)).getElementById(id);
    if (!found) throw new Error(`${url.pathname} has no ${id}`);
    const own = /** @type {Question} */ (document.importNode(found, true));
    for (const link of own.querySelectorAll("a"))
      link.href = new URL(link.getAttribute("href") ?? "", url).href;
    own.querySelector(".question-number a")?.replaceChildren(title(place + 1));
    own.setAttribute(attribute, "");
    return own;
  }));
}

/** What to say when a page can't be had. @param {unknown} error */
function unfetched(error) {
  return `The questions could not be fetched: ${error instanceof Error ? error.message : error}. `
    + "If you are offline, try again later; what you have answered is kept.";
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
      const all = (await entries()).filter((one) => level === "all" || one.level === level);
      const drawn = shuffled(all).slice(0, Math.max(1, Number(this.count.value) || 1));
      this.questions = await copies(drawn, (number) => `Question ${number} of ${drawn.length}`,
        "data-silent");
      this.questions.forEach((one) => one.classList.add("question-exam"));
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
    const all = await chapters().catch((error) => { this.status.textContent = unfetched(error); });
    if (!all) return;
    const rows = all.map(({ title, questions }) => {
      const saved = questions.flatMap((one) => kept(one) ?? []);
      const right = saved.filter((one) => one.score === 1).length;
      return { title, counts: [questions.length, saved.length, right,
        questions.filter(isDue).length] };
    });
    const head = ["Chapter", "Questions", "Answered", "Right", "Due"];
    this.table.replaceChildren(make("table", {},
      make("thead", {}, make("tr", {}, ...head.map((text) =>
        make("th", { scope: "col" }, text)))),
      make("tbody", {}, ...rows.map(({ title, counts }) => make("tr", {},
        make("th", { scope: "row" }, title),
        ...counts.map((count) => make("td", {}, String(count))))))));
    const [asked, answered, , due] = [0, 1, 2, 3].map((column) =>
      rows.reduce((total, { counts }) => total + counts[column], 0));
    this.status.textContent = `${answered} of ${asked} questions answered, ${due} due.`;
  }

  async showDue() {
    try {
      const due = (await entries()).filter(isDue);
      this.due.replaceChildren(...await copies(due.slice(0, 20), (number) => `Due ${number}`,
        "data-fresh"));
      this.status.textContent = due.length ? `${due.length} due.` : "Nothing is due.";
    } catch (error) {
      this.status.textContent = unfetched(error);
    }
    this.status.focus();
  }

  give() {
    const blob = new Blob([JSON.stringify(answers.all(), null, 1)], { type: "application/json" });
    const link = make("a", { href: URL.createObjectURL(blob),
      download: `${answers.book()}-progress.json` });
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
