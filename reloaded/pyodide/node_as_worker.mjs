// @ts-check
// Lets Node pass for a web worker. As Node, Pyodide would want the package `ws`, and would read its
// files by other code than in a browser.

import { readFile } from "node:fs/promises";
import { fileURLToPath, pathToFileURL } from "node:url";

/** Make this thread look like a web worker, as far as Pyodide asks.
 * @param {string} file what the worker takes for its own place
 * @param {WebAssembly.Module} module the compiled runtime, which threads share */
export function disguise(file, module) {
  const thread = /** @type {any} */ (globalThis); // of which nothing below is in Node's types
  thread.process.browser = true;
  thread.self = globalThis;
  thread.WorkerGlobalScope = class { static [Symbol.hasInstance]() { return true; } };
  thread.location = pathToFileURL(file);
  thread.fetch = async (/** @type {string} */ address) =>
    new Response(await readFile(fileURLToPath(address)));
  WebAssembly.compileStreaming = async () => module;
  WebAssembly.instantiateStreaming = async (_response, imports) => ({
    module, instance: await WebAssembly.instantiate(module, imports),
  });
}
