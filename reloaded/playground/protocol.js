// @ts-check
// What a page and the worker with its Python say to each other; both ends import this file, and
// read whatever they hear by it. Code of a session can get hold of its worker, and say anything.
//
// The page says {do: "boot", base} first, and the worker {say: "ready"} in the end; before it, often,
// {say: "progress", loaded, total} in bytes. Then the page says {do, id} with what belongs to a
// task, and the worker answers once: {say: "done"} with the same id and an `Answer`; or why not, by
// {say: "failed"}, or {say: "refused"} where the message was none that this file describes.
// Without an id, there is no Python. A run-away statement ends with its worker.

import { isFolder } from "./packed-folder.js";

/** What belongs to each task of a worker.
 * @typedef {object} Tasks
 * @property {{path: string, text: string, sameSecond?: boolean}} save
 * @property {{path: string}} delete
 * @property {{source: string}} type at the prompt
 * @property {{source: string}} command of a shell; the worker is used up then
 * @property {{}} paths
 * @property {{path: string}} read
 * @property {{}} modules
 * @property {{probes: string[]}} look what the names refer to: see live_recorder.py
 * @property {{strip: string}} draw that, in a worker without a session: see draw_live.py
 * @property {{}} pack the folder
 * @property {{packed: string}} unpack make the folder that one */

/** A module of the reader's: see `modules` in adapt.py.
 * @typedef {{name: string, id: number, file: string | null,
 *   bound: {in: string, as: string, same: boolean}[]}} Module */

/** What the answer to each task has as its value; `draw` has HTML, `read` none for no file.
 * @typedef {{save: null, delete: null, type: null, command: null, paths: string[],
 *   read: string | null, modules: Module[], look: string, draw: string, pack: string,
 *   unpack: null}} Values */

/** @typedef {keyof Tasks} Task */

/** @template {Task} [One=Task] @typedef {{do: One} & Tasks[One]} Message what a page asks for */

/** @typedef {{do: "boot", base: string} | {[One in Task]: Message<One> & {id: number}}[Task]} Request
 * `base` is the address of the runtime's folder, with a slash at its end */

/** `exits` after sys.exit(); `wrote` where a file or a folder has changed.
 * @template {Task} [One=Task]
 * @typedef {{output: string, exits: boolean, value: Values[One], wrote: boolean}} Answer */

/** @typedef {{say: "progress", loaded: number, total: number} | {say: "ready"}
 *   | {say: "done", id: number, output: string, exits: boolean, value: unknown, wrote: boolean}
 *   | {say: "failed" | "refused", id?: number, why: string}} Reply */

/** What was heard is none of these. */
export class MessageError extends Error {}

/** How many characters, or entries of a list, a message may hold. */
export const MOST = {
  address: 2_000, path: 4_096, reason: 2_000, source: 1_000_000, output: 500_000,
  text: 20_000_000, folder: 100_000_000, entries: 100_000,
};

/** What is wrong with a value; nothing is, where it returns an empty string.
 * @typedef {(value: unknown) => string} Check */

/** @type {(most: number) => Check} */
const text = (most) => (value) => {
  if (typeof value !== "string") return "is no string";
  return value.length > most ? `has more than ${most.toLocaleString("en")} characters` : "";
};
/** @type {Check} */
const count = (value) => (Number.isSafeInteger(value) && Number(value) >= 0 ? "" : "is no count");
/** @type {Check} */
const flag = (value) => (typeof value === "boolean" ? "" : "is neither true nor false");
/** @type {Check} */
const nothing = (value) => (value === null ? "" : "is not null");
/** @type {Check} */
const anything = () => "";
/** @type {(check: Check) => Check} */
const optional = (check) => (value) => (value === undefined ? "" : check(value));
/** @type {(check: Check) => Check} */
const orNull = (check) => (value) => (value === null ? "" : check(value));
/** @type {(check: Check) => Check} */
const list = (check) => (value) => {
  if (!Array.isArray(value)) return "is no list";
  if (value.length > MOST.entries) return `has more than ${MOST.entries.toLocaleString("en")} entries`;
  const wrong = Array.from(value, check).find(Boolean); // of holes, too
  return wrong ? `has an entry that ${wrong}` : "";
};
/** @type {(fields: Record<string, Check>) => Check} */
const record = (fields) => (value) => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return "is no object";
  const given = new Map(Object.entries(value));
  for (const [name, check] of Object.entries(fields)) {
    const wrong = check(given.get(name));
    if (wrong) return given.has(name) ? `has a wrong ${name}: it ${wrong}` : `has no ${name}`;
  }
  return "";
};
/** @type {Check} */
const folder = (value) =>
  text(MOST.folder)(value) || (isFolder(String(value)) ? "" : "describes no folder");

const path = text(MOST.path);
const source = text(MOST.source);
const any = text(MOST.text);

/** @type {Record<"boot" | Task, Record<string, Check>>} */
const REQUESTS = {
  boot: { base: text(MOST.address) },
  save: { id: count, path, text: any, sameSecond: optional(flag) },
  delete: { id: count, path },
  type: { id: count, source },
  command: { id: count, source },
  paths: { id: count },
  read: { id: count, path },
  modules: { id: count },
  look: { id: count, probes: list(source) },
  draw: { id: count, strip: text(MOST.folder) },
  pack: { id: count },
  unpack: { id: count, packed: folder },
};

/** @type {Record<Reply["say"], Record<string, Check>>} */
const REPLIES = {
  progress: { loaded: count, total: count },
  ready: {},
  done: { id: count, output: text(MOST.output), exits: flag, value: anything, wrote: flag },
  failed: { id: optional(count), why: text(MOST.reason) },
  refused: { id: optional(count), why: text(MOST.reason) },
};

/** @type {Record<Task, Check>} */
const VALUES = {
  save: nothing, delete: nothing, type: nothing, command: nothing, unpack: nothing,
  paths: list(path),
  read: orNull(any),
  modules: list(record({
    name: any, id: count, file: orNull(path),
    bound: list(record({ in: any, as: any, same: flag })),
  })),
  look: any,
  draw: any,
  pack: folder,
};

/** What was heard, without what does not belong there; throws MessageError.
 * @param {Record<string, Record<string, Check>>} kinds @param {"do" | "say"} key of the kind
 * @param {unknown} heard @returns {any} */
function read(kinds, key, heard) {
  const wrong = record({ [key]: text(MOST.address) })(heard);
  if (wrong) throw new MessageError(`it ${wrong}`);
  const given = /** @type {Record<string, unknown>} */ (heard);
  const kind = String(given[key]);
  if (!Object.hasOwn(kinds, kind)) throw new MessageError(`nothing is called "${kind.slice(0, 40)}"`);
  const fields = record(kinds[kind])(heard);
  if (fields) throw new MessageError(`"${kind}" ${fields}`);
  return Object.fromEntries([key, ...Object.keys(kinds[kind])].map((name) => [name, given[name]]));
}

/** What a worker has heard. @param {unknown} heard @returns {Request} */
export const readRequest = (heard) => read(REQUESTS, "do", heard);

/** What a page has heard. @param {unknown} heard @returns {Reply} */
export const readReply = (heard) => read(REPLIES, "say", heard);

/** The value of an answer. @template {Task} One @param {One} task @param {unknown} value
 * @returns {Values[One]} */
export function readValue(task, value) {
  const wrong = VALUES[task](value);
  if (wrong) throw new MessageError(`the value of "${task}" ${wrong}`);
  return /** @type {Values[One]} */ (value);
}
