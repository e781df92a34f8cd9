// @ts-check
// What the box answers to a question or a paste. Pure: the page, the terminal and the tests run it.

import { ask, makeIndex, MOST } from "./rank.js";
import { nearest, recognise } from "./recognise.js";

/**
 * @typedef {object} Index The file beside these scripts.
 * @property {import("./rank.js").Claim[]} claims
 * @property {import("./recognise.js").Data} known how messages and their causes are known
 * @property {Record<string, { text: string, meaning: string, python: string, claim: string }>} messages by id
 * @property {Record<string, { what: string, tell: string, remedy: string, claim: string }>} causes by name
 */

/**
 * @typedef {object} Found A message in what was pasted.
 * @property {string} line what tells it
 * @property {string} meaning
 * @property {string} python which versions print it; empty where that is no matter of the version
 * @property {import("./rank.js").Claim | undefined} claim what explains it
 * @property {{ what: string, tell: string, remedy: string, seen: boolean, claim: import("./rank.js").Claim | undefined }[]} causes the likeliest first
 */

/**
 * @typedef {object} Answer
 * @property {Found[]} messages those that were recognised
 * @property {import("./rank.js").Answer[]} answers the claims that answer, the best first
 * @property {string[]} unknown words of the question that the book has nowhere
 * @property {string[]} near texts of messages that are like an unknown one
 */

/** The most messages, and causes of each, that are shown. */
const MOST_MESSAGES = 2;
const MOST_CAUSES = 4;

/** The commonest message, as people type it. @param {string} question */
const named = (question) =>
  question.replace(/^no module named ["'`]?([\w.]+)["'`]?$/i, "ModuleNotFoundError: No module named '$1'");

/** Fewer characters name no message. */
const SHORTEST = 12;

/**
 * Make what answers questions.
 * @param {Index} index
 * @returns {(question: string) => Answer}
 */
export function answering(index) {
  const made = makeIndex(index.claims);
  const by = new Map(index.claims.map((claim) => [claim.id, claim]));
  /** @param {import("./recognise.js").Finding} finding @returns {Found} */
  const shown = (finding) => {
    const { meaning, python, claim } = index.messages[finding.entry];
    const causes = finding.causes.slice(0, MOST_CAUSES).map(({ name, seen }) => ({
      ...index.causes[name],
      seen,
      claim: by.get(index.causes[name].claim),
    }));
    return { line: finding.line, meaning, python, claim: by.get(claim), causes };
  };
  recognise("", index.known); // makes its patterns ready, so that no key waits for them
  return (question) => {
    const pasted = question.length < SHORTEST ? [] : recognise(named(question), index.known);
    const messages = pasted.slice(0, MOST_MESSAGES).map(shown);
    if (question.includes("\n")) {
      const near = pasted.length ? [] : nearest(question, index.known);
      return { messages, answers: [], unknown: [], near: near.map((id) => index.messages[id].text) };
    }
    const { answers, unknown } = ask(made, question);
    const room = MOST - messages.length;
    return { messages, answers: answers.slice(0, room), unknown: messages.length ? [] : unknown, near: [] };
  };
}
