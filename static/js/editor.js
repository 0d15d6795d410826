// The editor of banks: CodeMirror stands over the text area, which stays the field that is submitted. Needs htmx.
import { place, question } from "./editor_schema.js";
import { jump, mark, open, replaceLine } from "./editor_view.js";

const QUIET_MS = 800;
const WATCH_MS = 5_000;
const SAID = {
  offline: "Not saved: kept in this browser.",
  signedOut: "Not saved: kept in this browser. Sign in again to save it.",
  typing: "Not saved yet.",
  found: "This browser kept a text that was not saved.",
  tidy: "Everything is in order already.",
  elsewhere: "This text was changed in another window.",
  taken: "It stands here now.",
};

const form = document.querySelector("[data-editor]");
const field = form.querySelector("textarea");
const saved = document.querySelector("[data-saved]");
const others = document.querySelector("[data-others]");
const AREAS = {
  save: saved,
  check: document.querySelector("[data-problems]"),
  preview: document.querySelector("[data-preview-area]"),
};
const STORE = `pathdeck-bank ${new URL(form.dataset.save, location).pathname}`;
let safe = field.value;
let live = false;
let saving = false;
let stopped = false;
let timer;
let following;
let around;

const kept = localStorage.getItem(STORE);

function keep() {
  try {
    if (field.value === safe) localStorage.removeItem(STORE);
    else localStorage.setItem(STORE, field.value);
  } catch (error) {
    // A browser without room keeps the text on the page alone.
    if (!(error instanceof DOMException)) throw error;
  }
}

function changed(text) {
  field.value = text;
  keep();
  if (!stopped) saved.textContent = SAID.typing;
  clearTimeout(timer);
  timer = setTimeout(settle, QUIET_MS);
}

function settle() {
  if (!stopped) ask("save");
  ask("check");
  follow();
}

// The preview shows the question in which the cursor stands.
function follow() {
  const { doc, selection } = view.state;
  around = question(doc, doc.lineAt(selection.main.head).number)?.start;
  ask("preview");
  live = true;
}

function moved() {
  clearTimeout(following);
  following = setTimeout(() => {
    const { doc, selection } = view.state;
    if (field.value === safe && question(doc, doc.lineAt(selection.main.head).number)?.start !== around) follow();
  }, QUIET_MS);
}

function ask(deed, source = form.querySelector(`[data-do="${deed}"]`) ?? form) {
  form.elements.line.value = view.state.doc.lineAt(view.state.selection.main.head).number;
  saving ||= deed === "save";
  if (deed === "preview") live = false;
  return window.htmx.ajax("POST", form.dataset[deed], {
    source,
    target: AREAS[deed],
  });
}

const deedOf = (ctx) => Object.keys(AREAS).find((deed) => AREAS[deed] === ctx?.target);

function failed(ctx, words) {
  if (deedOf(ctx) !== "save") return;
  saving = false;
  keep();
  saved.textContent = words;
}

// A preview that follows what is typed leaves the cursor where it is; one that was asked for is answered next.
function arrived({ detail: { ctx } }) {
  if (live && deedOf(ctx) === "preview") ctx.text = ctx.text.replaceAll(" autofocus", "");
}

// Answers that are no part of this page never come into it: an error, or the page to sign in on.
function taken(event) {
  const { ctx } = event.detail;
  if (!deedOf(ctx)) return;
  const { status, raw } = ctx.response;
  if (status < 400 ? !raw.redirected : status === 409) {
    // While a line is half written, the question stays as it was.
    if (live && deedOf(ctx) === "preview" && !ctx.text.includes("data-trial")) event.preventDefault();
    return;
  }
  event.preventDefault();
  failed(ctx, status < 500 ? SAID.signedOut : SAID.offline);
}

function swapped({ detail: { ctx } }) {
  const deed = deedOf(ctx);
  if (deed === "check") mark(view, [...AREAS.check.querySelectorAll("[data-line]")]);
  if (deed !== "save") return;
  saving = false;
  stopped = ctx.response.status === 409;
  if (stopped) return;
  safe = ctx.request.body.get("text");
  const { edition, base } = saved.querySelector("[data-edition]")?.dataset ?? {};
  if (edition !== undefined) form.elements.edition.value = edition;
  if (base !== undefined) form.elements.base.value = base;
  keep();
}

function button(words, deed) {
  const made = Object.assign(document.createElement("button"), { type: "button", className: "button", textContent: words });
  made.addEventListener("click", deed);
  return made;
}

function offer() {
  if (kept === null || kept === field.value) return localStorage.removeItem(STORE);
  const use = () => write(0, view.state.doc.length, kept);
  const drop = () => {
    localStorage.removeItem(STORE);
    saved.textContent = "";
  };
  saved.replaceChildren(SAID.found, " ", button("Use it", use), " ", button("Let it go", drop));
}

function write(from, to, insert) {
  view.dispatch({ changes: { from, to, insert }, selection: { anchor: from + insert.length }, scrollIntoView: true });
  view.focus();
}

// The text as another page has it: what was put in order, or what somebody else saved.
async function fetchText(address, options) {
  const reply = await fetch(address, { cache: "no-store", ...options }).catch(() => null);
  if (!reply?.ok || reply.redirected) return null;
  return new DOMParser().parseFromString(await reply.text(), "text/html");
}

async function tidy() {
  const page = await fetchText(form.dataset.tidy, { method: "POST", body: new FormData(form), headers: { "HX-Request": "true" } });
  const text = page?.querySelector("textarea");
  if (!text) return;
  if (text.value !== field.value) rewrite(text.value);
  else saved.textContent = text.dataset.notice ?? SAID.tidy;
}

// Only what differs is replaced, so that the cursor and the undo history stay.
function rewrite(text) {
  const old = view.state.doc.toString();
  let from = 0;
  while (from < old.length && old[from] === text[from]) from += 1;
  let end = 0;
  while (end < Math.min(old.length, text.length) - from && old.at(-1 - end) === text.at(-1 - end)) end += 1;
  view.dispatch({ changes: { from, to: old.length - end, insert: text.slice(from, text.length - end) } });
}

async function watch() {
  if (!document.hidden && !saving && !stopped) {
    const reply = await fetch(form.dataset.state, { cache: "no-store" }).catch(() => null);
    if (reply?.ok && !reply.redirected && !saving) await overtaken(await reply.json());
  }
  setTimeout(watch, WATCH_MS);
}

// Whoever has written nothing meanwhile goes on from the other text; everybody else is warned.
async function overtaken({ edition, base, by }) {
  if (edition === Number(form.elements.edition.value)) return;
  const words = by ? `${by} changed this text just now.` : SAID.elsewhere;
  const page = field.value === safe ? await fetchText(location.pathname) : null;
  const text = page?.querySelector("textarea")?.value;
  if (text === undefined || field.value !== safe) {
    others.textContent = words;
    return;
  }
  safe = text;
  form.elements.edition.value = edition;
  form.elements.base.value = base;
  rewrite(text);
  others.textContent = `${words} ${SAID.taken}`;
}

function freshId(template) {
  const ids = new Set([...field.value.matchAll(/^ *(?:- +)?id: *["']?([\w-]+)/gm)].map(([, id]) => id));
  return template.replace(/^( *- +id: *)([\w-]+)/m, (_all, key, id) => {
    let number = 2;
    if (!ids.has(id)) return key + id;
    while (ids.has(`${id}-${number}`)) number += 1;
    return `${key}${id}-${number}`;
  });
}

// A template goes behind the question at the cursor, else to the end, as far in as the questions that are there.
function insert(template) {
  const { doc, selection } = view.state;
  const number = doc.lineAt(selection.main.head).number;
  const inside = place(doc, number, doc.line(number).text.length).steps[0] === "questions";
  const around = (inside && question(doc, number)) || question(doc, doc.lines);
  const indent = " ".repeat(around?.indent ?? 0);
  const text = freshId(template).trimEnd().replace(/^(?=.)/gm, indent);
  const at = around ? doc.line(around.end).to : doc.length;
  const head = /^questions:/m.test(field.value) ? "" : "questions:\n";
  write(at, at, `${at ? "\n" : ""}${around ? "\n" : head}${text}\n`);
}

function clicked(event) {
  const pressed = event.target.closest("[data-do], [data-jump], [data-put], [data-template]");
  if (!pressed) return;
  const { do: deed, jump: to, put, template } = pressed.dataset;
  event.preventDefault();
  if (deed === "tidy") tidy();
  else if (deed) ask(deed, pressed);
  else if (to) jump(view, ...to.split(":").map(Number));
  else if (put) replaceLine(view, Number(put), pressed.closest("[data-fix]").dataset.fix);
  else {
    pressed.closest("details")?.removeAttribute("open");
    insert(pressed.value);
  }
}

const key = (name, deed) => ({ key: name, preventDefault: true, run: () => (ask(deed), true) });

function keysShown() {
  const mod = /Mac|iP(hone|ad)/.test(navigator.platform) ? "Cmd" : "Ctrl";
  const shown = [[`${mod} S`, "save"], [`${mod} Enter`, "preview"], [`${mod} Shift Enter`, "check"], ["Esc, Tab", "leave the text"]];
  const line = Object.assign(document.createElement("p"), { className: "editor__keys small" });
  for (const [keys, words] of shown) {
    line.append(Object.assign(document.createElement("kbd"), { textContent: keys }), ` ${words} `);
  }
  return line;
}

// Without the schema the editor still edits; it completes nothing.
const loaded = await import(form.dataset.schema, { with: { type: "json" } }).catch(() => ({}));
const host = Object.assign(document.createElement("div"), { className: "editor__text" });
form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "line" }));
field.after(host, keysShown());
field.hidden = true;

const view = open({
  host,
  text: field.value,
  schema: loaded.default,
  label: "Text of the bank. Escape, then Tab, leaves it.",
  bindings: [key("Mod-s", "save"), key("Mod-Enter", "preview"), key("Mod-Shift-Enter", "check")],
  changed,
  moved,
});
mark(view, [...AREAS.check.querySelectorAll("[data-line]")]);
if (form.dataset.line) jump(view, Number(form.dataset.line));
offer();
follow();
watch();

document.addEventListener("click", clicked);
document.addEventListener("htmx:after:request", arrived);
document.addEventListener("htmx:before:swap", taken);
document.addEventListener("htmx:after:swap", swapped);
document.addEventListener("htmx:error", ({ detail: { ctx } }) => failed(ctx, SAID.offline));
window.addEventListener("online", () => field.value !== safe && settle());
