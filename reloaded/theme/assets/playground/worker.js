// @ts-check
// A Python at its prompt, in a worker of its own (a module worker: Pyodide wants no other).
//
// The page says                                    the worker answers, once each
//   {do: "boot", base}                               {say: "ready"}, and before it, often,
//                                                    {say: "progress", loaded, total} in bytes
//   {do: "save", id, path, text, sameSecond}         {say: "done", id, output, exits, value, wrote}
//   {do: "delete", id, path}                         "
//   {do: "type", id, source}                         " with `output`, and `exits` after sys.exit()
//   {do: "paths", id}                                " with `value`: a list of paths
//   {do: "read", id, path}                           " with `value`: a text
//   {do: "modules", id}                              " with `value`: see adapt.py
//   {do: "look", id, probes}                         " with `value`: what is seen, see live_recorder.py
//   {do: "draw", id, strip}                          " with `value`: HTML, see draw_live.py
//   {do: "pack", id}                                 " with `value`: the folder, as a text
//   {do: "unpack", id, packed}                       " after making the folder that one
//   {do: "command", id, source}                      " with `output`; the worker is used up then
// (where `wrote` tells whether a file or folder has changed)
// or {say: "failed", why, id}; without an `id` there is no Python. `base` is the address of
// the folder of the runtime, with a slash at its end. A run-away statement ends with its worker.

import { loadPython } from "./loading.js";
import { changed, patchMemfs } from "./memfs.js";

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

/** Each thing that can be asked of a session: returns the value of the answer.
 * @type {Record<string, (asked: any) => unknown>} */
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
const reason = (error) => String(error?.message ?? error).trim().split("\n").at(-1);

// What goes wrong in the depths of Pyodide's start rejects a promise that nobody holds, and the one
// that is awaited stays as it is for ever.
self.addEventListener("unhandledrejection", (event) => {
  if (session) return;
  event.preventDefault();
  post({ say: "failed", why: reason(event.reason) });
});

self.addEventListener("message", async ({ data }) => {
  const { do: what, id } = data;
  try {
    if (what === "boot") {
      await boot(data.base);
      post({ say: "ready" });
      return;
    }
    if (!session) throw new Error("Python has not started");
    if (!Object.hasOwn(deeds, what)) throw new Error(`nothing is called ${what}`);
    const before = changed();
    const value = deeds[what](data) ?? null;
    let printed = take();
    if (what === "command" && value) printed += (/[^\n]$/.test(printed) ? "\n" : "") + value;
    const own = what !== "type" && what !== "command";
    post({ say: "done", id, output: printed, exits: what === "type" && value,
      value: own ? value : null, wrote: changed() > before });
  } catch (error) {
    post({ say: "failed", id, why: reason(error) });
  }
});
