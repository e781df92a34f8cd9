// @ts-check
// What a session of the book does, as its page carries it.

/** @typedef {{kind: "save", path: string, text: string, sameSecond?: boolean, block?: number}
 *   | {kind: "delete", path: string, block?: number}
 *   | {kind: "tree", expected: string, ellipsis?: boolean, block?: number}
 *   | {kind: "type" | "command", source: string, expected: string, ellipsis?: boolean, block?: number}} Step */

/** The steps of a session, fence by fence. @param {HTMLElement} host with `data-steps`, where to
 * fetch them @param {string} [base] the page that the element is from @returns {Promise<Step[][]>} */
export async function stepsOf(host, base = location.href) {
  const answer = await fetch(new URL(host.dataset.steps ?? "", base));
  if (!answer.ok) throw new Error(`the session's steps: ${answer.status}`);
  const data = await answer.json();
  return fences(data.steps ?? data);
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
