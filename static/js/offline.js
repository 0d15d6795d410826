// An answer that did not reach the server is kept on this device and sent when the connection is back, also by a page that
// is opened later. Its token lets the server count it once, however often it arrives.
const STORE = "pathdeck-kept";
const FIRST_WAIT_MS = 2000;
const LONGEST_WAIT_MS = 60000;
const SAID = {
  kept: "No connection. Your answer is kept and will be sent when you are back online.",
  keptBusy: "The server cannot take it just now. Your answer is kept and will be sent again in a moment.",
  lost: "No connection. Try again in a moment.",
  lostBusy: "The server cannot do that just now. Try again in a moment.",
  sent: "Your kept answer was sent.",
  refused: "Your kept answer could not be taken any more, so it was let go. Nothing else changed.",
};

const line = document.getElementById("offline");
const form = document.getElementById("kept");
const stored = () => new Map(JSON.parse(localStorage.getItem(STORE) ?? "[]"));

// What this page has to send, by token: what was left by a page before it, and its own. Other windows send theirs.
const waiting = stored();
let wait = FIRST_WAIT_MS;
let timer;

function change(deed) {
  const all = stored();
  deed(all);
  deed(waiting);
  localStorage.setItem(STORE, JSON.stringify([...all]));
}

function say(words) {
  line.querySelector("[data-said]").textContent = words;
  line.querySelector("[data-send]").hidden = !waiting.size;
  line.hidden = !words;
}

function send() {
  clearTimeout(timer);
  const [fields] = waiting.values();
  // A page out of sight may be gone before the reply is here; it goes on when it is seen again.
  if (!fields || document.visibilityState !== "visible") return;
  form.querySelector("[data-fields]").replaceChildren(...fields.map(field));
  form.requestSubmit();
}

function field([name, value]) {
  const input = document.createElement("input");
  Object.assign(input, { type: "hidden", name, value });
  return input;
}

function keep({ request, sourceEvent }, words) {
  const fields = [...request.body].filter(([name]) => name !== "csrf_token");
  change((all) => all.set(request.body.get("token"), fields));
  mark(sourceEvent?.submitter);
  say(words);
  clearTimeout(timer);
  timer = setTimeout(send, wait);
  wait = Math.min(2 * wait, LONGEST_WAIT_MS);
}

function mark(pressed) {
  if (!pressed?.matches("#card .option")) return;
  for (const option of document.querySelectorAll("#card .option")) {
    option.classList.toggle("option--held", option === pressed);
  }
}

// A reply of any kind settles an answer: it counted, or the page says why it did not.
function settle({ request, response, sourceElement }) {
  change((all) => all.delete(request.body.get("token")));
  wait = FIRST_WAIT_MS;
  if (sourceElement !== form) return;
  if (response.status === 409) say("");
  else say(response.status < 400 ? SAID.sent : SAID.refused);
  form.addEventListener("htmx:finally:request", () => setTimeout(send), { once: true });
}

function isAnswer({ request }) {
  return request.method === "POST" && new URL(request.action, location).pathname === new URL(form.action).pathname;
}

document.addEventListener("htmx:error", ({ detail: { ctx } }) => {
  if (!ctx?.request) return;
  if (isAnswer(ctx)) keep(ctx, SAID.kept);
  else say(SAID.lost);
});
document.addEventListener("htmx:after:request", ({ detail: { ctx } }) => {
  const busy = ctx.response.status >= 500;
  if (!isAnswer(ctx)) say(busy ? SAID.lostBusy : "");
  else if (busy) keep(ctx, SAID.keptBusy);
  else settle(ctx);
});
document.addEventListener("htmx:before:request", ({ detail: { ctx } }) => {
  if (ctx.sourceElement !== form) say("");
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") send();
});
window.addEventListener("online", send);
line.querySelector("[data-send]").addEventListener("click", send);
// Only once htmx knows the form does its reply come into this page.
if (form.dataset.htmxPowered) send();
else form.addEventListener("htmx:after:init", send);
