// What may be written at a place of a bank, read off the JSON Schema of the format: keys, kinds, values, and their meaning.
const PATTERN = /^( *)((?:- +)*)(?:([\w-]+):(?:\s|$))?/;

// A line as the columns its list items and its key begin in.
function read(text) {
  const [, indent, dashes, key] = PATTERN.exec(text);
  const column = indent.length + dashes.length;
  const items = [...dashes.matchAll(/-/g)].map((dash) => indent.length + dash.index);
  return { blank: !text.trim() || text.trim().startsWith("#"), items, column, key };
}

// The keys that lead to a column of a line, outermost first, with [] for an item of a list; and the kind of the question.
export function place(doc, number, column) {
  const steps = [];
  let edge = column;
  let crossed = false;
  const cross = (items) => {
    for (const item of [...items].reverse()) {
      if (item >= edge) continue;
      edge = item;
      crossed = true;
      steps.unshift("[]");
    }
  };
  cross(read(doc.line(number).text).items);
  for (let above = number - 1; above > 0 && (edge > 0 || crossed); above -= 1) {
    const line = read(doc.line(above).text);
    if (line.blank) continue;
    // The items of a list may begin in the column of the key they belong to.
    const parent = line.key && (line.column < edge || (crossed && line.column === edge));
    if (parent) {
      steps.unshift(line.key);
      edge = line.column;
      crossed = false;
    }
    cross(line.items);
  }
  return { steps, kind: steps[0] === "questions" ? kindAround(doc, number) : undefined };
}

// The lines of the question around a line, or nothing outside of every question.
export function question(doc, number) {
  let start = number;
  while (start > 0 && !/^ *- +(id|kind|ask):/.test(doc.line(start).text)) start -= 1;
  if (!start) return undefined;
  const indent = doc.line(start).text.indexOf("-");
  let end = start;
  while (end < doc.lines) {
    const text = doc.line(end + 1).text;
    if (text.trim() && text.search(/\S/) <= indent) break;
    end += 1;
  }
  while (end > start && !doc.line(end).text.trim()) end -= 1;
  return { start, end, indent };
}

function kindAround(doc, number) {
  const around = question(doc, number);
  for (let at = around?.start; at <= around?.end; at += 1) {
    const found = /^[ -]*kind: *(\w+)/.exec(doc.line(at).text);
    if (found) return found[1];
  }
  return undefined;
}

// The schemas that hold at a place: several where the kind is not known yet.
function forms(schema, node, kind) {
  const found = node?.$ref ? schema.$defs[node.$ref.split("/").pop()] : node;
  if (!found) return [];
  const choices = found.oneOf ?? found.anyOf;
  if (!choices) return [found];
  const named = found.discriminator?.mapping?.[kind];
  return named ? forms(schema, { $ref: named }) : choices.flatMap((choice) => forms(schema, choice, kind));
}

export function at(schema, { steps, kind }) {
  let found = forms(schema, schema, kind);
  for (const step of steps) {
    const next = found.map((form) => (step === "[]" ? form.items : form.properties?.[step]));
    found = next.flatMap((node) => forms(schema, node, kind));
  }
  if (!kind) return found;
  const ofKind = found.filter((form) => (form.properties?.kind?.const ?? kind) === kind);
  return ofKind.length ? ofKind : found;
}

export function keys(found) {
  const all = new Map();
  for (const form of found) for (const [name, node] of Object.entries(form.properties ?? {})) all.set(name, node);
  return all;
}

export function values(schema, found, name) {
  const nodes = found.map((form) => form.properties?.[name]).flatMap((node) => forms(schema, node));
  return [...new Set(nodes.flatMap((node) => node.enum ?? (node.const ? [node.const] : boolean(node))))].map(String);
}

const boolean = (node) => (node.type === "boolean" ? [true, false] : []);
