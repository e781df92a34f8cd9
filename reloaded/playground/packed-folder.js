// @ts-check
// Reads a folder as worker.js packs it (adapt.py, `Session.pack`).

/** Whether a text describes a folder. @param {string} packed */
export function isFolder(packed) {
  try {
    const { clock, touches, entries } = JSON.parse(packed);
    return [clock, touches].every(Number.isFinite) && Object.values(entries).every((entry) =>
      Number.isFinite(entry[0]) && (entry[1] === null || typeof entry[1] === "string"));
  } catch {
    return false;
  }
}

/** Everything in the folder, in order. @param {string | undefined} packed
 * @returns {Map<string, string | undefined>} by path the text; folders, whose paths end with a
 * slash, and files that hold no text have none */
export function unpacked(packed) {
  /** @type {[string, [number, string | null]][]} */
  const entries = packed ? Object.entries(JSON.parse(packed).entries) : [];
  return new Map(entries.filter(([path]) => path).map(([path, [, bytes]]) => [path,
    bytes === null ? undefined : text(bytes)]));
}

/** @param {string} base64 */
function text(base64) {
  try {
    const bytes = Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
