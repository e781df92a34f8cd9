// @ts-check
// A Python at its prompt, in a worker of its own (a module worker: Pyodide wants no other).
// What it is told, and what it answers, is described in protocol.js.

import { loadPython } from "./load-pyodide.js";
import { changed, patchMemfs } from "./memfs.js";
import { MessageError, MOST, readRequest, readValue } from "./protocol.js";

/** @typedef {import("./protocol.js").Task} Task */

/** How many bytes of a step's output are kept. */
const LIMIT = 65536;

/** What code in a session could use to reach beyond its worker. Pyodide needs none of it once it
 * has started; `js`, by which Python would find it, is hidden by adapt.py. */
const BEYOND = ["fetch", "XMLHttpRequest", "WebSocket", "WebSocketStream", "WebTransport",
  "EventSource", "Worker", "SharedWorker", "BroadcastChannel", "indexedDB", "caches",
  "importScripts", "Notification", "FileReaderSync", "RTCPeerConnection"];

/** @type {any} */
let python = null;
/** @type {Record<string, string>} */
let sources = {};
/** @type {any} */
let session = null;
/** @type {any} */
let watcher = null;
/** @type {any} */
let artist = null;
/** @type {{chunks: Uint8Array[], bytes: number, cut: boolean}} */
let output = { chunks: [], bytes: 0, cut: false };

/** Tell the page. @type {(reply: import("./protocol.js").Reply) => void} */
const post = self.postMessage.bind(self);

/** Keep what Python prints, up to the limit. @param {Uint8Array} data */
function write(data) {
  const room = LIMIT - output.bytes;
  if (room > 0) output.chunks.push(data.slice(0, room));
  output.bytes += Math.min(data.length, Math.max(room, 0));
  output.cut ||= data.length > room;
  return data.length;
}

/** What was printed since the last call, with a notice where it was cut. */
function take() {
  const decoder = new TextDecoder();
  let text = output.chunks.map((chunk) => decoder.decode(chunk, { stream: true })).join("");
  text += decoder.decode();
  if (output.cut) text += `\n[the output was cut after ${LIMIT.toLocaleString("en")} bytes]\n`;
  output = { chunks: [], bytes: 0, cut: false };
  return text;
}

/** Start Python. @param {string} base */
async function boot(base) {
  ({ python, sources } = await loadPython(base, (progress) => post({ say: "progress", ...progress })));
  python.setStdin({ stdin: () => null }); // the end of the file, as a session meets it
  python.setStdout({ write, isatty: false });
  python.setStderr({ write, isatty: false });
  patchMemfs(python.FS);
  const names = python.toPy({ __name__: "adapt" });
  // `runPython` would look at each token of it first.
  python.globals.get("exec")(sources["pyodide/adapt.py"], names);
  session = names.get("Session")(python.toPy(sources));
  for (const name of BEYOND) {
    for (let where = /** @type {any} */ (self); where; where = Object.getPrototypeOf(where))
      delete where[name];
  }
  take();
}

/** Do something, and undo whatever it does in Python: what `fork` is for elsewhere.
 * @template T @param {() => T} deed returns nothing that is of Python @returns {T} */
function undone(deed) {
  const before = python._module.HEAPU8.slice();
  try {
    return deed();
  } finally {
    python._module.HEAPU8.set(before);
    take(); // what it printed has not been printed
  }
}

/** See what the names of the session refer to. @param {string[]} probes */
function look(probes) {
  watcher ??= session.watch();
  watcher.look();
  const { probed, verified } = watcher;
  const told = probes.map((probe) => [probe, undone(() => probed(probe))]);
  const given = python.toPy(Object.fromEntries(told));
  const seen = undone(() => verified(given));
  for (const one of [probed, verified, given]) one.destroy();
  return seen;
}

/** Draw, in a worker that has no session. @param {string} strip */
function draw(strip) {
  if (!artist) {
    for (const [path, text] of Object.entries(sources)) {
      python.FS.mkdirTree(`/book/reloaded/${path}`.replace(/\/[^/]*$/, ""));
      python.FS.writeFile(`/book/reloaded/${path}`, text);
    }
    python.pyimport("sys").path.insert(0, "/book");
    artist = python.pyimport("reloaded.pyodide.draw_live");
  }
  return artist.draw(strip);
}

/** How each task is done: returns the value of the answer, or of `type` whether it was the end.
 * @type {{[One in Task]: (asked: import("./protocol.js").Tasks[One]) => unknown}} */
const deeds = {
  look: ({ probes }) => look(probes),
  draw: ({ strip }) => draw(strip),
  save: ({ path, text, sameSecond }) => session.save(path, text, Boolean(sameSecond)),
  delete: ({ path }) => session.delete(path),
  type: ({ source }) => session.enter(source),
  command: ({ source }) => session.command(source),
  pack: () => session.pack(),
  unpack: ({ packed }) => session.unpack(packed),
  paths: () => JSON.parse(session.paths()),
  read: ({ path }) => session.read(path),
  modules: () => JSON.parse(session.modules()),
};

/** The last line of a Python traceback, or what JavaScript says. @param {any} error */
const reason = (error) =>
  (String(error?.message ?? error).trim().split("\n").at(-1) ?? "").slice(0, MOST.reason);

// What goes wrong in the depths of Pyodide's start rejects a promise that nobody holds, and the one
// that is awaited stays as it is for ever.
self.addEventListener("unhandledrejection", (event) => {
  if (session) return;
  event.preventDefault();
  post({ say: "failed", why: reason(event.reason) });
});

/** Do a task, and answer. @param {Exclude<import("./protocol.js").Request, {do: "boot"}>} request */
function perform({ id, ...request }) {
  const what = request.do;
  const before = changed();
  const deed = /** @type {(asked: object) => unknown} */ (deeds[what]);
  const value = deed(request) ?? null;
  let printed = take();
  if (what === "command" && value) printed += (/[^\n]$/.test(printed) ? "\n" : "") + value;
  const own = what !== "type" && what !== "command";
  post({ say: "done", id, output: printed, exits: what === "type" && Boolean(value),
    value: readValue(what, own ? value : null), wrote: changed() > before });
}

self.addEventListener("message", async ({ data }) => {
  const id = Number.isSafeInteger(data?.id) ? data.id : undefined;
  let isKnown = false;
  try {
    const request = readRequest(data);
    isKnown = true;
    if (request.do === "boot") {
      await boot(request.base);
      post({ say: "ready" });
    } else if (session) perform(request);
    else throw new Error("Python has not started");
  } catch (error) {
    const refused = error instanceof MessageError && !isKnown;
    post({ say: refused ? "refused" : "failed", id, why: reason(error) });
  }
});
