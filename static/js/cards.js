// The card browser: counts what is ticked, ticks all that was found, and tells what a new search found.
const boxes = () => [...document.querySelectorAll("[data-select] [name=question]")];
const everything = () => document.querySelector("[data-select-all]");

function count() {
  const all = everything();
  if (!all) return;
  const ticked = boxes().filter((box) => box.checked).length;
  const words = all.checked ? "All found cards selected" : ticked ? `${ticked} selected` : "";
  document.querySelector("[data-select-count]").textContent = words;
}

function changed(event) {
  const all = everything();
  if (!all || !event.target.closest("[data-select]")) return;
  if (event.target === all) for (const box of boxes()) box.checked = all.checked;
  else if (event.target.name === "question" && !event.target.checked) all.checked = false;
  count();
}

function swapped() {
  const found = document.getElementById("found");
  const title = document.getElementById("found-title");
  history.replaceState(history.state, "", found.dataset.address);
  document.getElementById("announce").textContent = title.textContent;
  if (document.activeElement === document.body) title.focus({ preventScroll: false });
  count();
}

document.addEventListener("change", changed);
document.addEventListener("htmx:after:swap", swapped);
// A browser that comes back keeps the ticks of the page it left.
window.addEventListener("pageshow", count);
