// @ts-check
// A live interpreter on a page: what was typed and printed, a prompt, an editor, and the buttons.

import { button, make } from "./dom.js";
import { Editor } from "./editor.js";
import { Refusal, Trouble } from "./interpreter.js";
import { LivePicture } from "./live-picture.js";
import { PromptLine } from "./prompt.js";
import { pack } from "./share.js";
import { Transcript } from "./transcript.js";

const SITE = new URL("../../", import.meta.url);
const WHY = new URL("modules/bytecode/#same-second-edit-is-ignored", SITE);

/** What whoever has a console may want to know of it, or to do in its place.
 * @typedef {object} Hooks
 * @property {() => Promise<void>} [changed] files and names may be others now
 * @property {() => void} [broken] the interpreter is gone, and what it knew
 * @property {() => void} [reset] everything was forgotten
 * @property {(path: string, text: string, sameSecond?: boolean) => Promise<void>} [save] what the
 *   editor does with a file, where that isn't `Console.save` */

export class Console {
  /** @param {string} label what a screen reader calls it
   * @param {import("./project.js").Project} project what is worked on
   * @param {Hooks} [hooks] */
  constructor(label, project, hooks = {}) {
    this.project = project;
    this.hooks = hooks;
    project.loading = (progress) => this.loading(progress);
    this.busy = false;
    /** Whether the reader has done something of his own, which a reset would lose. */
    this.own = false;
    this.prompt = new PromptLine((sources) => this.enter(sources));
    this.editor = new Editor(hooks.save ?? ((...edit) => this.save(...edit)));
    this.status = make("p", { class: "console-status", role: "status" });
    this.progress = make("progress", { "aria-label": "Loading Python", hidden: "" });
    this.transcript = new Transcript();
    this.stopper = button("Stop", () => this.stop(), { disabled: "" });
    this.opener = button("Edit", () => this.edit(), { "aria-expanded": "false" });
    this.picture = new LivePicture(label, this.project);
    this.drawer = button("Picture", () => this.draw(), { "aria-pressed": "false" });
    this.tools = [this.opener, this.drawer, this.stopper, button("Reset", () => this.reset()),
      button("Share", () => this.share())];
    this.bar = make("div", { class: "console-bar console-tools", role: "group", "aria-label": "Session" },
      ...this.tools);
    this.editor.element.hidden = true;
    this.screen = make("div", { class: "console-screen" }, this.transcript.element,
      this.prompt.element);
    this.element = make("section", { class: "console", "aria-label": label, "aria-busy": "false" }, this.bar,
      this.status, this.progress, this.editor.element, this.screen, this.picture.element);
    this.screen.addEventListener("click", (/** @type {MouseEvent} */ event) => {
      if (event.target === this.transcript.element && !getSelection()?.toString())
        this.prompt.field.focus();
    });
  }

  /** @param {...(string|Node)} words */
  say(...words) {
    delete this.element.dataset.state;
    this.status.replaceChildren(...words);
  }

  /** @param {{loaded: number, total: number}} progress */
  loading({ loaded, total }) {
    if (this.project.isReady) return;
    this.progress.hidden = false;
    if (total) [this.progress.max, this.progress.value] = [total, loaded];
    if (!this.progress.dataset.said) this.say("Loading Python…"); // once: it is read aloud
    this.progress.dataset.said = "yes";
  }

  /** Do something, and nothing else meanwhile; tell what went wrong.
   * @param {() => Promise<void>} job @returns {Promise<boolean>} whether all went well */
  async doing(job) {
    if (this.busy) return false;
    this.set(true);
    try {
      await this.project.start();
      this.loaded();
      await job();
      return true;
    } catch (error) {
      if (error instanceof Refusal) this.say(`Not done: ${error.message}.`);
      else if (error instanceof Trouble) this.broken(error.message);
      else throw error;
      return false;
    } finally {
      this.loaded();
      this.set(false);
      await this.changed();
    }
  }

  loaded() {
    this.progress.hidden = true;
    if (this.progress.dataset.said && this.status.textContent === "Loading Python…") this.say("");
    delete this.progress.dataset.said;
  }

  /** @param {boolean} busy */
  set(busy) {
    this.busy = busy;
    this.prompt.busy = busy;
    this.stopper.disabled = !busy;
    this.element.setAttribute("aria-busy", String(busy));
  }

  /** The interpreter is gone, and what it knew. @param {string} why */
  broken(why) {
    this.prompt.hold();
    this.project.stop(why);
    this.project.forget();
    this.picture.clear();
    this.transcript.note(why, this.project.hasRun ? " What an unfinished line wrote is lost." : "");
    this.say(`${why} The next line starts a new interpreter`, this.project.hasRun
      ? ", in the folder as the last finished line left it: what an unfinished one wrote is lost."
      : ".");
    this.hooks.broken?.();
  }

  /** Show the files as they are now. */
  async changed() {
    this.editor.set(this.project.files);
    await this.hooks.changed?.();
  }

  /** What the reader typed. @param {string[]} sources */
  async enter(sources) {
    this.own = true;
    this.say("");
    await this.doing(async () => {
      await this.saveEdits();
      for (const source of sources) await this.type(source);
    });
  }

  /** What is edited and not saved stays so, and the reader is told. */
  async saveEdits() {
    const dirty = this.editor.dirty;
    if (dirty.length) this.say(`Not saved yet, so Python does not see it: ${dirty.join(", ")}.`);
  }

  /** Type a statement, and show what it prints. @param {string} source */
  async type(source) {
    const entry = this.transcript.typed(source);
    const { output, exits } = await this.project.perform({ kind: "type", source });
    this.transcript.printed(entry, output);
    if (exits) this.transcript.note("The interpreter has exited. The next line starts a new one, in the same folder.");
    return { entry, output };
  }

  /** @param {string} path @param {string} text @param {boolean} [sameSecond] */
  async save(path, text, sameSecond = false) {
    const before = this.project.files.get(path);
    this.own = true;
    await this.doing(() => this.saving(path, text, sameSecond));
    if (sameSecond && before !== undefined && before !== text && size(before) === size(text))
      this.transcript.note("The same second, the same size: if Python has a .pyc of the old text, it trusts"
        + " it, and does not see this edit. ", make("a", { href: WHY.href }, "Why?"));
  }

  /** @param {string} path @param {string} text @param {boolean} [sameSecond] */
  async saving(path, text, sameSecond = false) {
    const again = this.project.files.has(path);
    await this.project.perform({ kind: "save", path, text, sameSecond });
    this.transcript.note(`${path} saved${again ? " again" : ""}${sameSecond ? ", in the same second" : ""}`);
  }

  /** @param {string} path */
  async deleting(path) {
    await this.project.perform({ kind: "delete", path });
    this.transcript.note(`${path} deleted`);
  }

  /** Do a command, and show what it prints. @param {string} source */
  async command(source) {
    const entry = this.transcript.typed(source, "$ ", "> ");
    const { output } = await this.project.perform({ kind: "command", source });
    this.transcript.printed(entry, output);
    return { entry, output };
  }

  /** Do what a page or a link says. @param {import("./project.js").Action} action */
  async perform(action) {
    if (action.kind === "save") await this.saving(action.path, action.text, action.sameSecond);
    else if (action.kind === "delete") await this.deleting(action.path);
    else if (action.kind === "command") return this.command(action.source);
    else return this.type(action.source);
    return undefined;
  }

  edit() {
    const hidden = !this.editor.element.hidden;
    this.editor.element.hidden = hidden;
    this.opener.setAttribute("aria-expanded", String(!hidden));
    if (hidden) return;
    this.editor.set(this.project.files);
    this.editor.open(this.editor.path, true);
    this.editor.element.scrollIntoView({ block: "nearest" }); // the button stays in sight, it may not
  }

  /** Show what the names refer to, step by step, or no longer. */
  draw() {
    const on = !this.picture.isOn;
    this.picture.set(on);
    this.drawer.setAttribute("aria-pressed", String(on));
  }

  stop() {
    this.project.stop("Stopped.");
  }

  /** Forget everything; ask where something of the reader's would be lost. */
  reset() {
    if (this.own && !confirm("Start anew? What you typed and edited here is lost.")) return false;
    this.project.stop("Reset.");
    this.clear();
    this.own = false;
    this.editor.files.clear();
    this.say("A fresh interpreter, an empty folder.");
    this.changed();
    this.hooks.reset?.();
    return true;
  }

  /** An empty folder, and nothing that was typed. */
  clear() {
    this.project.clear();
    this.picture.clear();
    this.transcript.clear();
  }

  async share() {
    if (this.editor.dirty.length) await this.editor.saveAll();
    const link = new URL("playground/", SITE);
    link.hash = await pack(this.project.log);
    const field = make("input", { type: "text", readonly: "", "aria-label": "Link",
      value: link.href, class: "console-link" });
    this.say("This link holds the files and every line, and runs nothing by itself: ", field);
    field.select();
    try {
      await navigator.clipboard.writeText(link.href);
      this.status.append(" Copied.");
    } catch { /* the field is there to copy from */ }
  }

  close() {
    this.project.stop("Closed.");
    this.picture.close();
    this.element.remove();
  }
}

/** @param {string} text */
const size = (text) => new TextEncoder().encode(text).length;
