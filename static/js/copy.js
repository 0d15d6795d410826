// Gives each code block a button that copies it.
function copied(button) {
  button.textContent = "Copied";
  setTimeout(() => {
    button.textContent = "Copy";
  }, 2000);
}

for (const code of document.querySelectorAll("pre.code")) {
  const box = document.createElement("div");
  const button = document.createElement("button");
  box.className = "copyable";
  button.className = "button button--quiet copyable__button";
  button.type = "button";
  button.textContent = "Copy";
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(code.textContent);
    copied(button);
  });
  code.replaceWith(box);
  box.append(code, button);
}
