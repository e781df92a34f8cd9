// @ts-check
// What finds claims by their words: MiniSearch, bundled into one file.

export { default as MiniSearch } from "minisearch";
