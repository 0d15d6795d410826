// Steps move in place, by their buttons and by the arrow keys; the form sends them in the order they stand in.
function move(step, up) {
  const other = up ? step.previousElementSibling : step.nextElementSibling;
  if (!other) return;
  if (up) other.before(step);
  else other.after(step);
  renumber(step);
  focus(step, up);
}

function renumber(moved) {
  const steps = [...moved.parentElement.children];
  steps.forEach((step, index) => {
    step.querySelector("[data-number]").textContent = index + 1;
    step.querySelector("[data-move=up]").disabled = index === 0;
    step.querySelector("[data-move=down]").disabled = index === steps.length - 1;
    step.classList.toggle("step--moved", step === moved);
  });
  const name = moved.querySelector("[data-name]").textContent.trim();
  document.getElementById("announce").textContent =
    `“${name}” is now step ${steps.indexOf(moved) + 1} of ${steps.length}.`;
}

function focus(step, up) {
  const [same, back] = up ? ["up", "down"] : ["down", "up"];
  const button = step.querySelector(`[data-move=${same}]:not(:disabled)`) ?? step.querySelector(`[data-move=${back}]`);
  button.focus();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-move]");
  if (!button) return;
  event.preventDefault();
  move(button.closest("[data-step]"), button.dataset.move === "up");
});

document.addEventListener("keydown", (event) => {
  const step = event.target.closest?.("[data-step]");
  if (!step || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
  event.preventDefault();
  move(step, event.key === "ArrowUp");
});
