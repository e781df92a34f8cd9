// @ts-check
// Takes a text apart into the words by which claims are found. Pure: the page, the terminal and the
// tests run this very file.

/** Words that say nothing about a trouble; people wrap theirs in them. */
const STOP = new Set(
  (
    "a about after again all also am an and any anyone are as at back be because been but by can cannot " +
    "cant could did do does doesnt doing don dont even every everything for from get gets getting " +
    "give given go going got had has have having help here how however i if in instead into is isn " +
    "isnt it its just keep keeps kind let like make makes me more most much my need needs no not " +
    "nothing of on one only or other our out over own please possible problem properly python python3 " +
    "question really same see seems should shouldnt so some somehow something still such sure take than " +
    "that the their them then there these they thing this those through to too trying try two under up " +
    "us use used uses using very want wants was way we well were what when where whether which while " +
    "who why will with within without won wont work working works would wrong you your"
  ).split(" "),
);

/** What people call a thing, and what stands for both. */
const SAME = new Map(
  [
    ["pyc", "pycache"],
    ["bytecode", "pycache"],
    ["cyclic", "circular"],
    ["cycle", "circular"],
    ["hide", "shadow"],
    ["ipynb", "notebook"],
    ["jupyter", "notebook"],
    ["ipython", "notebook"],
    ["directory", "folder"],
    ["dir", "folder"],
    ["method", "function"],
    ["refresh", "reload"],
    ["pytest", "test"],
    ["unittest", "test"],
    ["edit", "change"],
    ["modify", "change"],
    ["library", "lib"],
    ["func", "function"],
    ["pkg", "package"],
    ["sync", "update"],
    ["synchronize", "update"],
    ["deadlock", "hang"],
    ["freeze", "hang"],
    ["kernal", "kernel"],
  ].map(([said, meant]) => [stem(said), stem(meant)]),
);

/** The stem of an English word, so that `reloading` finds `reload`. @param {string} word */
export function stem(word) {
  if (word.length < 4 || /[^a-z]/.test(word)) return word;
  const cut = word
    .replace(/(?:ies|ied)$/, "y")
    .replace(/(?:ation|ations|ate|ates|ated|ating)$/, "at")
    .replace(/(ss|x|ch|sh)es$/, "$1")
    .replace(/([^aius])s$/, "$1");
  if (cut.length < 5) return cut;
  const base = cut.replace(/(?:ing|ed|er)$/, "");
  if (base === cut || base.length < 3 || !/[aeiouy]/.test(base)) return cut.replace(/e$/, "");
  return base.replace(/([bdgmnprt])\1$/, "$1").replace(/e$/, "");
}

/** A text in one case, its typographic quotes and camel case taken apart. @param {string} text */
function plain(text) {
  return text
    .normalize("NFKC")
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/\b[A-Z]\w*(?:Error|Exception|Warning)\b/g, (name) => name.toLowerCase())
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase();
}

/**
 * The words of a text, in order, as they are said and as the index has them: names whole and in
 * parts, English in its stem.
 * @param {string} text
 * @returns {{ said: string, term: string }[]}
 */
export function spoken(text) {
  const found = [];
  for (const raw of plain(text).replace(/n't\b/g, "nt").match(/[\p{L}\p{N}_.]+/gu) ?? []) {
    const name = raw.replace(/^[._]+|[._]+$/g, "");
    if (name.includes(".") || name.includes("_")) {
      if (name.length < 40) found.push({ said: name, term: name });
    }
    for (const part of name.split(/[._]+/)) {
      if (part.length < 2 || STOP.has(part)) continue;
      const base = stem(part);
      found.push({ said: part, term: SAME.get(base) ?? base });
    }
  }
  return found;
}

/** The words of a text as the index has them. @param {string} text */
export const words = (text) => spoken(text).map(({ term }) => term);
