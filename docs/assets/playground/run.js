// @ts-check
// The button under a session that runs it in the page. It is an element of its own, so that it
// works wherever the theme puts the article; without this script there is none. Nothing else is
// fetched before somebody presses it.

const FIRST = "loads Python, about 6 MB, once";

class SessionRun extends HTMLElement {
  connectedCallback() {
    if (this.button) return;
    this.button = this.make("Run", true);
    this.stepper = this.make("Step", false);
    this.button.setAttribute("aria-expanded", "false");
    this.note = document.createElement("span");
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
    this.panel?.close();
    this.panel = undefined;
  }

  /** @param {boolean} all or the first block only */
  async open(all) {
    if (this.panel) return this.close();
    try {
      this.button.disabled = true;
      const { Panel } = await import("./panel.js");
      if (!this.isConnected) return;
      this.panel = new Panel(this);
      SessionRun.loaded = true;
      this.note.textContent = "";
      this.button.textContent = "Close";
      this.stepper.hidden = true; // the panel has its own
      this.button.setAttribute("aria-expanded", "true");
      this.button.disabled = false;
      await this.panel.start(all);
    } catch (error) {
      this.note.textContent = `This did not load (${error.message}). Are you offline?`;
    } finally {
      this.button.disabled = false;
    }
  }

  close() {
    this.panel.close();
    this.panel = undefined;
    this.button.textContent = "Run";
    this.button.setAttribute("aria-expanded", "false");
    this.stepper.hidden = false;
    this.button.focus();
  }
}

if (!customElements.get("session-run")) customElements.define("session-run", SessionRun);
