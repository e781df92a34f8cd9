// What the frames of a traceback show: whose files they are, and which of them stand in each other's way.

/** @typedef {{path: string, code: string, inside: string}} Frame */

const FILE = /^File "([^"]+)"(?:, line \d+)?(?:, in (.+?))?(?:\(.*)?$/;
const PYTEST = /^((?:[\w.~/\\:-]|\s(?=\S))+\.py):\d+: (?:in (.+))?/;
const NOTEBOOK = /^(?:File )?(\S+\.py)(?::\d+)?(?:, line \d+)?(?: in (.+))?$/;

const LIBRARY =
  /site-packages|dist-packages|[\\/]lib(?:64)?[\\/]python\d|[\\/]python[\d.]*[\\/]lib[\\/]|[\\/]Lib[\\/]|<frozen|\.framework[\\/]/i;

/**
 * The frames among some lines, in order.
 * @param {string[]} lines
 * @returns {Frame[]}
 */
export function framesIn(lines) {
  /** @type {Frame[]} */
  const found = [];
  lines.forEach((line, number) => {
    if (line.length > 400) return;
    const match = FILE.exec(line) ?? PYTEST.exec(line) ?? NOTEBOOK.exec(line);
    if (!match) return;
    const next = lines.slice(number + 1, number + 6).find((one) => /\b(?:import|from)\b/.test(one));
    const first = lines[number + 1] ?? "";
    found.push({ path: match[1], inside: match[2] ?? "", code: next && !FILE.test(first) ? next : first });
  });
  return found;
}

/** What a module made from a file is called. @param {string} path */
function stem(path) {
  const parts = path.replace(/\.py$/, "").split(/[\\/]+/);
  const last = parts.at(-1) ?? "";
  return last === "__init__" ? (parts.at(-2) ?? "") : last;
}

/** @param {string} one @param {string} other */
function sameFile(one, other) {
  const [left, right] = [one, other].map((path) => path.split(/[\\/]+/).slice(-2).join("/"));
  return left === right || left.endsWith(`/${right}`) || right.endsWith(`/${left}`);
}

/** The module that a line of source imports from. @param {string} code */
function imported(code) {
  return /\b(?:from|import)\s+(\w+)/.exec(code)?.[1] ?? "";
}

/**
 * What is to be seen in a traceback, by the names that causes ask for.
 * @param {string} message the line that tells
 * @param {Frame[]} frames
 * @param {string[]} around the lines around it
 * @returns {Set<string>}
 */
export function factsOf(message, frames, around) {
  const module = /(?:module (?!named)|from |named )['"]?([\w.]+)/.exec(message)?.[1] ?? "";
  const top = module.split(".")[0];
  const path = /\(([^()'"]+\.py)\)|(?:renaming|from) '([^']+\.py)'/.exec(message)?.slice(1).find(Boolean) ?? "";
  const own = frames.filter((frame) => !LIBRARY.test(frame.path) && frame.path.endsWith(".py"));
  const last = frames.at(-1);
  const isLast = (/** @type {Frame} */ frame) => frame === last;
  const found = new Set(/** @type {string[]} */ ([]));
  const add = (/** @type {string} */ fact, /** @type {unknown} */ holds) => holds && found.add(fact);

  const toItself = own.some((frame) => stem(frame.path) === imported(frame.code) && !/__init__\.py$/.test(frame.path));
  const inItself = last && own.some(isLast) && path && sameFile(path, last.path) && !/__init__\.py$/.test(path);
  const files = new Set(own.map((frame) => frame.path.replace(/^.*[\\/]/, "")));
  add("imports-itself", toItself || inItself || (own.length === 1 && top && stem(own[0].path) === top));
  add("files-in-turn", files.size > 1 && !toItself && !inItself);
  add("init-imports-own", /__init__\.py$/.test(path) && (LIBRARY.test(path) || (last && sameFile(path, last.path))));
  add("path-in-library", path && LIBRARY.test(path));
  add("path-in-project", path && !LIBRARY.test(path));
  add("frame-in-library", last && LIBRARY.test(last.path));
  add("frame-is-script", own.length === 1 && (!own[0].inside || own[0].inside === "<module>"));
  const sought = [top, last ? imported(last.code) : ""].filter(Boolean);
  const isHidden = own.some((frame) => !isLast(frame) && sought.includes(stem(frame.path)));
  add("own-file-has-name", toItself || (top && own.some((frame) => stem(frame.path) === top && !/__init__\.py$/.test(frame.path))));
  add("own-file-has-name", (isHidden && last && LIBRARY.test(last.path)) || (path && !LIBRARY.test(path) && last && LIBRARY.test(last.path)));
  const places = [...own.map((frame) => frame.path), ...around.filter((line) => /[\\/]/.test(line) && !LIBRARY.test(line))];
  const names = new Set(places.join(" ").split(/[\\/\s"':()]+|\.py\b/));
  add("name-in-project", module === top && names.has(top) && !frames.some((frame) => LIBRARY.test(frame.path) && isLast(frame)));
  return found;
}
