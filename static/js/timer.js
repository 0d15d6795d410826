// How long a question was looked at, in milliseconds; the time stands still while the tab is hidden.
let card = null;
let counted = 0;
let since = null;

function stop() {
  if (since !== null) counted += performance.now() - since;
  since = null;
}

function go() {
  if (document.visibilityState === "visible") since = performance.now();
}

function start() {
  const form = document.querySelector("[data-timed]");
  const token = form?.elements.token.value;
  if (token === card) return;
  card = token;
  counted = 0;
  since = null;
  go();
}

document.addEventListener("visibilitychange", () => {
  stop();
  go();
});
document.addEventListener(
  "click",
  (event) => {
    const field = event.target.closest("button")?.form?.querySelector("[data-taken]");
    if (!field) return;
    stop();
    go();
    field.value = Math.round(counted);
  },
  true,
);
document.addEventListener("htmx:after:swap", start);
start();
