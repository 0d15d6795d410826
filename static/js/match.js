// Counts the pairs that have been chosen.
document.addEventListener("change", (event) => {
  const pairs = event.target.closest("[data-pairs]");
  if (!pairs) return;
  const picks = [...pairs.querySelectorAll("select")];
  const matched = picks.filter((pick) => pick.value).length;
  document.querySelector("[data-matched]").textContent = `${matched} of ${picks.length} matched`;
});
