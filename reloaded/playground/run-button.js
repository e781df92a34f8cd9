// @ts-check
// The buttons under a session that run it in the page, and every word on and beside them. It is an
// element of its own, so that it works wherever the theme puts the article; without this script
// there is none. Nothing else is fetched before somebody presses a button.

const RUN = "Run";
const STEP = "Step";
const CLOSE = "Close";
const NOTE = "loads Python, about 6 MB, once";
const OUTDATED = "The book has changed since this page was opened. Load the page again.";

/** What session-console.js imports, and what these import; a test keeps the list whole. */
const IMPORTED = ["compare", "console", "dom", "editor", "interpreter", "live-picture",
  "packed-folder", "project", "prompt", "protocol", "runner", "runtime-address", "share",
  "statements", "steps", "transcript"];

/** Ask for scripts at once: a browser would find each only in the one before.
 * @param {string[]} names */
export function preload(names) {
  for (const name of names) {
    const link = document.createElement("link");
    link.rel = "modulepreload";
    link.href = new URL(`./${name}.js`, import.meta.url).href;
    document.head.append(link);
  }
}

/** Why scripts did not load. Their folder is named by what they hold: where the one of this page is
 * gone, there is another version of the site, and its scripts would not fit this page.
 * @param {string} otherwise */
export async function whyNotLoaded(otherwise) {
  const asked = fetch(import.meta.url, { method: "HEAD", cache: "no-store" });
  return (await asked.catch(() => undefined))?.status === 404 ? OUTDATED : otherwise;
}

class SessionRun extends HTMLElement {
  static loaded = false;
  button = this.make(RUN, true);
  stepper = this.make(STEP, false);
  note = document.createElement("span");
  /** @type {import("./session-console.js").SessionConsole | undefined} */
  console;
  opening = false;

  connectedCallback() {
    if (this.note.isConnected) return;
    this.button.setAttribute("aria-expanded", "false");
    this.note.className = "session-note";
    this.note.setAttribute("role", "status");
    this.note.textContent = SessionRun.loaded ? "" : NOTE;
    // The size belongs to the button's name: a listener hears it before pressing.
    this.note.id = `run-${this.dataset.claim}`;
    this.button.setAttribute("aria-describedby", this.note.id);
    this.stepper.setAttribute("aria-describedby", this.note.id);
    this.append(this.button, this.stepper, this.note);
  }

  /** @param {string} text @param {boolean} all */
  make(text, all) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "md-button";
    button.textContent = text;
    button.addEventListener("click", () => this.open(all));
    return button;
  }

  disconnectedCallback() {
    this.shut();
  }

  /** @param {boolean} all or the first block only */
  async open(all) {
    if (this.console) return this.close();
    if (this.opening) return; // not disabled: the focus stays where it is
    try {
      this.opening = true;
      preload(IMPORTED);
      const { SessionConsole } = await import("./session-console.js");
      if (!this.isConnected) return;
      this.console = new SessionConsole(this);
      SessionRun.loaded = true;
      this.note.textContent = "";
      this.button.textContent = CLOSE;
      this.stepper.hidden = true; // the console has its own
      this.button.setAttribute("aria-expanded", "true");
      await this.console.load();
    } catch (error) {
      const why = /** @type {Error} */ (error).message;
      this.shut();
      this.note.textContent = await whyNotLoaded(`This did not load (${why}). Are you offline?`);
      return;
    } finally {
      this.opening = false;
    }
    await (all ? this.console?.run() : this.console?.step());
  }

  close() {
    this.shut();
    this.button.focus();
  }

  shut() {
    this.console?.close();
    this.console = undefined;
    this.button.textContent = RUN;
    this.button.setAttribute("aria-expanded", "false");
    this.stepper.hidden = false;
  }
}

if (!customElements.get("session-run")) customElements.define("session-run", SessionRun);
