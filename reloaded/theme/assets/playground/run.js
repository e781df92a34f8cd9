// @ts-check
// The button under a session that runs it in the page. It is an element of its own, so that it
// works wherever the theme puts the article; without this script there is none. Nothing else is
// fetched before somebody presses it.

const FIRST = "loads Python, about 6 MB, once";

class SessionRun extends HTMLElement {
  static loaded = false;
  button = this.make("Run", true);
  stepper = this.make("Step", false);
  note = document.createElement("span");
  /** @type {import("./session-console.js").Panel | undefined} */
  panel;
  opening = false;

  connectedCallback() {
    if (this.note.isConnected) return;
    this.button.setAttribute("aria-expanded", "false");
    this.note.className = "session-note";
    this.note.setAttribute("role", "status");
    this.note.textContent = SessionRun.loaded ? "" : FIRST;
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
    if (this.panel) return this.close();
    if (this.opening) return; // not disabled: the focus stays where it is
    try {
      this.opening = true;
      const { Panel } = await import("./session-console.js");
      if (!this.isConnected) return;
      this.panel = new Panel(this);
      SessionRun.loaded = true;
      this.note.textContent = "";
      this.button.textContent = "Close";
      this.stepper.hidden = true; // the panel has its own
      this.button.setAttribute("aria-expanded", "true");
      await this.panel.load();
    } catch (error) {
      const why = /** @type {Error} */ (error).message;
      this.shut();
      this.note.textContent = `This did not load (${why}). Are you offline?`;
      return;
    } finally {
      this.opening = false;
    }
    await (all ? this.panel?.run() : this.panel?.step());
  }

  close() {
    this.shut();
    this.button.focus();
  }

  shut() {
    this.panel?.close();
    this.panel = undefined;
    this.button.textContent = "Run";
    this.button.setAttribute("aria-expanded", "false");
    this.stepper.hidden = false;
  }
}

if (!customElements.get("session-run")) customElements.define("session-run", SessionRun);
