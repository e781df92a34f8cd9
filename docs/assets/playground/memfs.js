// @ts-check
// The adaptation of Pyodide that cannot be made in Python: the clock of its file system.

/** Let each change of a folder give it an mtime that it never had.
 *
 * MEMFS stamps with a resolution of a millisecond, and a finder reads a folder again only when its
 * mtime has changed (`FileFinder.find_spec` in Lib/importlib/_bootstrap_external.py): without this,
 * a module that is written in the same millisecond as the last import is not found.
 * @param {any} FS Emscripten's file system, as `pyodide.FS` has it */
export function patchMemfs(FS) {
  const memfs = FS.filesystems.MEMFS;
  let last = 0;
  const touch = (folder) => {
    last = Math.max(last + 1, Number(folder.mtime), Date.now());
    folder.mtime = folder.ctime = last;
  };
  const create = memfs.createNode;
  memfs.createNode = (parent, ...rest) => {
    const node = create.call(memfs, parent, ...rest);
    if (parent) touch(parent);
    return node;
  };
  const operations = memfs.ops_table.dir.node;
  for (const name of ["unlink", "rmdir"]) {
    const remove = operations[name];
    operations[name] = (parent, ...rest) => {
      remove.call(operations, parent, ...rest);
      touch(parent);
    };
  }
  const rename = operations.rename;
  operations.rename = (node, folder, name) => {
    const from = node.parent;
    rename.call(operations, node, folder, name);
    touch(from);
    touch(folder);
  };
}
