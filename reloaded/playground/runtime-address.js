// @ts-check
// Where the runtime is, from here. What is published says the real address of one version instead
// (reloaded/pyodide/published_scripts.py).

export const RUNTIME = "../pyodide/";
