// Lets one column of a table be hidden as a quick self-test: each cell waits behind a button until it is pressed.
const NOTHING = "-1";

function rowsOf(table) {
  return [...table.querySelectorAll("tbody tr")];
}

function nameOf(table, column) {
  return table.querySelectorAll("thead th")[column]?.textContent.trim() || `Column ${column + 1}`;
}

function show(button, { focus = false } = {}) {
  const content = button.nextElementSibling;
  button.remove();
  content.hidden = false;
  if (!focus) return;
  content.tabIndex = -1;
  content.focus();
}

function hide(table, column) {
  rowsOf(table).forEach((row, place) => {
    const cell = row.cells[column];
    if (!cell?.textContent.trim()) return;
    const about = column > 0 ? row.cells[0].textContent.trim() : `row ${place + 1}`;
    const button = document.createElement("button");
    const content = document.createElement("span");
    button.type = "button";
    button.className = "veil";
    button.setAttribute("aria-label", `${nameOf(table, column)} of ${about}: hidden, press to show`);
    button.textContent = "Show";
    content.hidden = true;
    content.append(...cell.childNodes);
    cell.append(button, content);
  });
}

function change(select, table) {
  for (const button of table.querySelectorAll(".veil")) show(button);
  // A cell that was shown once is an ordinary cell again.
  for (const content of table.querySelectorAll("td > span[hidden], td > span[tabindex]")) {
    content.replaceWith(...content.childNodes);
  }
  if (select.value !== NOTHING) hide(table, Number(select.value));
}

function option(value, text) {
  const one = document.createElement("option");
  one.value = value;
  one.textContent = text;
  return one;
}

function toggle(table) {
  const columns = table.querySelectorAll("thead th").length;
  const box = table.closest(".scroll");
  if (columns < 2 || rowsOf(table).length < 2 || !box) return;
  const label = document.createElement("label");
  const select = document.createElement("select");
  label.className = "hide";
  label.append("Hide a column ", select);
  select.className = "hide__select";
  select.append(option(NOTHING, "none"));
  for (let column = 0; column < columns; column += 1) select.append(option(String(column), nameOf(table, column)));
  select.addEventListener("change", () => change(select, table));
  box.before(label);
}

for (const table of document.querySelectorAll(".prose .text table")) toggle(table);

document.addEventListener("click", (event) => {
  const button = event.target.closest(".veil");
  if (button) show(button, { focus: true });
});
