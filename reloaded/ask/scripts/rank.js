// @ts-check
// Finds the claims that answer a question. Pure: the page, the terminal and the tests run this file.

import { MiniSearch } from "./minisearch.js";
import { spoken, words } from "./words.js";

/**
 * @typedef {object} Claim What the index has of a claim.
 * @property {string} id
 * @property {string} claim its sentence
 * @property {string} inShort its answer in one sentence; may be empty
 * @property {string} page the chapter's title
 * @property {string} url from the site's root
 * @property {string[]} asked how people ask for it
 * @property {string} names what its session speaks of: messages, files, commands
 */

/**
 * @typedef {object} Answer
 * @property {Claim} claim
 * @property {number} score
 */

/**
 * @typedef {object} Answers
 * @property {Answer[]} answers the best first
 * @property {string[]} unknown words of the question that the book has nowhere
 */

/** How much a word of a claim counts, by where it stands; a word of a wording counts 1. */
const BOOST = { claim: 1, inShort: 0.7, page: 0.4, names: 0.3 };

/** How much a claim's own words count beside its best wording. */
const OWN = 0.4;

/** How much a claim's second wording counts beside its best. */
const SECOND = 0.3;

/** The most answers that are shown. */
export const MOST = 5;

/** The most characters and different words of a question that count: more say nothing more. */
const LONGEST = 2000;
const MOST_TERMS = 32;

/** Words come ready from `words`. @param {string} text */
const split = (text) => text.split(" ");

/** MiniSearch's options for words that are ready. */
const READY = {
  tokenize: split,
  processTerm: (/** @type {string} */ term) => term,
};

const SEARCH = { ...READY, combineWith: "OR", bm25: { k: 0.9, b: 0.8, d: 0.5 } };

/**
 * Make what `ask` looks in.
 * @param {Claim[]} claims
 */
export function makeIndex(claims) {
  const own = new MiniSearch({ fields: Object.keys(BOOST), ...READY, searchOptions: SEARCH });
  const asked = new MiniSearch({ fields: ["text"], ...READY, searchOptions: SEARCH });
  own.addAll(
    claims.map(({ id, claim, inShort, page, names }) => ({
      id,
      claim: words(claim).join(" "),
      inShort: words(inShort).join(" "),
      page: words(page).join(" "),
      names: words(names).join(" "),
    })),
  );
  asked.addAll(
    claims.flatMap(({ id, asked: all }) =>
      all.map((text, number) => ({ id: `${id} ${number}`, text: words(text).join(" ") })),
    ),
  );
  return { own, asked, by: new Map(claims.map((claim) => [claim.id, claim])) };
}

/**
 * Find the claims that answer a question.
 * @param {ReturnType<typeof makeIndex>} index
 * @param {string} question
 * @returns {Answers}
 */
export function ask(index, question) {
  const said = new Map(spoken(question.slice(0, LONGEST)).map((word) => [word.term, word.said]));
  const terms = [...said.keys()].slice(0, MOST_TERMS);
  const last = /[\p{L}\p{N}]$/u.test(question) ? terms.at(-1) : undefined;
  const options = {
    prefix: (/** @type {string} */ term) => term === last && term.length > 2,
    fuzzy: edits,
    weights: { fuzzy: 0.3, prefix: 0.5 },
  };
  const query = terms.join(" ");
  const asked = index.asked.search(query, options);
  const own = index.own.search(query, { ...options, boost: BOOST });
  const known = new Set([...asked, ...own].flatMap((hit) => hit.queryTerms));
  const missing = terms.filter((term) => !known.has(term));
  const unknown = missing.map((term) => said.get(term) ?? term);
  if (missing.length > terms.length / 2) return { answers: [], unknown };
  /** @type {Map<string, number[]>} */ const wordings = new Map();
  for (const { id, score, queryTerms } of asked) {
    const claim = id.split(" ")[0];
    const covered = queryTerms.length / terms.length;
    wordings.set(claim, [...(wordings.get(claim) ?? []), score * (0.75 + 0.25 * covered)]);
  }
  /** @type {Map<string, number>} */ const scores = new Map();
  for (const [id, all] of wordings) {
    const [best, second = 0] = all.sort((a, b) => b - a);
    scores.set(id, best + SECOND * second);
  }
  for (const { id, score } of own) scores.set(id, (scores.get(id) ?? 0) + OWN * score);
  const answers = [...scores]
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, MOST)
    .map(([id, score]) => ({ claim: /** @type {Claim} */ (index.by.get(id)), score }));
  return { answers, unknown };
}

/** How many letters of a word may be wrong. @param {string} term */
const edits = (term) => (term.length < 5 ? 0 : term.length < 9 ? 1 : 2);
