// Copies what stands in a field; without a clipboard the field is there to be selected.
const button = document.querySelector("[data-copy]");

if (button && navigator.clipboard) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value);
    button.textContent = "Copied";
    document.querySelector("[data-copied]").textContent = "Copied";
  });
}
