// @ts-check
// What the playground takes of CodeMirror: Python, its colours by class, so that the page's style
// sheet decides, and the keys that a code editor has. `build.mjs` makes one file of it.

import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { EditorState } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";

/** Make an editor. Escape, then Tab leaves it. @param {string} label what a screen reader calls it
 * @param {string} text @param {() => void} changed */
export function edit(label, text, changed) {
  const view = new EditorView({
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(), history(), drawSelection(), indentOnInput(), bracketMatching(),
        highlightActiveLine(), python(), syntaxHighlighting(classHighlighter),
        indentUnit.of("    "), EditorState.tabSize.of(4), EditorState.lineSeparator.of("\n"),
        EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "false",
          autocapitalize: "off", autocorrect: "off" }),
        EditorView.updateListener.of((update) => { if (update.docChanged) changed(); }),
        keymap.of([indentWithTab, ...defaultKeymap, ...historyKeymap]),
      ],
    }),
  });
  return {
    element: view.dom,
    get text() { return view.state.doc.toString(); },
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  };
}
