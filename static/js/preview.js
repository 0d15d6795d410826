// Follows the file: when it has changed, the page is loaded anew, on the question that it shows.
const EVERY_MS = 700;
const seen = document.querySelector("[data-state]").dataset.state;

async function follow() {
  if (!document.hidden) {
    const reply = await fetch("/state", { cache: "no-store" }).catch(() => null);
    if (reply?.ok && (await reply.json()).state !== seen) return location.reload();
  }
  setTimeout(follow, EVERY_MS);
}

follow();
