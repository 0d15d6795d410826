// What the editor of banks needs of CodeMirror, bundled by `make vendor-editor` into codemirror.min.js.
export { autocompletion, closeBrackets, completionStatus } from "@codemirror/autocomplete";
export { indentWithTab } from "@codemirror/commands";
export { yaml } from "@codemirror/lang-yaml";
export { bracketMatching, HighlightStyle, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
export { lintGutter, setDiagnostics } from "@codemirror/lint";
export { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
export { EditorState, Prec, Text } from "@codemirror/state";
export { highlightActiveLine, highlightActiveLineGutter, hoverTooltip, keymap, lineNumbers } from "@codemirror/view";
export { tags } from "@lezer/highlight";
export { EditorView, minimalSetup } from "codemirror";
