// @ts-check
// The adaptation of Pyodide that cannot be made in Python: the clock of its file system; and a
// count of what is written to it, by which a page knows when to look.

/** A file or folder. @typedef {{mtime: number, ctime: number, parent: Node}} Node */

let changes = 0;

/** How often files and folders have changed since the start. */
export const changed = () => changes;

/** Let each change of a folder give it an mtime that it never had.
 *
 * MEMFS stamps with a resolution of a millisecond, and a finder reads a folder again only when its
 * mtime has changed (`FileFinder.find_spec` in Lib/importlib/_bootstrap_external.py): without this,
 * a module that is written in the same millisecond as the last import is not found.
 * @param {any} FS Emscripten's file system, as `pyodide.FS` has it */
export function patchMemfs(FS) {
  const memfs = FS.filesystems.MEMFS;
  let last = 0;
  const touch = (/** @type {Node} */ folder) => {
    changes += 1;
    last = Math.max(last + 1, Number(folder.mtime), Date.now());
    folder.mtime = folder.ctime = last;
  };
  const create = memfs.createNode;
  memfs.createNode = (/** @type {Node?} */ parent, /** @type {unknown[]} */ ...rest) => {
    const node = create.call(memfs, parent, ...rest);
    if (parent) touch(parent);
    return node;
  };
  const operations = memfs.ops_table.dir.node;
  for (const name of ["unlink", "rmdir"]) {
    const remove = operations[name];
    operations[name] = (/** @type {Node} */ parent, /** @type {unknown[]} */ ...rest) => {
      remove.call(operations, parent, ...rest);
      touch(parent);
    };
  }
  const { file, link } = memfs.ops_table;
  for (const [table, name] of [[file.stream, "write"], [file.node, "setattr"],
    [link.node, "setattr"], [operations, "setattr"]]) {
    const change = table[name];
    table[name] = (/** @type {unknown[]} */ ...details) => {
      changes += 1;
      return change.apply(table, details);
    };
  }
  const rename = operations.rename;
  /** @param {Node} node @param {Node} folder @param {string} name */
  operations.rename = (node, folder, name) => {
    const from = node.parent;
    rename.call(operations, node, folder, name);
    touch(from);
    touch(folder);
  };
}
