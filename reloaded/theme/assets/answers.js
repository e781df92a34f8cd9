// @ts-check
// What a reader has answered: kept on this device only, one record a question, by the author's id.
// A record belongs to a wording, whose hash it has: a question that was edited starts again, and no
// other one notices. Questions come back by Leitner's boxes (S. Leitner, So lernt man lernen,
// 1972): a right and sure answer moves one box on, a wrong one goes back to the first.

/** @type {string | null | undefined} */
let name;

/** Which book this is: the books of one host share a store. Without a name nothing is kept. */
export function book() {
  name ??= document.querySelector("script[data-book]")?.getAttribute("data-book");
  if (!name) throw new Error("no data-book");
  return name;
}

const DAY = 86_400_000;

/** After how many days a question of each box is due again. */
const DAYS = [1, 2, 4, 8, 16, 32];

/** @typedef {{digest: string, given: string[], score: number, sure: boolean, box: number,
 *   at: number}} Saved */

/** @typedef {{answers: Record<string, Saved>, settings: Record<string, unknown>}} Kept */

/** @type {Kept | undefined} */
let memory;

/** What a question may be called; no name that an object has by itself. */
const ID = /^[a-z][a-z0-9-]*$/;

/** Whether a value is a record that this version can use. @param {any} one */
function valid(one) {
  return isPlain(one) && typeof one.digest === "string" && Array.isArray(one.given)
    && one.given.every((/** @type {unknown} */ key) => typeof key === "string")
    && one.score >= 0 && one.score <= 1 && typeof one.sure === "boolean"
    && Number.isInteger(one.box) && one.box >= 0 && one.box < DAYS.length
    && Number.isFinite(one.at) && one.at >= 0;
}

/** Whether a value is an object of names and values, and no list. @param {unknown} value */
function isPlain(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A record without anything else that its file had. A time that is still to come would put the
 * question off for as long; nothing was answered after now. @param {Saved} one */
function read({ digest, given, score, sure, box, at }) {
  return { digest, given, score, sure, box, at: Math.min(at, Date.now()) };
}

/** Take what is usable from a string. @param {string | null} text @returns {Kept} */
export function parse(text) {
  const data = JSON.parse(text ?? "{}");
  const answers = isPlain(data?.answers) ? Object.entries(data.answers) : [];
  const entries = answers.filter(([id, one]) => ID.test(id) && valid(one));
  return {
    answers: Object.fromEntries(entries.map(([id, one]) => [id, read(one)])),
    settings: isPlain(data?.settings) ? { ...data.settings } : {},
  };
}

function load() {
  /** @type {string | null} */
  let text = null;
  try {
    text = localStorage.getItem(book());
    return parse(text);
  } catch {
    tryTo(() => text === null || localStorage.setItem(`${book()}.unreadable`, text));
    return memory ?? { answers: {}, settings: {} };
  }
}

/** @param {() => unknown} action */
function tryTo(action) {
  try {
    action();
    return true;
  } catch {
    return false;
  }
}

/** All that is kept; read again, since another tab may have written. @returns {Kept} */
export function all() {
  const found = load();
  return memory && Object.keys(memory.answers).length > Object.keys(found.answers).length
    ? memory : found;
}

/** @param {Kept} data */
export function replace(data) {
  memory = data;
  const kept = tryTo(() => localStorage.setItem(book(), JSON.stringify(data)));
  if (kept) memory = undefined;
  return kept;
}

/** What was answered to a question in this wording. @param {string} id @param {string} digest */
export function of(id, digest) {
  const saved = all().answers[id];
  return saved?.digest === digest ? saved : undefined;
}

/** Keep an answer at once; tells whether the device has it.
 * @param {string} id @param {string} digest @param {string[]} given @param {number} score
 * @param {boolean} sure */
export function keep(id, digest, given, score, sure) {
  const data = all();
  const before = data.answers[id];
  const box = before?.digest === digest ? before.box : -1;
  const next = score < 1 ? 0 : sure ? Math.min(box + 1, DAYS.length - 1) : Math.max(box, 0);
  data.answers[id] = { digest, given, score, sure, box: next, at: Date.now() };
  return replace(data);
}

/** When a question comes back, in milliseconds since 1970. @param {Saved} saved */
export function due(saved) {
  return saved.at + (saved.score < 1 || !saved.sure ? 0 : DAYS[saved.box] * DAY);
}

/** @param {string} name */
export function setting(name) { return all().settings[name]; }

/** @param {string} name @param {unknown} value */
export function set(name, value) {
  const data = all();
  data.settings[name] = value;
  return replace(data);
}
