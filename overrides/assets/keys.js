// Two conveniences; every page works without them.
// "/" and "s" go to the search box, unless something is being typed or the reader has switched that off (on the search page); Escape goes back.
// A citation mark shows the words it stands for in a slip beside it; without this it leads to the claim further down.

const KEYS = ["/", "s"];
const KEPT = "timeline-slash-key"; // its name from when there was one key: whoever switched that off keeps both off

function wanted() {
  try { return localStorage.getItem(KEPT) !== "off"; } catch { return true; }
}

const box = document.querySelector("input[name=q]");
let from; // where the reader was: { focused, top }

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented || !box) return;
  if (event.key === "Escape" && event.target === box) {
    event.preventDefault(); // browsers would take the words away
    box.blur();
    if (from) { from.focused?.focus({ preventScroll: true }); scrollTo({ top: from.top, behavior: "instant" }); }
  } else if (KEYS.includes(event.key) && wanted() && !event.target.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]")) {
    event.preventDefault();
    from = { focused: document.activeElement === document.body ? null : document.activeElement, top: scrollY };
    box.focus();
    box.select();
  }
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

// Forms of a page's citation that only those want who open the block.
document.querySelector(".cite-page")?.addEventListener("toggle", () => import("./cite.js").catch(console.warn), { once: true });
