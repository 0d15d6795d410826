// Says that an answer did not arrive; it is still on the page and can be sent again.
const line = document.getElementById("offline");

document.addEventListener("htmx:error", () => {
  line.hidden = false;
});
document.addEventListener("htmx:response:error", (event) => {
  line.hidden = event.detail.ctx.response.status !== 503;
});
document.addEventListener("htmx:before:request", () => {
  line.hidden = true;
});
