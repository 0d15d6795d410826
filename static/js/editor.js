// The editor of banks: CodeMirror stands over the text area, which stays the field that is submitted. Needs htmx.
import { data, part } from "./asked.js";
import { keeper } from "./editor_kept.js";
import { insert } from "./editor_insert.js";
import { question } from "./editor_schema.js";
import { jump, mark, open, replaceLine, rewrite } from "./editor_view.js";

const QUIET_MS = 800;
const WATCH_MS = 5_000;
const SAID = {
  typing: "Not saved yet.",
  saving: "Saving …",
  offline: "Offline: kept in this browser, sent when you are back.",
  noRoom: "Not saved, and this browser has no room to keep it: leave this page open.",
  signedOut: "Not saved: kept in this browser. Sign in again to save it.",
  tooLong: "Not saved: too long for the browser. Kept here; change it in a file and publish it from there.",
  refused: "Not saved: kept in this browser. Load this page again to see why.",
  found: "This browser kept a text that was not saved.",
  tidy: "Everything is in order already.",
  elsewhere: "This text was changed in another window.",
  taken: "It stands here now.",
  errors: (count) => `Mend ${count === 1 ? "the error" : `${count} errors`} first.`,
  apart: "Put both texts together first.",
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
const publish = form.querySelector("[name=then]");
const kept = keeper(new URL(form.dataset.save, location).pathname);
let safe = field.value;
let live = false;
let saving = false;
let again = false;
let lost = false;
let stopped = Boolean(saved.querySelector("[data-theirs]"));
let leaving = false;
let previewed = 0;
let touched = 0;
let timer;
let following;
let around;

const unsaved = () => field.value !== safe;

function keep() {
  const { edition, base } = form.elements;
  const draft = unsaved() && { text: field.value, edition: edition.value, base: base.value };
  return kept.keep(draft);
}

// What goes well is shown and not read out: nobody wants to hear it at each pause.
function say(words, { aloud = false } = {}) {
  saved.setAttribute("aria-live", aloud ? "polite" : "off");
  saved.textContent = words;
}

function changed(text) {
  field.value = text;
  keep();
  if (!stopped) say(SAID.typing);
  clearTimeout(timer);
  timer = setTimeout(settle, QUIET_MS);
}

function settle() {
  if (!stopped) save();
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
    if (!unsaved() && question(doc, doc.lineAt(selection.main.head).number)?.start !== around) follow();
  }, QUIET_MS);
}

function ask(deed, source = form.querySelector(`[data-do="${deed}"]`) ?? form) {
  form.elements.line.value = view.state.doc.lineAt(view.state.selection.main.head).number;
  if (deed === "preview") {
    live = false;
    previewed = performance.now();
  }
  return window.htmx.ajax("POST", form.dataset[deed], {
    source,
    target: AREAS[deed],
  });
}

// One at a time: the next one names the edition that this one brings.
function save(source) {
  again = saving;
  if (saving) return;
  saving = true;
  if (!stopped) say(SAID.saving);
  ask("save", source);
}

const deedOf = (ctx) => Object.keys(AREAS).find((deed) => AREAS[deed] === ctx?.target);

function failed(ctx, words) {
  if (deedOf(ctx) !== "save") return;
  saving = again = false;
  lost = words === SAID.offline;
  say(keep() ? words : SAID.noRoom, { aloud: true });
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
    if (deedOf(ctx) === "save") saved.setAttribute("aria-live", status === 409 ? "polite" : "off");
    // A preview that comes after somebody began to answer the one before it is too late.
    if (deedOf(ctx) === "preview" && touched > previewed) event.preventDefault();
    // While a line is half written, the question stays as it was.
    if (live && deedOf(ctx) === "preview" && !ctx.text.includes("data-trial")) event.preventDefault();
    return;
  }
  event.preventDefault();
  failed(ctx, status < 400 ? SAID.signedOut : status === 413 ? SAID.tooLong : status < 500 ? SAID.refused : SAID.offline);
}

function swapped({ detail: { ctx } }) {
  const deed = deedOf(ctx);
  if (deed === "check") checked();
  if (deed === "save") arrivedAtServer(ctx);
}

function arrivedAtServer(ctx) {
  saving = lost = false;
  stopped = ctx.response.status === 409;
  shown();
  if (stopped) return;
  safe = ctx.request.body.get("text");
  const { edition, base } = saved.querySelector("[data-edition]")?.dataset ?? {};
  if (edition !== undefined) form.elements.edition.value = edition;
  if (base !== undefined) form.elements.base.value = base;
  keep();
  if (again) save();
}

// The clock of whoever reads it, and the deeds that need a script.
function shown() {
  for (const time of saved.querySelectorAll("time")) {
    time.textContent = new Date(time.dateTime).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  }
  for (const deed of saved.querySelectorAll("[data-take]")) deed.hidden = false;
  ready();
}

function checked() {
  mark(view, [...AREAS.check.querySelectorAll("[data-line]")]);
  ready();
}

function ready() {
  const errors = AREAS.check.querySelectorAll('[data-severity="error"]').length;
  publish.disabled = stopped || errors > 0;
  const reason = stopped ? SAID.apart : errors ? SAID.errors(errors) : "";
  document.getElementById(publish.getAttribute("aria-describedby")).textContent = reason;
}

function button(words, deed) {
  const made = Object.assign(document.createElement("button"), { type: "button", className: "button", textContent: words });
  made.addEventListener("click", deed);
  return made;
}

// A text that was never saved comes back with its own edition, so that it overtakes nothing that was saved since.
function offer() {
  for (const draft of kept.left()) {
    if (draft.text === field.value) {
      kept.forget(draft.name);
      continue;
    }
    const notice = Object.assign(document.createElement("div"), { className: "notice" });
    const done = () => {
      kept.forget(draft.name);
      notice.remove();
      view.focus();
    };
    const use = () => {
      form.elements.edition.value = draft.edition;
      form.elements.base.value = draft.base;
      rewrite(view, draft.text);
      done();
    };
    const words = Object.assign(document.createElement("p"), { className: "notice__text", textContent: SAID.found });
    notice.append(words, button("Use it", use), button("Let it go", done));
    host.before(notice);
  }
}

// Their text in the field, as one step that can be undone; saving it keeps it.
function take() {
  rewrite(view, saved.querySelector("[data-theirs]").value);
  form.elements.joined.checked = true;
  save();
}

async function tidy() {
  const page = await part(form.dataset.tidy, { method: "POST", body: new FormData(form), headers: { "HX-Request": "true" } });
  const text = page?.querySelector("textarea");
  if (!text) return;
  if (text.value !== field.value) rewrite(view, text.value);
  else say(text.dataset.notice ?? SAID.tidy, { aloud: true });
}

async function watch() {
  if (!document.hidden && navigator.onLine && !saving && !stopped) {
    if (lost) settle();
    else await look();
  }
  setTimeout(watch, WATCH_MS);
}

async function look() {
  const stands = await data(form.dataset.state);
  if (stands && !saving) await overtaken(stands);
}

// Whoever has written nothing meanwhile goes on from the other text; everybody else is warned.
async function overtaken({ edition, base, by }) {
  if (edition === Number(form.elements.edition.value)) return;
  const words = by ? `${by} changed this text just now.` : SAID.elsewhere;
  const page = unsaved() ? undefined : await part(form.dataset.save.replace(/\/save$/, ""));
  const text = page?.querySelector("[data-theirs]") ? undefined : page?.querySelector("textarea")?.value;
  if (text === undefined || unsaved()) {
    others.textContent = words;
    return;
  }
  safe = text;
  form.elements.edition.value = edition;
  form.elements.base.value = base;
  rewrite(view, text);
  others.textContent = `${words} ${SAID.taken}`;
}

function clicked(event) {
  const pressed = event.target.closest("[data-do], [data-jump], [data-put], [data-take], [data-template]");
  if (!pressed) return;
  const { do: deed, jump: to, put, take: taking } = pressed.dataset;
  event.preventDefault();
  if (deed === "tidy") tidy();
  else if (deed === "save") save(pressed);
  else if (deed) ask(deed, pressed);
  else if (to) jump(view, ...to.split(":").map(Number));
  else if (put) replaceLine(view, Number(put), pressed.closest("[data-fix]").dataset.fix);
  else if (taking !== undefined) take();
  else {
    pressed.closest("details")?.removeAttribute("open");
    insert(view, pressed.value);
  }
}

const key = (name, deed) => ({ key: name, preventDefault: true, run: () => (deed === "save" ? save() : ask(deed), true) });

// Without the schema the editor still edits; it completes nothing.
const loaded = await import(form.dataset.schema, { with: { type: "json" } }).catch(() => ({}));
const host = Object.assign(document.createElement("div"), { className: "editor__text" });
form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "line" }));
field.after(host);
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
checked();
shown();
if (form.dataset.line) jump(view, Number(form.dataset.line));
offer();
follow();
watch();

document.addEventListener("click", clicked);
document.addEventListener("htmx:after:request", arrived);
document.addEventListener("htmx:before:swap", taken);
document.addEventListener("htmx:after:swap", swapped);
document.addEventListener("htmx:error", ({ detail: { ctx } }) => failed(ctx, SAID.offline));
window.addEventListener("online", () => unsaved() && !stopped && settle());
for (const deed of ["click", "input"]) AREAS.preview.addEventListener(deed, () => (touched = performance.now()));
form.addEventListener("submit", () => (leaving = true));
window.addEventListener("beforeunload", (event) => unsaved() && !leaving && event.preventDefault());
