// Says what the script of a page finds in each of many pastes: JSON in, JSON out.

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [script] = process.argv.slice(2);
const { recognise, nearest } = await import(pathToFileURL(script).href);
const { data, pastes } = JSON.parse(readFileSync(0, "utf8"));
const answers = pastes.map((/** @type {string} */ paste) => {
  const begin = performance.now();
  const findings = recognise(paste, data);
  const near = nearest(paste, data);
  return { findings, near, milliseconds: performance.now() - begin };
});
process.stdout.write(JSON.stringify(answers));
