// Stands in for the worker with Python: it knows the few lines that the tests type, and every way
// to go wrong. What it is asked to do wrong at its start stands in `stub.json` beside the assets.
let files = {};
let broken = false;
const lies = {};
const say = (data) => postMessage(data);
const answers = {
  "import bar": "", "from importlib import reload": "", "bar.hello()": "hello\n", "1 + 1": "2\n",
  "reload(bar)": "<module 'bar' from '/demo/bar.py'>\n", "def f():\n    return 1": "",
  "f()": "1\n", "boom": "Traceback (most recent call last):\n  File \"<stdin>\", line 1, in <module>"
    + "\nNameError: name 'boom' is not defined\n",
};
const jobs = {
  save({ path, text }) { files[path] = text; return { wrote: true }; },
  delete({ path }) { delete files[path]; return { wrote: true }; },
  paths() { return { value: Object.keys(files).sort() }; },
  pack() {
    if (broken) return { say: "failed", why: "nobody can pack any more" };
    const entries = Object.entries(files).map(([path, text]) => [path, [0, btoa(text)]]);
    return { value: JSON.stringify({ clock: 0, touches: 0, entries: { "": [0, null], ...Object.fromEntries(entries) } }) };
  },
  unpack({ packed }) {
    const { "": _, ...entries } = JSON.parse(packed).entries;
    files = Object.fromEntries(Object.entries(entries).map(([path, [, text]]) => [path, atob(text)]));
    return { wrote: true };
  },
  command({ source }) { return { output: source === "python bar.py" ? "" : "?\n" }; },
  read({ path }) { return { value: files[path] ?? null }; },
  modules() {
    return { value: Object.keys(files).map((path) => ({ name: path.replace(".py", ""), id: 7,
      file: `/demo/${path}`, bound: [{ in: "__main__", as: "bar", same: true }, { in: "other", as: "b", same: false }] })) };
  },
  type({ source }) {
    if (source === "while True: pass") for (;;);
    if (source === "crash") setTimeout(() => { throw new Error("out of memory"); });
    if (source === "crash") return undefined;
    if (source === "exit()") return { exits: true };
    if (source === "break") broken = true;
    // Code of a session that has got hold of its worker: `lie` says something before the answer,
    // `lie in TASK` instead of the next answer to that task.
    const [, task, lie] = /^lie(?: in (\w+))? (.+)$/s.exec(source) ?? [];
    if (task) lies[task] = (0, eval)(`(${lie})`);
    else if (lie) say((0, eval)(`(${lie})`));
    const made = /^open\('(.+)', 'w'\)/.exec(source);
    if (made) return jobs.save({ path: made[1], text: "made\n" });
    const long = /^'x' \* (\d+)$/.exec(source);
    return { output: long ? `${"x".repeat(Number(long[1]))}\n` : answers[source] ?? "?\n" };
  },
};
onmessage = async ({ data }) => {
  if (data.do === "boot") {
    const { wrong } = await (await fetch(`${data.base}../stub.json`)).json();
    if (wrong === "silent") return;
    if (wrong === "failed") return say({ say: "failed", why: "no memory" });
    say({ say: "progress", loaded: 3, total: 6 });
    return say({ say: "ready" });
  }
  const lie = lies[data.do];
  delete lies[data.do];
  const done = lie ?? jobs[data.do](data);
  if (done) say({ say: "done", id: data.id, output: "", exits: false, value: null, wrote: false, ...done });
};
