// Reads out what a swap brought: the region stays on the page, so screen readers notice its new words.
document.addEventListener("htmx:after:swap", () => {
  const news = [...document.querySelectorAll("#card [data-announce]")].map((one) => one.textContent.trim());
  document.getElementById("announce").textContent = news.join(" ");
});
