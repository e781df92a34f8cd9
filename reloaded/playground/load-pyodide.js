// @ts-check
// Loads Pyodide, in a worker: tells how much of it has come, and says so where a browser cannot
// start it. Pyodide itself would begin to compile late, and wait for ever where that fails.

/** @typedef {(progress: {loaded: number, total: number}) => void} Tell in bytes */

/** Load Pyodide, and the book's own code for it.
 * @param {string} base the address of the runtime's folder, with a slash at its end
 * @param {Tell} tell is called often
 * @returns {Promise<{python: any, sources: Record<string, string>}>} `sources` by their paths */
export async function loadPython(base, tell) {
  check();
  const files = new Files(tell);
  const failed = compileEarly(files, `${base}pyodide.asm.wasm`);
  failed.catch(() => {}); // it is awaited below
  const [runtime, sources, { loadPyodide }] = await Promise.all([
    files.get(`${base}runtime.json`).then((one) => one.json()),
    files.get(new URL("./sources.json", import.meta.url).href).then((one) => one.json()),
    import(`${base}pyodide.mjs`),
    import(`${base}pyodide.asm.mjs`), // which Pyodide would import only later
  ]);
  files.total = runtime.loads;
  const python = await Promise.race([failed, loadPyodide({
    indexURL: base,
    stdLibURL: base + runtime.library,
    lockFileContents: runtime.lock,
    env: { HOME: "/", TMPDIR: "/tmp", LC_ALL: "C.UTF-8", TERM: "dumb", COLUMNS: "80", TZ: "UTC",
      PYTHONHASHSEED: "1", PYTHONINSPECT: "" },
  })]);
  return { python, sources };
}

/** Compile the smallest module there is. */
function check() {
  try {
    new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
  } catch {
    throw new Error("WebAssembly is blocked, by the browser or by a Content-Security-Policy of the"
      + " site that lacks 'wasm-unsafe-eval'");
  }
}

/** Files of the runtime, and how much of them has come. */
class Files {
  /** @param {Tell} tell */
  constructor(tell) {
    this.tell = tell;
    this.request = self.fetch.bind(self);
    this.loaded = 0;
    /** Of the large ones; until it is known, nothing is told. */
    this.total = 0;
  }

  /** The response that is passed on is the original one: browsers keep compiled code only of those.
   * @param {string} address */
  async get(address) {
    const response = await this.request(address);
    if (!response.ok) throw new Error(`${address.split("/").at(-1)}: ${response.status}`);
    this.count(response.clone()).catch(() => {}); // whoever awaits the response is told
    return response;
  }

  /** @param {Response} response */
  async count(response) {
    const reader = response.body?.getReader();
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      this.loaded += part.value.length;
      const { total } = this;
      if (total) this.tell({ loaded: Math.min(this.loaded, total), total });
    }
  }
}

/** Compile Python while the rest of the runtime is on its way.
 * @param {Files} files @param {string} address @returns {Promise<never>} rejects where that fails */
function compileEarly(files, address) {
  const compiled = WebAssembly.compileStreaming(files.get(address));
  self.fetch = async (what) => (
    String(what) === address ? new Response() : files.get(String(what)));
  return new Promise((_resolve, reject) => {
    compiled.catch(reject);
    WebAssembly.instantiateStreaming = async (_unused, imports) => {
      try {
        const module = await compiled;
        return { module, instance: await WebAssembly.instantiate(module, imports) };
      } catch (error) {
        reject(error);
        throw error;
      }
    };
  });
}
