// Fills in the learner's time zone, which the first answer and the settings ask for.
function fill() {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  for (const field of document.querySelectorAll("[data-zone]")) field.value = zone ?? "";
}

document.addEventListener("htmx:after:swap", fill);
fill();
