// @ts-check
// The playground: an empty project, its tree, an editor, a prompt, and what `sys.modules` holds.

import { Console } from "./console.js";
import { button, make } from "./dom.js";
import { Refusal, Trouble } from "./interpreter.js";
import { ModulesTable } from "./sys-modules-table.js";
import { RunConfirmation } from "./confirm-run.js";
import { unpack } from "./share.js";
import { stepsOf } from "./steps.js";
import { FileTree } from "./file-tree.js";

/** @typedef {import("./project.js").Action} Action */

const START = "The first line that you type loads Python: about 6 MB, once.";

class Playground extends Console {
  /** @param {HTMLElement} host @param {HTMLTemplateElement} template the examples */
  constructor(host, template) {
    super("Playground");
    this.tree = new FileTree({
      open: (path) => this.show(path),
      create: (path) => this.create(path),
      rename: (from, to) => this.rename(from, to),
      remove: (path) => this.remove(path),
    });
    this.modules = new ModulesTable();
    this.opener.remove();
    this.editor.element.hidden = false;
    this.starter = button("Start Python", () => this.begin());
    this.choice = make("select", { "aria-label": "An example from the book" },
      make("option", { value: "" }, "Choose a claim…"), template.content.cloneNode(true));
    this.example = make("p", { class: "console-bar playground-example" },
      make("label", {}, "Example: ", this.choice), button("Load", () => this.load()));
    this.offer = new RunConfirmation();
    this.bar.prepend(this.starter);
    const left = make("div", { class: "playground-files" }, this.tree.element,
      this.editor.element);
    this.element.replaceChildren(this.example, this.bar, this.status, this.progress,
      this.offer.element, make("div", { class: "playground-columns" }, left, this.screen),
      this.modules.element, this.picture.element);
    host.replaceChildren(this.element);
    this.say(START);
    this.changed();
  }

  async begin() {
    await this.doing(async () => {});
    if (this.project.isReady) this.say("Python waits at the prompt.");
    this.prompt.field.focus();
  }

  async changed() {
    await super.changed();
    this.starter.hidden = this.project.isAlive;
    try {
      const paths = await this.project.paths();
      this.tree.set(paths, this.editor.path);
      this.modules.set(await this.project.modules());
    } catch (error) {
      if (error instanceof Refusal) this.say(error.message);
      else if (error instanceof Trouble) this.broken(error.message);
      else throw error;
    }
  }

  /** Show a file, one that a program wrote too. @param {string} path */
  async show(path) {
    if (!this.project.files.has(path)) {
      this.project.files.set(path, await this.project.read(path));
      this.editor.set(this.project.files);
    }
    this.editor.open(path, true);
    this.tree.set(this.tree.paths ?? [], path);
  }

  /** Before Python is there, files are only written down. @param {Action} action */
  async file(action) {
    this.own = true;
    if (this.project.isAlive) {
      await this.doing(async () => {
        await this.perform(action);
      });
      return;
    }
    this.project.postpone(action);
    await this.changed();
  }

  /** @param {string} path @param {string} text @param {boolean} [sameSecond] */
  async save(path, text, sameSecond = false) {
    if (this.project.isAlive) await super.save(path, text, sameSecond);
    else {
      await this.file({ kind: "save", path, text, sameSecond });
      this.say(`${path} saved.`);
    }
  }

  /** @param {string} path */
  async create(path) {
    await this.file({ kind: "save", path, text: "" });
    await this.show(path);
  }

  /** @param {string} from @param {string} to */
  async rename(from, to) {
    const text = this.editor.files.get(from)?.text ?? await this.project.read(from);
    await this.file({ kind: "save", path: to, text });
    await this.file({ kind: "delete", path: from });
    await this.show(to);
  }

  /** @param {string} path */
  async remove(path) {
    if (!confirm(`Delete ${path}?`)) return;
    await this.file({ kind: "delete", path });
    this.say(`${path} deleted.`);
  }

  reset() {
    const done = super.reset();
    if (done) this.offer.hide();
    if (done) this.say(`An empty folder. ${START}`);
    return done;
  }

  /** Load the chosen claim, to be run when the reader says so. */
  async load() {
    if (!this.choice.value || !this.reset()) return;
    try {
      const host = make("div", { "data-steps": this.choice.value });
      const { fences, probes } = await stepsOf(host);
      this.picture.probes = probes;
      const actions = fences.flat().filter((step) => step.kind !== "tree");
      this.propose(/** @type {Action[]} */ (actions), "This example");
    } catch (error) {
      this.say(`The example did not load: ${/** @type {Error} */ (error).message}.`);
    }
  }

  /** Show what a link holds. @param {string} fragment */
  async open(fragment) {
    try {
      const actions = await unpack(fragment);
      if (actions && (!this.own || this.reset())) this.propose(actions, "This link");
    } catch (error) {
      this.say(`This link is damaged: ${/** @type {Error} */ (error).message}.`);
    }
  }

  /** Show actions and their files; run them only when the reader says so.
   * @param {Action[]} actions @param {string} what */
  propose(actions, what) {
    this.clear();
    for (const one of actions)
      if (one.kind === "save" || one.kind === "delete") this.project.postpone(one);
    this.project.log = actions.map(({ ...one }) => one);
    this.offer.show(what, this.project.files.size, actions, () => this.replay(actions));
    this.say(`${what} is loaded, and nothing has run.`);
    this.editor.path = "";
    this.changed();
  }

  /** @param {Action[]} actions */
  async replay(actions) {
    this.offer.hide();
    this.project.stop("Reset.");
    this.clear();
    await this.doing(async () => {
      for (const one of actions) await this.perform(one);
      this.say("All of it has run. Go on at the prompt.");
    });
    this.prompt.field.focus();
  }
}

class PlaygroundElement extends HTMLElement {
  connectedCallback() {
    if (this.playground) return;
    const template = document.querySelector(".playground-examples template");
    if (!(template instanceof HTMLTemplateElement) || !template.content.childElementCount) {
      this.textContent = "This build of the book came without Python for browsers.";
      return;
    }
    this.playground = new Playground(this, template);
    this.listen = () => this.playground?.open(location.hash);
    addEventListener("hashchange", this.listen);
    this.listen();
  }

  disconnectedCallback() {
    if (this.listen) removeEventListener("hashchange", this.listen);
    this.playground?.close();
    this.playground = undefined;
  }
}

if (!customElements.get("reloaded-playground"))
  customElements.define("reloaded-playground", PlaygroundElement);
