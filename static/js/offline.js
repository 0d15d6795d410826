// Says that an answer did not arrive; it is still on the page and can be sent again.
const line = document.getElementById("offline");

document.addEventListener("htmx:error", () => {
  line.hidden = false;
});
document.addEventListener("htmx:after:swap", () => {
  line.hidden = true;
});
