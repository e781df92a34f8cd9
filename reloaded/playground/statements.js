// @ts-check
// Where a statement ends, as far as a prompt has to know before Python sees it: Enter ends a line
// or a statement, and a paste may hold several.

const COMPOUND = /^(?:async|class|def|for|if|try|while|with)\b/;
const FURTHER = /^(?:elif|else|except|finally)\b/;

/** What a text is: `open` where a bracket, string or backslash goes on, `block` where a blank line
 * ends it, else `whole`. @param {string} source @returns {"open" | "block" | "whole"} */
export function shape(source) {
  let depth = 0, code = "", index = 0;
  while (index < source.length) {
    const char = source[index];
    if (char === "#") {
      while (index < source.length && source[index] !== "\n") index += 1;
    } else if (char === "'" || char === '"') {
      const mark = source.startsWith(char.repeat(3), index) ? char.repeat(3) : char;
      const end = closing(source, index + mark.length, mark);
      if (end < 0 && mark.length === 3) return "open";
      index = end < 0 ? lineEnd(source, index) : end;
      code += "_";
    } else if (char === "\\" && source[index + 1] === "\n") {
      index += 2;
    } else if (char === "\\" && index === source.length - 1) {
      return "open";
    } else {
      depth += Number("([{".includes(char)) - Number(")]}".includes(char));
      code += char === "\n" && depth > 0 ? " " : char;
      index += 1;
    }
  }
  if (depth > 0) return "open";
  const lines = code.split("\n").map((line) => line.trimEnd()).filter(Boolean);
  const first = lines[0] ?? "";
  return COMPOUND.test(first) || first.startsWith("@") || first.endsWith(":") ? "block" : "whole";
}

/** The place after a closing quote, or -1. @param {string} source @param {number} from
 * @param {string} mark */
function closing(source, from, mark) {
  for (let index = from; index < source.length; index += 1) {
    if (source[index] === "\\") index += 1;
    else if (source.startsWith(mark, index)) return index + mark.length;
    else if (source[index] === "\n" && mark.length === 1) return -1;
  }
  return -1;
}

/** @param {string} source @param {number} from */
function lineEnd(source, from) {
  const end = source.indexOf("\n", from);
  return end < 0 ? source.length : end;
}

/** Whether Enter, at the end of this text, ends the statement. @param {string} source */
export function ends(source) {
  const kind = shape(source);
  if (kind === "open") return false;
  return kind === "whole" || /\n[ \t]*$/.test(source);
}

/** How far the next line is to be indented. @param {string} source */
export function indentation(source) {
  const line = source.slice(source.lastIndexOf("\n") + 1);
  const blanks = (/^ */.exec(line) ?? [""])[0];
  return /:\s*(#.*)?$/.test(line) ? `${blanks}    ` : blanks;
}

/** The statements of a text, its prompts and outputs left out. @param {string} text
 * @returns {string[]} */
export function statements(text) {
  let lines = text.replace(/\r\n?/g, "\n").split("\n");
  if (lines.some((line) => line.startsWith(">>> ")))
    lines = lines.filter((line) => /^(?:>>>|\.\.\.)(?: |$)/.test(line))
      .map((line) => line.slice(4));
  const found = [];
  let current = "";
  for (const line of lines) {
    const starts = /^[^\s)\]}]/.test(line) && current && shape(current) !== "open"
      && !(FURTHER.test(line) && shape(current) === "block") && !/(?:^|\n)@[^\n]*\n$/.test(current);
    if (starts) {
      found.push(current);
      current = "";
    }
    if (current || line.trim()) current += `${line}\n`;
  }
  return [...found, current].map((one) => one.trimEnd()).filter(Boolean);
}
