// @ts-check
// A project as the end of a link: what was saved and typed, compressed. It stays in the fragment,
// which no browser sends to a server; and whoever opens it decides whether it runs.

const MARK = "#project=";
const LARGEST = 1_000_000;

/** @typedef {import("./project.js").Action} Action */

/** The fragment for a list of actions. @param {Action[]} log */
export async function pack(log) {
  const entries = log.map((one) => (one.kind === "save"
    ? ["save", one.path, one.text, one.sameSecond ? 1 : 0]
    : one.kind === "delete" ? ["delete", one.path] : [one.kind, one.source]));
  const text = JSON.stringify({ v: 1, log: entries });
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return MARK + btoa(binary).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

/** The actions of a fragment; none where it has none. Throws where it is damaged.
 * @param {string} fragment @returns {Promise<Action[] | undefined>} */
export async function unpack(fragment) {
  if (!fragment.startsWith(MARK)) return undefined;
  const binary = atob(fragment.slice(MARK.length).replace(/-/g, "+").replace(/_/g, "/"));
  const bytes = Uint8Array.from(binary, (one) => one.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const data = JSON.parse(await text(stream));
  if (data?.v !== 1 || !Array.isArray(data.log)) throw new Error("an unknown version");
  return data.log.map(action);
}

/** Read a stream, but not without end: a few bytes may unfold to gigabytes.
 * @param {ReadableStream<Uint8Array>} stream */
async function text(stream) {
  const reader = stream.getReader();
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let result = "", size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return result + decoder.decode();
    size += value.length;
    if (size > LARGEST) {
      await reader.cancel();
      throw new Error("it is too large");
    }
    result += decoder.decode(value, { stream: true });
  }
}

/** @param {any} entry @returns {Action} */
function action(entry) {
  const [kind, first, second, third] = Array.isArray(entry) ? entry : [];
  if (typeof first !== "string") throw new Error("an unknown step");
  if (kind === "type" || kind === "command") return { kind, source: first };
  const wrong = problem(first);
  if (wrong) throw new Error(wrong);
  if (kind === "delete") return { kind, path: first };
  if (kind !== "save" || typeof second !== "string") throw new Error("an unknown step");
  return { kind, path: first, text: second, sameSecond: Boolean(third) };
}

/** Why a path cannot be one of the project's; empty if it can. @param {string} path */
export function problem(path) {
  const parts = path.split("/");
  if (!path.trim()) return "Give the file a name, such as package/module.py.";
  if (path.length > 200 || /[\\\0-\x1f]/.test(path)) return "This is no name for a file.";
  if (parts.some((part) => !part || part === "." || part === ".."))
    return "Name it from the project's folder, such as package/module.py.";
  return "";
}
