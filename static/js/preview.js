// Follows the file: when it has changed, the page is loaded anew, on the question that it shows.
import { data } from "./asked.js";

const EVERY_MS = 700;
const seen = document.querySelector("[data-state]").dataset.state;

async function follow() {
  if (!document.hidden) {
    const stands = await data("/state");
    if (stands && stands.state !== seen) return location.reload();
  }
  setTimeout(follow, EVERY_MS);
}

follow();
