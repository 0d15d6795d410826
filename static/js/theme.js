// Shows a theme as soon as it is picked; saving the settings keeps it.
document.addEventListener("change", (event) => {
  if (event.target.name !== "theme") return;
  document.documentElement.dataset.theme = event.target.value;
});
