// Finds the error messages in what a person pastes, and puts the causes of each in order.

import { lines as cleaned } from "./clean_paste.js";
import { factsOf, framesIn } from "./frames.js";

/**
 * @typedef {{id: string, text: string, pattern: string, exception?: string, needs?: string, causes: string[], also?: string[], reports?: boolean}} Message
 * @typedef {{message?: string, frames?: string, fact?: string}} Cause what its tell-tales are
 * @typedef {{messages: Message[], causes: Record<string, Cause>}} Data
 * @typedef {Message & {strict: RegExp, needed: RegExp | null, weight: number, shorter: {pattern: RegExp, weight: number, words: string[]}[]}} Known
 * @typedef {{at: number, from: number, line: string, message: Known, isWhole: boolean, weight: number}} Hit
 * @typedef {{entry: string, line: string, number: number, causes: {name: string, seen: boolean}[]}} Finding
 */

/** How many lines with a known word are looked at, the last ones first. */
const MOST_LINES = 50;

/** How many messages in a paste are enough. */
const MOST_HITS = 15;

/** How many letters must be the same where a message is met in a sentence, or is cut short. */
const FEWEST = 11;
const FEWEST_CUT = 14;

/** How many, where a message in a sentence holds another. */
const FEWEST_CONTAINING = 20;

/** How many lines before and after a message may tell its cause. */
const BEFORE = 80;
const AFTER = 12;

const WORD = /[A-Za-z_]{3,}/g;
const START = /(?:[\w.]*\.)?[A-Z]\w*(?:Error|Warning|Group|NotReady|Configured|Pool)\b:? ?|\[autoreload|Error |error: |Fatal |Hint: |Failed |Worker |Could not|In |'import |Argument |Invalid |import file/g;
const PLACEHOLDER = /\{\w+\}/;

/** @param {string} text */
const quoted = (text) =>
  text
    .replace(/[\\^$.|?*+()[\]{}/]/g, "\\$&")
    .replace(/['"`]+/g, "['\"`]{0,2}")
    .replace(/\s+/g, "\\s+");

/** The data of each book, made ready once. @type {WeakMap<Data, {known: Map<string, Known[]>, all: Known[]}>} */
const READY = new WeakMap();

/** @param {Data} data */
function ready(data) {
  const made = READY.get(data);
  if (made) return made;
  /** @type {Map<string, number>} */
  const often = new Map();
  const wordings = data.messages.flatMap((message) => [message, ...(message.also ?? []).map((text) => ({ ...message, text }))]);
  const words = wordings.map((message) => bodyOf(message).replace(/\{\w+\}/g, " ").match(WORD) ?? []);
  for (const one of words) for (const word of new Set(one)) often.set(word, (often.get(word) ?? 0) + 1);
  /** @type {Map<string, Known[]>} */
  const known = new Map();
  const all = wordings.map((message, number) => {
    const pieces = bodyOf(message).split(PLACEHOLDER);
    const shorter = cutShort(pieces);
    const rare = (/** @type {string} */ a, /** @type {string} */ b) =>
      (often.get(a) ?? 0) - (often.get(b) ?? 0) || b.length - a.length;
    const anchors = [words[number], shorter.at(-1)?.words ?? []].map((some) => [...some].sort(rare)[0] ?? "");
    const one = { ...message, strict: new RegExp(message.pattern), needed: message.needs ? new RegExp(message.needs) : null, shorter, weight: letters(pieces) };
    for (const anchor of new Set(anchors)) known.set(anchor, [...(known.get(anchor) ?? []), one]);
    return one;
  });
  READY.set(data, { known, all });
  return { known, all };
}

/** How many letters some pieces of a text have. @param {string[]} pieces */
const letters = (pieces) => pieces.join("").replace(/[^A-Za-z]/g, "").length;

/**
 * What finds a message in a sentence: with all its words first, then without its last ones.
 * @param {string[]} pieces what stands between the names in it
 * @returns {Known["shorter"]}
 */
function cutShort(pieces) {
  const found = [];
  for (let count = pieces.length; count > 0; count -= 1) {
    const some = pieces.slice(0, count);
    const weight = letters(some);
    if (weight < (count === pieces.length ? FEWEST : FEWEST_CUT)) break;
    if (!/[A-Za-z]/.test(some[count - 1]) && count > 1) continue;
    const words = some.join(" ").match(WORD) ?? [];
    found.push({ pattern: new RegExp(some.map(quoted).join("[^\\n]{0,200}?")), weight, words });
  }
  return found;
}

/** The words of a message without what stands before them. @param {Message} message */
function bodyOf(message) {
  const body = message.text.replace(/^\{\w+\}: /, "");
  return message.exception ? body.slice(message.exception.length + 2) : body;
}

/** Where in a line a message may begin. @param {string} line */
function* starts(line) {
  yield 0;
  for (const match of line.slice(0, 1200).matchAll(START)) if (match.index) yield match.index;
}

/** A line without what a sentence puts around a message. @param {string} text */
const trimmed = (text) => text.replace(/[\s`*"',;!\])}>\u2018]+$/, "").replace(/^[`*"'#\s(]+/, "");

/**
 * A message whose whole line stands in a line, or in it and those after it.
 * @param {Known} message
 * @param {string[]} lines
 * @param {number} at
 * @returns {Hit | null}
 */
function wholeHit(message, lines, at) {
  const line = lines[at];
  const next = lines[at + 1] ?? "";
  for (const from of starts(line)) {
    const rest = line.slice(from);
    const joined = `${rest} ${next}`;
    if (message.exception && !rest.includes(message.exception)) continue;
    const forms = [rest, trimmed(rest), `${trimmed(rest)}'`, joined, `${rest}${next}`, `${joined} ${lines[at + 2] ?? ""}`];
    const form = forms.find((one) => message.strict.test(one));
    if (form) return { at, from, message, weight: message.weight, line: form, isWhole: true };
  }
  return null;
}

/**
 * A message that is met in a sentence, is cut short, or lacks its exception's name.
 * @param {Known} message
 * @param {string[]} lines
 * @param {number} at
 * @returns {Hit | null}
 */
function looseHit(message, lines, at) {
  const line = lines[at];
  const window = `${line} ${lines[at + 1] ?? ""} ${lines[at + 2] ?? ""}`.slice(0, 2500);
  const able = message.shorter.map(({ pattern, weight }) => ({ match: pattern.exec(window), weight }));
  const { match, weight } = able.find((one) => one.match && one.match.index < line.length) ?? {};
  if (!match || !weight) return null;
  const from = match.index;
  if (message.exception) {
    const tail = window.slice(from, from + 500);
    const ends = [...tail.matchAll(/['"`).?]/g)].map((one) => one.index).reverse();
    for (const end of ends.slice(0, 20))
      for (const cut of [tail.slice(0, end), tail.slice(0, end + 1)]) {
        const whole = `${message.exception}: ${cut}`;
        if (message.strict.test(whole)) return { at, from, message, weight: message.weight, line: whole, isWhole: true };
      }
  }
  return { at, from, message, weight, line: window.slice(0, 500), isWhole: false };
}

/** Whether all words of a message are there: 1 or 0. @param {Hit} one */
const all = (one) => Number(one.isWhole || one.weight === one.message.weight);

/**
 * What a line may be, the likeliest first.
 * @param {Known[]} asked
 * @param {string[]} lines
 * @param {number} at
 */
function hitsOf(asked, lines, at) {
  const whole = asked.map((one) => wholeHit(one, lines, at)).filter((one) => one !== null);
  const byWeight = (/** @type {Hit} */ a, /** @type {Hit} */ b) => b.weight - a.weight;
  if (whole.some((one) => one.from === 0)) return whole.sort(byWeight);
  const loose = asked.map((one) => looseHit(one, lines, at)).filter((one) => one !== null);
  const first = Math.min(...whole.map((one) => one.from));
  const containing = loose.filter((one) => all(one) && one.weight >= FEWEST_CONTAINING && one.from < first);
  const rank = (/** @type {Hit} */ one) => 4 * Number(containing.includes(one) && whole.length) + 2 * Number(whole.includes(one)) + all(one);
  return [...whole, ...loose].sort((a, b) => rank(b) - rank(a) || byWeight(a, b));
}

/** @param {string[]} lines @param {Data} data @returns {Hit[]} */
function hits(lines, data) {
  const { known } = ready(data);
  /** @type {Hit[]} */
  const found = [];
  const seen = new Set();
  let looked = 0;
  for (let at = lines.length - 1; at >= 0 && looked < MOST_LINES && found.length < MOST_HITS; at -= 1) {
    const line = lines[at];
    if (!line || seen.has(line)) continue;
    /** @type {Set<Known>} */
    const asked = new Set();
    const words = `${line} ${lines[at + 1] ?? ""} ${lines[at + 2] ?? ""}`.match(WORD) ?? [];
    for (const word of words) for (const one of known.get(word) ?? []) asked.add(one);
    if (!asked.size) continue;
    seen.add(line);
    looked += 1;
    const able = hitsOf([...asked], lines, at).find((one) => !one.message.needed || around(lines, one).some((text) => one.message.needed?.test(text)));
    if (able) found.push(able);
  }
  return found;
}

/** The lines around a message, its own apart. @param {string[]} lines @param {Hit} one */
function around(lines, one) {
  return lines.slice(Math.max(0, one.at - BEFORE), one.at + AFTER).map((line) => line.slice(0, 300));
}

/**
 * The causes of a message, those first whose tell-tale is to be seen, those last whose is not.
 * @param {Hit} one
 * @param {string[]} lines
 * @param {Data} data
 */
function causesOf(one, lines, data) {
  const near = around(lines, one);
  const before = lines.slice(Math.max(0, one.at - BEFORE), one.at + 1);
  const seenFrames = framesIn(before);
  const facts = factsOf(one.line, seenFrames, near);
  const ranked = one.message.causes.map((name) => {
    const { message, frames, fact } = data.causes[name] ?? {};
    const isAsked = Boolean(message && !frames && !fact) || (Boolean(message || frames || fact) && seenFrames.length > 0);
    const seen = Boolean(
      (message && new RegExp(message).test(one.line)) ||
        (frames && near.some((line) => line !== lines[one.at] && new RegExp(frames).test(line))) ||
        (fact && facts.has(fact)),
    );
    return { name, seen, rank: seen ? 0 : isAsked ? 2 : 1 };
  });
  return ranked.sort((a, b) => a.rank - b.rank).map(({ name, seen }) => ({ name, seen }));
}

/**
 * The messages in a paste: first the one that tells why, then others.
 * @param {string} paste
 * @param {Data} data
 * @returns {Finding[]}
 */
export function recognise(paste, data) {
  const lines = cleaned(paste);
  const found = hits(lines, data).sort(
    (a, b) =>
      Number(b.isWhole) - Number(a.isWhole) ||
      all(b) - all(a) ||
      Number(a.message.reports ?? false) - Number(b.message.reports ?? false) ||
      (a.isWhole ? b.at - a.at : b.weight - a.weight || b.at - a.at),
  );
  /** @type {Map<string, Hit>} */
  const first = new Map();
  for (const one of found) if (!first.has(one.message.id)) first.set(one.message.id, one);
  return [...first.values()].slice(0, 5).map((one) => ({
    entry: one.message.id,
    line: one.line,
    number: one.at,
    causes: causesOf(one, lines, data),
  }));
}

const LIKE_AN_IMPORT = /\b(?:import|module|package|pickle|reload|loader|spec|__init__)\w*/i;

/**
 * The known messages that are most like one that isn't known; none for what has nothing to do with imports.
 * @param {string} paste
 * @param {Data} data
 * @returns {string[]}
 */
export function nearest(paste, data) {
  const line = cleaned(paste).findLast((one) => /\w(?:Error|Warning)\b/.test(one) && LIKE_AN_IMPORT.test(one));
  if (!line) return [];
  const words = new Set(line.match(WORD) ?? []);
  return ready(data)
    .all.map((message) => {
      const own = new Set(message.text.replace(/\{\w+\}/g, " ").match(WORD) ?? []);
      const both = [...own].filter((word) => words.has(word)).length;
      return { id: message.id, score: both / (own.size + words.size - both) };
    })
    .filter(({ score }) => score > 0.25)
    .sort((a, b) => b.score - a.score)
    .slice(0, 3)
    .map(({ id }) => id);
}
