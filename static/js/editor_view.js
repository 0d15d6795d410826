// CodeMirror as banks need it: YAML in the colours of the page, completion and help from the schema, problems in the margin.
import * as cm from "../vendor/codemirror/codemirror.min.js";
import { at, keys, place, values } from "./editor_schema.js";

const COLOURS = cm.HighlightStyle.define([
  { tag: [cm.tags.propertyName, cm.tags.definition(cm.tags.propertyName)], color: "var(--code-key)" },
  { tag: [cm.tags.string, cm.tags.content], color: "var(--ink)" },
  { tag: [cm.tags.special(cm.tags.string)], color: "var(--code-text)" },
  { tag: [cm.tags.comment, cm.tags.lineComment], color: "var(--code-note)" },
  { tag: [cm.tags.punctuation, cm.tags.separator, cm.tags.squareBracket, cm.tags.brace], color: "var(--ink-3)" },
]);

const LOOKS = cm.EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "var(--surface)", blockSize: "100%" },
  "&.cm-focused": { outline: "2px solid var(--accent)", outlineOffset: "1px" },
  ".cm-scroller": { fontFamily: "var(--font-code)", fontSize: "var(--size-0)", lineHeight: "var(--line-text)" },
  ".cm-content": { caretColor: "var(--ink)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { color: "var(--ink-3)", backgroundColor: "var(--sunk)", borderColor: "var(--line)" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--hover)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    background: "var(--accent-tint)",
  },
  ".cm-selectionMatch": { backgroundColor: "var(--info-tint)" },
  ".cm-tooltip, .cm-panels, .cm-textfield, .cm-button": {
    color: "var(--ink)",
    background: "var(--surface)",
    border: "1px solid var(--line-strong)",
  },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { color: "var(--on-accent)", background: "var(--accent)" },
  ".cm-completionInfo, .editor__help": { padding: "var(--space-2)", maxInlineSize: "24rem" },
  ".cm-completionIcon": { display: "none" },
});

function completions(schema) {
  return (context) => {
    const line = context.state.doc.lineAt(context.pos);
    const before = line.text.slice(0, context.pos - line.from);
    const value = /^([ -]*)([\w-]+): +([\w-]*)$/.exec(before);
    const key = /^( *(?:- +)*)([\w-]*)$/.exec(before);
    if (!value && !(key && (key[2] || context.explicit))) return null;
    const found = at(schema, place(context.state.doc, line.number, (value ?? key)[1].length));
    if (value) return offered(context.pos - value[3].length, values(schema, found, value[2]).map((label) => ({ label })));
    const named = [...keys(found)].map(([label, node]) => ({ label, apply: `${label}: `, info: node.description }));
    return offered(context.pos - key[2].length, named);
  };
}

const offered = (from, options) => (options.length ? { from, options, validFor: /^[\w-]*$/ } : null);

function help(schema) {
  return cm.hoverTooltip((view, pos) => {
    const line = view.state.doc.lineAt(pos);
    const [, start, name] = /^([ -]*)([\w-]+):/.exec(line.text) ?? [];
    if (!name || pos < line.from + start.length || pos > line.from + start.length + name.length) return null;
    const words = keys(at(schema, place(view.state.doc, line.number, start.length))).get(name)?.description;
    if (!words) return null;
    const dom = document.createElement("p");
    dom.className = "editor__help";
    dom.textContent = words;
    return { pos: line.from + start.length, create: () => ({ dom }) };
  });
}

// Lives in a shadow root: there CodeMirror adopts its style sheets, which the content policy allows.
export function open({ host, text, schema, label, bindings, changed, moved }) {
  const root = host.attachShadow({ mode: "open" });
  const extensions = [
    cm.Prec.highest(cm.keymap.of(bindings)),
    cm.minimalSetup,
    cm.keymap.of([...cm.searchKeymap, cm.indentWithTab]),
    [cm.lineNumbers(), cm.lintGutter(), cm.highlightActiveLine(), cm.highlightActiveLineGutter(), cm.search({ top: true })],
    [cm.EditorView.lineWrapping, cm.yaml(), cm.indentOnInput(), cm.indentUnit.of("  "), cm.bracketMatching(), cm.highlightSelectionMatches()],
    [cm.syntaxHighlighting(COLOURS), LOOKS],
    cm.EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "false", tabindex: "0" }),
    cm.EditorView.updateListener.of((update) => {
      if (update.docChanged) changed(update.state.doc.toString());
      else if (update.selectionSet) moved();
    }),
    schema ? [cm.autocompletion({ override: [completions(schema)] }), help(schema)] : [],
  ];
  return new cm.EditorView({ doc: text, extensions, parent: root, root });
}

// Marks what the list of problems says, an item with its line, column, severity and message each.
export function mark(view, items) {
  const { doc } = view.state;
  const found = items.map(({ dataset, textContent }) => {
    const line = doc.line(Math.min(Math.max(Number(dataset.line), 1), doc.lines));
    const from = Math.min(line.from + Math.max(Number(dataset.column || 1) - 1, 0), line.to);
    return { from, to: line.to, severity: dataset.severity, message: textContent.replace(/\s+/g, " ").trim() };
  });
  view.dispatch(cm.setDiagnostics(view.state, found.sort((one, other) => one.from - other.from)));
}

export function jump(view, number, column = 1) {
  const line = view.state.doc.line(Math.min(number, view.state.doc.lines));
  const anchor = Math.min(line.from + column - 1, line.to);
  view.dispatch({ selection: { anchor }, effects: cm.EditorView.scrollIntoView(anchor, { y: "center" }) });
  view.focus();
}

export function write(view, { from, to = from, insert }) {
  view.dispatch({ changes: { from, to, insert }, selection: { anchor: from + insert.length }, scrollIntoView: true });
  view.focus();
}

export function replaceLine(view, number, insert) {
  const { from, to } = view.state.doc.line(Math.min(number, view.state.doc.lines));
  write(view, { from, to, insert });
}

// Only what differs is replaced, so that the cursor and the undo history stay.
export function rewrite(view, text) {
  const old = view.state.doc.toString();
  let from = 0;
  while (from < old.length && old[from] === text[from]) from += 1;
  let end = 0;
  while (end < Math.min(old.length, text.length) - from && old.at(-1 - end) === text.at(-1 - end)) end += 1;
  view.dispatch({ changes: { from, to: old.length - end, insert: text.slice(from, text.length - end) } });
}
