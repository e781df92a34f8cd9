// @ts-check
// What a session of the book does, as its page carries it.

/** @typedef {{block?: number}} Placed in a block of the page */
/** @typedef {{expected: string, ellipsis?: boolean}} Compared with the page */
/** @typedef {import("./runner.js").Action} Action */

/** @typedef {Placed & (Exclude<Action, {source: string}> | Compared & {kind: "tree"}
 *   | Compared & Extract<Action, {source: string}>)} Step */

/** @typedef {{steps: Step[], probes: string[]}} Session and what its picture tries */

/** What was fetched, or is being fetched, by address. @type {Map<string, Promise<Session>>} */
const known = new Map();

/** The steps of a session, fence by fence, and what its picture tries after each statement.
 * @param {HTMLElement} host with `data-steps`, where to fetch them
 * @returns {Promise<{fences: Step[][], probes: string[]}>} */
export async function stepsOf(host) {
  const { steps, probes } = await get(new URL(host.dataset.steps ?? "", location.href).href);
  return { fences: fences(steps), probes };
}

/** Fetch the steps of the page's other sessions, so that these run without a network, too. */
export function fetchOthers() {
  for (const host of document.querySelectorAll("session-run"))
    if (host instanceof HTMLElement) stepsOf(host).catch(() => {}); // it is asked again when it runs
}

/** @param {string} address @returns {Promise<Session>} */
function get(address) {
  const found = known.get(address) ?? load(address);
  known.set(address, found);
  found.catch(() => known.delete(address));
  return found;
}

/** @param {string} address @returns {Promise<Session>} */
async function load(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`the session's steps: ${answer.status}`);
  return answer.json();
}

/** @param {Step[]} steps @returns {Step[][]} */
function fences(steps) {
  /** @type {Step[][]} */
  const found = [];
  let last;
  for (const step of steps) {
    const block = last && (step.block === undefined
      ? step.kind === last.kind && step.kind === "type" : step.block === last.block);
    if (block) found[found.length - 1].push(step);
    else found.push([step]);
    last = step;
  }
  return found;
}
