// @ts-check
// Tells whether what was printed is what the page says: `reloaded/session/compare.py` and
// `reloaded/session/draw_tree.py` once more, since the page has no Python before somebody presses Run.

const HEADER = "Traceback (most recent call last):";
const FRAMES = /^((?: +\|)?) +\.\.\.$/;
const CACHE = "__pycache__/";

/** @param {string} text */
const literal = (text) => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");

/** Whether an output is the expected one. @param {string} expected @param {string} printed
 * @param {boolean} [ellipsis] `...` stands for any text */
export function agrees(expected, printed, ellipsis = false) {
  if (ellipsis) return matches(expected.split("..."), printed);
  return new RegExp(`^${pattern(expected)}$`, "u").test(printed);
}

/** Whether a text consists of these parts, in order, with anything between them.
 * @param {string[]} parts @param {string} printed */
function matches(parts, printed) {
  if (parts.length === 1) return printed === parts[0];
  const first = parts[0], last = parts[parts.length - 1];
  const end = printed.length - last.length;
  let place = first.length;
  if (!printed.startsWith(first) || !printed.endsWith(last) || place > end) return false;
  for (const part of parts.slice(1, -1)) {
    const found = printed.indexOf(part, place);
    if (found < 0 || found + part.length > end) return false;
    place = found + part.length;
  }
  return true;
}

/** A pattern in which the `...` of each traceback stands for its frames. @param {string} expected */
function pattern(expected) {
  let seen = false, result = "";
  for (const line of expected.split(/(?<=\n)/)) {
    const bare = line.replace(/\n$/, "");
    const frames = seen && FRAMES.exec(bare);
    if (frames) {
      result += `(?:${literal(frames[1])}[ ]{2}[^\\n]*\\n)+`;
      seen = false;
    } else {
      result += literal(line).replace(/\n/g, "\\n");
      const start = bare.replace(/^[ |+-]+/, "").replace(/^Exception Group /, "");
      seen = start === HEADER || (seen && line.startsWith(" "));
    }
  }
  return result;
}

/** End the last line. @param {string} output */
export const whole = (output) => (!output || output.endsWith("\n") ? output : `${output}\n`);

/** Draw a folder as the page does. @param {string[]} paths @param {string} like */
export function draw(paths, like) {
  const kept = like.includes(CACHE) ? paths : paths.filter((path) => !path.includes(CACHE));
  return ["/demo/", ...branches(kept)].map((line) => `${line}\n`).join("");
}

/** @param {string[]} paths @returns {string[]} */
function branches(paths) {
  /** @type {Map<string, string[]>} */
  const entries = new Map();
  for (const path of paths) {
    const [name, ...rest] = path.split("/");
    const below = entries.get(name) ?? [];
    entries.set(name, below);
    if (rest.length) below.push(rest.join("/"));
  }
  const names = [...entries.keys()].sort((a, b) => (a < b ? -1 : 1));
  return names.flatMap((name, number) => {
    const below = entries.get(name) ?? [];
    const last = number === names.length - 1;
    return [`${last ? "└── " : "├── "}${name}${below.length ? "/" : ""}`,
      ...branches(below.filter(Boolean)).map((line) => (last ? "    " : "│   ") + line)];
  });
}
