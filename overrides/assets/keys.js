// Two conveniences; every page works without them.
// "/" goes to the search box, unless something is being typed or the reader has switched that off (on the search page).
// A citation mark shows the words it stands for in a slip beside it; without this it leads to the claim further down.

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

function slipFor(mark) {
  const claim = document.getElementById(decodeURIComponent(mark.hash.slice(1)));
  if (!claim?.matches(".claim")) return null;
  const slip = document.createElement("div");
  slip.className = "slip";
  slip.popover = "auto";
  for (const part of claim.querySelectorAll(".claim-head, .quote")) slip.append(part.cloneNode(true));
  const further = document.createElement("a");
  further.href = mark.hash;
  further.textContent = mark.getAttribute("aria-label");
  slip.append(further);
  slip.addEventListener("click", (event) => { if (event.target.closest("a")) slip.hidePopover(); });
  slip.addEventListener("toggle", (event) => {
    mark.setAttribute("aria-expanded", event.newState === "open");
    if (event.newState === "closed") slip.remove();
  });
  return slip;
}

document.addEventListener("click", (event) => {
  const mark = event.target.closest("a.cite");
  if (!mark || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || !("popover" in mark)) return;
  const open = mark.getAttribute("aria-expanded") === "true";
  const slip = open ? null : slipFor(mark);
  if (!slip) return; // a second click on the same mark follows it
  event.preventDefault();
  mark.after(slip); // in reading order, so that Tab goes on into it
  slip.showPopover({ source: mark });
});
