// Marks the section being read in the contents, and closes the drawer once a section was picked.
const links = new Map([...document.querySelectorAll(".toc--side a")].map((link) => [link.hash.slice(1), link]));

function reading(entries) {
  const top = entries.find((entry) => entry.isIntersecting);
  if (!top) return;
  for (const link of links.values()) link.removeAttribute("aria-current");
  links.get(top.target.id)?.setAttribute("aria-current", "true");
}

const watcher = new IntersectionObserver(reading, { rootMargin: "0px 0px -70% 0px" });
for (const heading of document.querySelectorAll("[data-section]")) watcher.observe(heading);

document.addEventListener("click", (event) => {
  if (event.target.closest(".drawer a")) event.target.closest("details").open = false;
});
