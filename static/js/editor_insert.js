// A question put into a bank from its template: where it belongs, as far in as the others, under an id of its own.
import { place, question } from "./editor_schema.js";
import { write } from "./editor_view.js";

// Behind the question at the cursor, else at the end.
export function insert(view, template) {
  const { doc, selection } = view.state;
  const whole = doc.toString();
  const number = doc.lineAt(selection.main.head).number;
  const inside = place(doc, number, doc.line(number).text.length).steps[0] === "questions";
  const around = (inside && question(doc, number)) || question(doc, doc.lines);
  const indent = " ".repeat(around?.indent ?? 0);
  const text = freshId(template, whole).trimEnd().replace(/^(?=.)/gm, indent);
  const at = around ? doc.line(around.end).to : doc.length;
  const head = /^questions:/m.test(whole) ? "" : "questions:\n";
  write(view, { from: at, insert: `${at ? "\n" : ""}${around ? "\n" : head}${text}\n` });
}

function freshId(template, whole) {
  const ids = new Set([...whole.matchAll(/^ *(?:- +)?id: *["']?([\w-]+)/gm)].map(([, id]) => id));
  return template.replace(/^( *- +id: *)([\w-]+)/m, (_all, key, id) => {
    let number = 2;
    if (!ids.has(id)) return key + id;
    while (ids.has(`${id}-${number}`)) number += 1;
    return `${key}${id}-${number}`;
  });
}
