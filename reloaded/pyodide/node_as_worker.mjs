// Lets Node pass for a web worker. As Node, Pyodide would want the package `ws`, and would read its
// files by other code than in a browser.

import { readFile } from "node:fs/promises";
import { fileURLToPath, pathToFileURL } from "node:url";

/** Make this thread look like a web worker, as far as Pyodide asks.
 * @param {string} file what the worker takes for its own place
 * @param {WebAssembly.Module} module the compiled runtime, which threads share */
export function disguise(file, module) {
  process.browser = true;
  globalThis.self = globalThis;
  globalThis.WorkerGlobalScope = class { static [Symbol.hasInstance]() { return true; } };
  globalThis.location = pathToFileURL(file);
  globalThis.fetch = async (address) => new Response(await readFile(fileURLToPath(address)));
  WebAssembly.compileStreaming = async () => module;
  WebAssembly.instantiateStreaming = async (_response, imports) => ({
    module, instance: await WebAssembly.instantiate(module, imports),
  });
}
