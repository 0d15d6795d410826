// Reads out what a swap brought: the region stays on the page, so screen readers notice its new words.
document.addEventListener("htmx:after:swap", () => {
  const news = [...document.querySelectorAll("#card [data-announce]")].map((one) => one.textContent.trim());
  const region = document.getElementById("announce");
  // A swap of something small leaves the news as they were, and those were read already.
  if (region.textContent !== news.join(" ")) region.textContent = news.join(" ");
});
