// @ts-check
// Makes one file each of what the site uses of others: the playground's editor, and what finds
// claims by their words. The repository has these files, so that nobody needs npm to build the site;
// bundles.sha256 holds the hash of each and of all that they were made of, and a test compares them.

import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";

import { build } from "esbuild";

/** Each bundle: what it is made of, where it goes, and whose licence it carries. */
const BUNDLES = [
  {
    source: "editor.js",
    bundle: "../../playground/codemirror.js",
    name: "CodeMirror 6, https://codemirror.net",
    licence: "node_modules/@codemirror/view/LICENSE", // all its packages have the same
  },
  {
    source: "minisearch.js",
    bundle: "../../ask/scripts/minisearch.js",
    name: "MiniSearch 7, https://github.com/lucaong/minisearch",
    licence: "node_modules/minisearch/LICENSE.txt",
  },
];

for (const { source, bundle, name, licence } of BUNDLES) {
  const text = await readFile(licence, "utf8");
  await build({
    entryPoints: [source],
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    legalComments: "eof",
    banner: { js: `// @ts-nocheck\n/* ${name}\n\n${text}*/` },
    outfile: bundle,
  });
}

/** A line as sha256sum writes it. @param {string} file */
const line = async (file) =>
  `${createHash("sha256").update(await readFile(file)).digest("hex")}  ${file}\n`;

const files = ["build.mjs", "package-lock.json", ...BUNDLES.flatMap((of) => [of.source, of.bundle])];
await writeFile("bundles.sha256", (await Promise.all(files.map(line))).join(""));
