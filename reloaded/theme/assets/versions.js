// @ts-check
// Lets a reader choose two versions, and shows what changed between them. The list stands on the
// page; this only hides lines of it. The choice is kept in the address, behind its `#`.

import { make } from "./quiz.js";

/** A version's numbers as one that compares: `3.14.1` after `3.14`. A minor version stands for
 * its first release, or for the last where `last` says so.
 * @param {string} text @param {boolean} [last] */
export function order(text, last = false) {
  const [, minor, release = last ? 999 : 0] = text.split(".").map(Number);
  return minor * 1000 + release;
}

/** Whether something changed after one version's first release, up to another's last.
 * @param {string} versions with spaces between @param {string} from @param {string} to */
export function between(versions, from, to) {
  return versions.split(" ").some((one) =>
    order(from) < order(one) && order(one) <= order(to, true));
}

/** The versions at which a line says that something changed. @param {HTMLElement} item */
const since = (item) => item.dataset.since ?? "";

/** A menu of versions. @param {string} id @param {string[]} versions
 * @returns {HTMLSelectElement} */
const menu = (id, versions) => make("select", { id },
  ...versions.map((version) => make("option", { value: version }, version)));

class Chooser extends HTMLElement {
  versions = (this.dataset.versions ?? "").split(" ");
  from = menu("version-from", this.versions);
  to = menu("version-to", this.versions);
  status = make("p", { role: "status" });
  /** @type {HTMLElement[]} */
  items = [];
  heard = () => this.read();

  connectedCallback() {
    this.items = [...document.querySelectorAll("li")].filter(since);
    const form = make("form", { class: "quiz-form" },
      make("label", { for: "version-from" }, "From"), this.from,
      make("label", { for: "version-to" }, "to"), this.to);
    form.addEventListener("change", () => this.chosen());
    this.replaceChildren(form, this.status);
    addEventListener("hashchange", this.heard);
    this.read();
  }

  disconnectedCallback() {
    removeEventListener("hashchange", this.heard);
  }

  /** Take the choice from the address; what is missing or unknown there is the widest. */
  read() {
    const given = new URLSearchParams(location.hash.slice(1));
    /** @param {string} name @param {number} otherwise */
    const version = (name, otherwise) =>
      this.versions.find((one) => one === given.get(name)) ?? this.versions.at(otherwise) ?? "";
    this.from.value = version("from", 0);
    this.to.value = version("to", -1);
    this.show();
  }

  chosen() {
    const choice = new URLSearchParams({ from: this.from.value, to: this.to.value });
    history.replaceState(history.state, "", `#${choice}`);
    this.show();
  }

  show() {
    const [from, to] = [this.from.value, this.to.value];
    for (const item of this.items) item.hidden = !between(since(item), from, to);
    const shown = this.items.filter((item) => !item.hidden).length;
    const where = from === to ? `within ${from}` : `from ${from} to ${to}`;
    this.status.textContent = order(from) > order(to)
      ? `${to} is older than ${from}: choose the older version first.`
      : `${shown} of ${this.items.length} lines tell what changed ${where}.`;
  }
}

customElements.define("version-chooser", Chooser);
