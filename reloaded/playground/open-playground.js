// @ts-check
// What the page of the playground loads: fetches the playground, and says so where it does not come.

import { preload, whyNotLoaded } from "./run-button.js";

/** What playground.js imports, and what these import; a test keeps the list whole. */
const IMPORTED = ["compare", "confirm-run", "console", "dom", "editor", "file-tree", "interpreter",
  "live-picture", "packed-folder", "project", "prompt", "protocol", "runner", "runtime-address",
  "share", "statements", "steps", "sys-modules-table", "transcript"];

preload(IMPORTED);
import("./playground.js").catch(async (error) => {
  const told = await whyNotLoaded(`This did not load (${error.message}). Are you offline?`);
  const place = document.querySelector("reloaded-playground");
  if (place) place.textContent = told;
});
