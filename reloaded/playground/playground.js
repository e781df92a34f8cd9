// @ts-check
// The playground: an empty project, its tree, an editor, a prompt, and what `sys.modules` holds.

import { Console } from "./console.js";
import { button, make } from "./dom.js";
import { Refusal, Trouble } from "./interpreter.js";
import { ModulesTable } from "./sys-modules-table.js";
import { RunConfirmation } from "./confirm-run.js";
import { Project } from "./project.js";
import { unpack } from "./share.js";
import { stepsOf } from "./steps.js";
import { FileTree } from "./file-tree.js";

/** @typedef {import("./project.js").Action} Action */

const START = "The first line that you type loads Python: about 6 MB, once.";

class Playground {
  /** @param {HTMLElement} host @param {HTMLTemplateElement} template the examples */
  constructor(host, template) {
    this.project = new Project();
    this.console = new Console("Playground", this.project, {
      changed: () => this.changed(),
      reset: () => this.emptied(),
      save: (...edit) => this.save(...edit),
    });
    this.tree = new FileTree({
      open: (path) => this.show(path),
      create: (path) => this.create(path),
      rename: (from, to) => this.rename(from, to),
      remove: (path) => this.remove(path),
    });
    this.modules = new ModulesTable();
    const { bar, editor, element, opener, picture, progress, screen, status } = this.console;
    opener.remove();
    editor.element.hidden = false;
    this.starter = button("Start Python", () => this.begin());
    this.choice = make("select", { "aria-label": "An example from the book" },
      make("option", { value: "" }, "Choose a claim…"), template.content.cloneNode(true));
    this.example = make("p", { class: "console-bar playground-example" },
      make("label", {}, "Example: ", this.choice), button("Load", () => this.load()));
    this.offer = new RunConfirmation();
    bar.prepend(this.starter);
    const left = make("div", { class: "playground-files" }, this.tree.element, editor.element);
    element.replaceChildren(this.example, bar, status, progress, this.offer.element,
      make("div", { class: "playground-columns" }, left, screen), this.modules.element,
      picture.element);
    host.replaceChildren(element);
    this.console.say(START);
    this.console.changed();
  }

  async begin() {
    await this.console.doing(async () => {});
    if (this.project.isReady) this.console.say("Python waits at the prompt.");
    this.console.prompt.field.focus();
  }

  /** Show the tree, and what `sys.modules` holds. */
  async changed() {
    this.starter.hidden = this.project.isAlive;
    try {
      const paths = await this.project.paths();
      this.tree.set(paths, this.console.editor.path);
      this.modules.set(await this.project.modules());
    } catch (error) {
      if (error instanceof Refusal) this.console.say(error.message);
      else if (error instanceof Trouble) this.console.broken(error.message);
      else throw error;
    }
  }

  /** Show a file, one that a program wrote too. @param {string} path */
  async show(path) {
    if (!this.project.files.has(path)) {
      this.project.files.set(path, await this.project.read(path));
      this.console.editor.set(this.project.files);
    }
    this.console.editor.open(path, true);
    this.tree.set(this.tree.paths ?? [], path);
  }

  /** Before Python is there, files are only written down. @param {Action} action */
  async file(action) {
    this.console.own = true;
    if (this.project.isAlive) {
      await this.console.doing(async () => {
        await this.console.perform(action);
      });
      return;
    }
    this.project.postpone(action);
    await this.console.changed();
  }

  /** @param {string} path @param {string} text @param {boolean} [sameSecond] */
  async save(path, text, sameSecond = false) {
    if (this.project.isAlive) await this.console.save(path, text, sameSecond);
    else {
      await this.file({ kind: "save", path, text, sameSecond });
      this.console.say(`${path} saved.`);
    }
  }

  /** @param {string} path */
  async create(path) {
    await this.file({ kind: "save", path, text: "" });
    await this.show(path);
  }

  /** @param {string} from @param {string} to */
  async rename(from, to) {
    const text = this.console.editor.files.get(from)?.text ?? await this.project.read(from);
    await this.file({ kind: "save", path: to, text });
    await this.file({ kind: "delete", path: from });
    await this.show(to);
  }

  /** @param {string} path */
  async remove(path) {
    if (!confirm(`Delete ${path}?`)) return;
    await this.file({ kind: "delete", path });
    this.console.say(`${path} deleted.`);
  }

  /** Say what an empty folder waits for. */
  emptied() {
    this.offer.hide();
    this.console.say(`An empty folder. ${START}`);
  }

  close() {
    this.console.close();
  }

  /** Load the chosen claim, to be run when the reader says so. */
  async load() {
    if (!this.choice.value || !this.console.reset()) return;
    try {
      const host = make("div", { "data-steps": this.choice.value });
      const { fences, probes } = await stepsOf(host);
      this.console.picture.probes = probes;
      const actions = fences.flat().filter((step) => step.kind !== "tree");
      this.propose(/** @type {Action[]} */ (actions), "This example");
    } catch (error) {
      this.console.say(`The example did not load: ${/** @type {Error} */ (error).message}.`);
    }
  }

  /** Show what a link holds. @param {string} fragment */
  async open(fragment) {
    try {
      const actions = await unpack(fragment);
      if (actions && (!this.console.own || this.console.reset())) this.propose(actions, "This link");
    } catch (error) {
      this.console.say(`This link is damaged: ${/** @type {Error} */ (error).message}.`);
    }
  }

  /** Show actions and their files; run them only when the reader says so.
   * @param {Action[]} actions @param {string} what */
  propose(actions, what) {
    this.console.clear();
    for (const one of actions)
      if (one.kind === "save" || one.kind === "delete") this.project.postpone(one);
    this.project.log = actions.map(({ ...one }) => one);
    this.offer.show(what, this.project.files.size, actions, () => this.replay(actions));
    this.console.say(`${what} is loaded, and nothing has run.`);
    this.console.editor.path = "";
    this.console.changed();
  }

  /** @param {Action[]} actions */
  async replay(actions) {
    this.offer.hide();
    this.project.stop("Reset.");
    this.console.clear();
    await this.console.doing(async () => {
      for (const one of actions) await this.console.perform(one);
      this.console.say("All of it has run. Go on at the prompt.");
    });
    this.console.prompt.field.focus();
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
