// @ts-check
// Makes the editor of the playground: one file of editor.js and the packages that it imports. The
// repository has that file, so that nobody needs npm to build the site; codemirror.sha256 holds the
// hash of it and of all that it was made of, and a test compares them.

import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";

import { build } from "esbuild";

const BUNDLE = "../../theme/assets/playground/codemirror.js";

/** The licence of CodeMirror, whose packages all have the same. */
const LICENCE = await readFile("node_modules/@codemirror/view/LICENSE", "utf8");

await build({
  entryPoints: ["editor.js"],
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  legalComments: "eof",
  banner: { js: `// @ts-nocheck\n/* CodeMirror 6, https://codemirror.net\n\n${LICENCE}*/` },
  outfile: BUNDLE,
});

/** A line as sha256sum writes it. @param {string} file */
const line = async (file) =>
  `${createHash("sha256").update(await readFile(file)).digest("hex")}  ${file}\n`;

const files = ["build.mjs", "editor.js", "package-lock.json", BUNDLE];
await writeFile("codemirror.sha256", (await Promise.all(files.map(line))).join(""));
