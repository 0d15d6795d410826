// Lets a file be dropped anywhere on a form that takes one, and says what happens while a form is on its way.
document.addEventListener("dragover", (event) => {
  if (event.target.closest("[data-drop]") && event.dataTransfer.types.includes("Files")) event.preventDefault();
});

document.addEventListener("drop", (event) => {
  const field = event.target.closest("[data-drop]")?.querySelector("input[type=file]");
  if (!field || !event.dataTransfer.files.length) return;
  event.preventDefault();
  field.files = event.dataTransfer.files;
  field.focus();
});

document.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-busy]");
  if (!form) return;
  const button = event.submitter ?? form.querySelector("button");
  const busy = button.dataset.busy ?? form.dataset.busy;
  button.textContent = busy;
  // What a disabled button holds is not sent, so it waits until the form is on its way.
  setTimeout(() => {
    button.disabled = true;
  });
  form.querySelector("[data-busy-status]").textContent = busy;
});

// A page that comes back from the browser's memory is ready to be sent again.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
