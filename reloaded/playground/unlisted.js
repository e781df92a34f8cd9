// @ts-check
// What a reader typed that is in no list may be right all the same: this makes a link that runs it.
// It is loaded when somebody has typed such an answer, and not before.

import { pack } from "./share.js";

/** The address of a playground in which a question's lines are typed, with an answer in place of
 * ???; nothing runs before the reader has seen it there.
 * @param {string} steps as the page has them, JSON @param {string} typed */
export async function runnable(steps, typed) {
  const filled = JSON.parse(steps).map((/** @type {Record<string, unknown>} */ one) =>
    Object.fromEntries(Object.entries(one).map(([name, value]) =>
      [name, typeof value === "string" ? value.split("???").join(typed) : value])));
  return new URL(`../../playground/${await pack(filled)}`, import.meta.url).href;
}
