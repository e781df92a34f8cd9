// @ts-check
// The box in which people ask: a field, and below it the claims that answer. Nothing else is loaded
// before the field is focused, and nothing that is typed leaves the page.

/** @typedef {import("./answer.js").Answer} Answer */
/** @typedef {import("./answer.js").Found} Found */
/** @typedef {import("./rank.js").Claim} Claim */

/** The words of the box. */
const SAY = {
  label: "What happens, or what does it say?",
  hint: "my change is not picked up",
  loading: "Loading what the book knows …",
  failed: "The index could not be loaded. Try again, or use the search above.",
  none: "The book has no answer to this.",
  unknown: (/** @type {string[]} */ words) => `No page of the book speaks of: ${words.join(", ")}.`,
  near: (/** @type {string[]} */ texts) => `It knows messages like it: ${texts.join(" · ")}`,
  found: (/** @type {number} */ count) => (count === 1 ? "1 answer." : `${count} answers.`),
  printed: (/** @type {string} */ python) => `(Python ${python})`,
  seen: "By what you pasted:",
  tell: "How to tell:",
  remedy: "Remedy:",
  proof: "the proof",
};

/** The longest question that the address is to hold; what is pasted is longer. */
const SHARED = 200;

/** @typedef {(question: string) => Answer} Look */

/** A text in which code stands in backticks, as nodes. @param {string} text */
function marked(text) {
  return text.split("`").map((part, number) => {
    if (number % 2 === 0) return document.createTextNode(part);
    const code = document.createElement("code");
    code.textContent = part;
    return code;
  });
}

/**
 * An element.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string>} attributes
 * @param {(Node | string)[]} children
 */
function element(tag, attributes = {}, children = []) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

class AskBox extends HTMLElement {
  /** @type {Promise<Look> | undefined} */ #look;

  connectedCallback() {
    if (this.field) return;
    this.root = this.dataset.root ?? "";
    this.field = element("textarea", {
      rows: "1",
      id: "ask-question",
      placeholder: SAY.hint,
      spellcheck: "false",
      autocapitalize: "off",
      autocomplete: "off",
    });
    this.status = element("p", { class: "ask-status", role: "status" });
    this.list = element("ol", { class: "ask-answers" });
    this.replaceChildren(
      element("label", { for: "ask-question" }, [SAY.label]),
      this.field,
      this.status,
      this.list,
    );
    this.field.addEventListener("focus", () => void this.load());
    this.field.addEventListener("input", () => void this.answer());
    this.addEventListener("keydown", (event) => this.key(event));
    const shared = /^#q=(.+)/.exec(location.hash);
    if (shared) {
      try {
        this.field.value = decodeURIComponent(shared[1].replaceAll("+", " "));
      } catch {
        return; // a broken address asks nothing
      }
      void this.answer();
    }
  }

  /** What looks in the index; loaded once, and once more after a failure. */
  load() {
    this.#look ??= this.fetchIndex().catch((error) => {
      this.#look = undefined;
      throw error;
    });
    return this.#look;
  }

  /** @returns {Promise<Look>} */
  async fetchIndex() {
    const [{ answering }, index] = await Promise.all([
      import("./answer.js"),
      fetch(new URL("index.json", import.meta.url)).then((answer) => {
        if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}`);
        return answer.json();
      }),
    ]);
    return answering(index);
  }

  /** Show the answers to what stands in the field. */
  async answer() {
    const { field, list, status } = this;
    if (!field || !list || !status) return;
    const question = field.value.trim();
    field.rows = Math.min(8, field.value.split("\n").length);
    this.share(question);
    if (!question) {
      list.replaceChildren();
      status.textContent = "";
      return;
    }
    /** @type {Look} */ let look;
    try {
      if (!this.#look) status.textContent = SAY.loading;
      look = await this.load();
    } catch {
      status.textContent = SAY.failed;
      return;
    }
    if (question !== field.value.trim()) return; // a later key has asked already
    this.show(look(question));
  }

  /** @param {Answer} found */
  show({ messages, answers, unknown, near }) {
    const count = messages.length + answers.length;
    const said = [count ? SAY.found(count) : SAY.none];
    if (unknown.length) said.push(SAY.unknown(unknown));
    if (near.length) said.push(SAY.near(near));
    if (this.status) this.status.textContent = said.join(" ");
    this.list?.replaceChildren(
      ...messages.map((message) => this.message(message)),
      ...answers.map(({ claim }) => this.item(claim)),
    );
  }

  /** A message that was recognised: what it means, and its causes in order. @param {Found} found */
  message({ line, meaning, python, claim, causes }) {
    const printed = python ? ` ${SAY.printed(python)}` : "";
    const items = causes.map(({ what, tell, remedy, seen, claim: proof }) =>
      element("li", seen ? { class: "ask-seen" } : {}, [
        ...(seen ? [element("strong", {}, [SAY.seen]), " "] : []),
        ...marked(what),
        element("br"),
        element("em", {}, [SAY.tell]),
        " ",
        ...marked(tell),
        element("br"),
        element("em", {}, [SAY.remedy]),
        " ",
        ...marked(remedy),
        ...(proof ? [" ", this.link(proof, SAY.proof)] : []),
      ]),
    );
    return element("li", { class: "ask-message" }, [
      element("code", {}, [line]),
      element("p", {}, [...marked(meaning + printed), ...(claim ? [" ", this.link(claim)] : [])]),
      element("ol", {}, items),
    ]);
  }

  /** A link to a claim. @param {Claim} claim @param {string} [words] its sentence, unless given */
  link(claim, words = claim.claim) {
    return element("a", { href: this.root + claim.url }, marked(words));
  }

  /** One answer: the claim, in short, where. @param {Claim} claim */
  item(claim) {
    const link = this.link(claim);
    const where = element("small", {}, marked(claim.page));
    const short = claim.inShort ? [element("p", {}, marked(claim.inShort))] : [];
    return element("li", {}, [link, ...short, where]);
  }

  /** Keep the question in the address, so that it can be shared; never what is pasted. @param {string} question */
  share(question) {
    const short = question && question.length <= SHARED && !question.includes("\n");
    const hash = short ? `#q=${encodeURIComponent(question)}` : "";
    if (hash || location.hash.startsWith("#q=")) {
      history.replaceState(history.state, "", location.pathname + location.search + hash);
    }
  }

  /** Arrows walk through the answers, Escape leads back and then empties. @param {KeyboardEvent} event */
  key(event) {
    const { field } = this;
    if (!field || event.isComposing) return;
    event.stopPropagation(); // the theme has keys of its own
    const links = [...this.querySelectorAll("a")];
    const stops = [field, ...links];
    const at = stops.findIndex((stop) => stop === document.activeElement);
    if (event.key === "Escape") {
      if (at === 0) {
        field.value = "";
        void this.answer();
      }
      field.focus();
    } else if (event.key === "Enter" && at === 0 && !event.shiftKey && !field.value.includes("\n")) {
      event.preventDefault();
      links[0]?.click();
    } else if (event.key === "ArrowDown" && stops[at + 1] && !(at === 0 && this.below())) {
      event.preventDefault();
      stops[at + 1].focus();
    } else if (event.key === "ArrowUp" && at > 0) {
      event.preventDefault();
      stops[at - 1].focus();
    }
  }

  /** Whether the field has a line below the caret. */
  below() {
    return this.field?.value.slice(this.field.selectionEnd).includes("\n") ?? false;
  }
}

if (!customElements.get("ask-box")) customElements.define("ask-box", AskBox);
