// What a person pastes as plain lines: no colours, frames of boxes, quotation marks of mails or HTML.

/** Of a paste, this much is read from its start and from its end: nobody's traceback is longer. */
const START = 100_000;
const END = 300_000;

/** How much of one line is read. */
const LONGEST = 2_000;

/** @type {Record<string, string>} */
const ENTITIES = { lt: "<", gt: ">", quot: '"', "#39": "'", "#x27": "'", nbsp: " ", amp: "&" };

/** What a cell of a stored notebook looks like: its strings are JSON. @param {string} text */
function unescaped(text) {
  if (!/\\u001b\[|"evalue":/.test(text)) return text;
  return text
    .replace(/\\u001b/g, "\x1b")
    .replace(/\\n/g, "\n")
    .replace(/\\(["\\])/g, "$1")
    .replace(/"ename": "(\w+)",\s*"evalue": "/g, "\n$1: ");
}

/** What HTML that was copied as text says. @param {string} text */
function withoutTags(text) {
  if (!/<\/(?:span|pre|div|code|p|a)>/i.test(text)) return text;
  return text
    .replace(/<br ?\/?>/gi, "\n")
    .replace(/<\/?[a-z][^<>]{0,500}>/gi, "")
    .replace(/&(#?\w{2,4});/g, (whole, name) => ENTITIES[name] ?? whole);
}

/**
 * A line without what stands around it.
 * @param {string} line
 */
function bare(line) {
  if (!line) return line;
  return line
    .slice(0, LONGEST)
    .replace(/^[\s>|│┃║╭╰]+(?:\+-+\s*)?/, "")
    .replace(/[\s│┃║]+$/, "")
    .replace(/^E {2,}/, "")
    .replace(/^\+?-\+-+.*$/, "")
    .trim();
}

/**
 * The lines of a paste.
 * @param {string} paste
 * @returns {string[]}
 */
export function lines(paste) {
  const short = paste.length > START + END ? `${paste.slice(0, START)}\n${paste.slice(-END)}` : paste;
  return withoutTags(unescaped(short))
    .replace(/\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b\][^\x07\n]*\x07/g, "")
    .replace(/\r\n?/g, "\n")
    .replace(/[\u200b\ufeff]/g, "")
    .replace(/\u00a0/g, " ")
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u201c\u201d]/g, '"')
    .split("\n")
    .map(bare);
}
