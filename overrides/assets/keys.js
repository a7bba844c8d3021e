// "/" goes to the search box, unless something is being typed or the reader has switched that off (on the search page).

const KEPT = "timeline-slash-key";

function wanted() {
  try { return localStorage.getItem(KEPT) !== "off"; } catch { return true; }
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || !wanted()) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const box = document.querySelector("input[name=q]");
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
});

const choice = document.getElementById("slash-key");
if (choice) {
  choice.checked = wanted();
  choice.addEventListener("change", () => {
    try { localStorage.setItem(KEPT, choice.checked ? "on" : "off"); } catch { /* not kept: storage is closed to us */ }
  });
}
