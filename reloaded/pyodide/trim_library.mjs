// @ts-check
// Makes the trimmed standard library, by Pyodide itself: it alone is sure to be the Python that its
// bytecode is for. Arguments: the folder of the four files of Pyodide, trim_library.py and stub_modules.py, the
// file to write.

import { readFile, writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

import { disguise } from "./node_as_worker.mjs";

const [folder, recipe, standins, target] = process.argv.slice(2);
const base = pathToFileURL(`${folder}/`).href;
disguise(recipe, await WebAssembly.compile(await readFile(`${folder}/pyodide.asm.wasm`)));
const { loadPyodide } = await import(`${base}pyodide.mjs`);
const python = await loadPyodide({
  indexURL: base,
  lockFileContents: JSON.parse(process.env.LOCK ?? ""),
  env: { PYTHONHASHSEED: "0", PYTHONINSPECT: "" },
});
python.FS.writeFile("/trim_library.py", await readFile(recipe));
python.FS.writeFile("/stub_modules.py", await readFile(standins));
python.runPython("exec(compile(open('/trim_library.py').read(), 'trim_library.py', 'exec'), {})");
await writeFile(target, python.FS.readFile("/library.zip"));
process.exit(); // something of Pyodide would keep Node waiting
