// Keys click the buttons that are on the page: whatever carries data-key="a 1" answers to these keys.
const STORE = "pathdeck-keys";
const TYPING = "input:not([type=checkbox]):not([type=radio]), select, textarea, [contenteditable]";
const USES_ENTER = "a, button, input, select, textarea, summary";

const off = () => localStorage.getItem(STORE) === "off";

function pressed(event) {
  // Where "@" is typed with AltGr, it arrives as if Control and Alt were held.
  const held = event.ctrlKey || event.altKey;
  if ((held && !event.getModifierState("AltGraph")) || event.metaKey || event.isComposing || event.repeat) return;
  if (document.querySelector("dialog[open]")) return;
  const key = event.key.toLowerCase();
  if (event.target.closest(key === "enter" ? USES_ENTER : TYPING)) return;
  if (key === "enter" || !off()) act(key, event);
}

function act(key, event) {
  if (key === "?") {
    document.getElementById("keys")?.showModal();
    event.preventDefault();
    return;
  }
  const button = [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key.split(" ").includes(key));
  if (!button) return;
  event.preventDefault();
  button.click();
  if (button.matches("summary")) unfold(button);
}

// What a key opens may stand in a closed menu; whoever opened it goes on in its first field or on its first line.
function unfold(summary) {
  const part = summary.parentElement;
  if (!part.open) return;
  for (let outer = part.parentElement.closest("details"); outer; outer = outer.parentElement.closest("details")) {
    outer.open = true;
  }
  part.querySelector("input:not([type=hidden]), select, textarea, a, button:not([hidden])")?.focus();
}

function switched(event) {
  if (!event.target.matches("[data-keys-switch]")) return;
  if (event.target.checked) localStorage.removeItem(STORE);
  else localStorage.setItem(STORE, "off");
}

document.addEventListener("keydown", pressed);
document.addEventListener("change", switched);
for (const box of document.querySelectorAll("[data-keys-switch]")) box.checked = !off();
