// A menu closes with Escape, which gives the focus back to what opened it, and with a press anywhere else.
const open = () => document.querySelector("[data-menu][open]");

document.addEventListener("keydown", (event) => {
  const menu = open();
  if (event.key !== "Escape" || !menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
document.addEventListener("click", (event) => {
  const menu = open();
  // Keys press what stands in a closed menu; only a press with the pointer, which has a place, closes an open one.
  if (menu && event.detail && !menu.contains(event.target)) menu.open = false;
});
