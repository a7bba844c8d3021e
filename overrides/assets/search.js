// The search page. The address holds the state (?q= words, ?kind= a kind of page); this shows what it says.
// The index and its reader are Pagefind's, in pagefind/ beside the pages. Words of the interface are data attributes of #search-results.

const results = document.getElementById("search-results");
const status = document.getElementById("search-status");
const box = document.querySelector("input[name=q]");
const words = results.dataset;
const root = new URL(words.base.replace(/\/?$/, "/"), location.href);
const BATCH = 10;

let pagefind;
let latest = 0;

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** Pagefind's excerpts are escaped HTML with <mark>: keep text and marks, drop whatever else might be there. */
function excerpt(html) {
  const parsed = new DOMParser().parseFromString(html, "text/html").body;
  return [...parsed.childNodes].map((node) =>
    node.nodeName === "MARK" ? element("mark", {}, node.textContent) : node.textContent);
}

function say(word, values = {}) {
  return (words[word] || "").replace(/\{(\w+)\}/g, (_, key) => values[key]);
}

function state() {
  const asked = new URLSearchParams(location.search);
  return { q: (asked.get("q") || "").trim(), kind: asked.get("kind") || "" };
}

function address({ q, kind }) {
  const asked = new URLSearchParams();
  if (q) asked.set("q", q);
  if (kind) asked.set("kind", kind);
  return asked.size ? "?" + asked : location.pathname;
}

function shown(found) {
  const kind = element("p", { class: "kind" }, found.meta.kind || "");
  if (found.meta.when) kind.append(element("span", { class: "when" }, " " + found.meta.when));
  const item = element("li", {}, kind,
    element("h2", {}, element("a", { href: found.url }, found.meta.title || found.url)));
  // The first part is the page's head, which the title shows already.
  const parts = found.sub_results.filter((part) => part.url.includes("#") && part.title !== found.sub_results[0].title).slice(0, 2);
  if (!parts.length) item.append(element("p", {}, ...excerpt(found.excerpt)));
  else {
    item.append(element("ul", { class: "parts" }, ...parts.map((part) =>
      element("li", {}, element("a", { href: part.url }, part.title), element("p", {}, ...excerpt(part.excerpt))))));
  }
  return item;
}

/** Links that narrow the finds to one kind of page; none where all are of one kind. */
function kinds(counts, { q, kind }) {
  const present = Object.entries(counts).filter(([name, count]) => count || name === kind);
  if (present.length < 2 && !kind) return [];
  const choice = (name, label) => element("a",
    { href: address({ q, kind: name }), ...(name === kind ? { "aria-current": "true" } : {}) }, label);
  return [element("nav", { class: "kinds", "aria-label": words.kinds }, choice("", words.all),
    ...present.map(([name, count]) => choice(name, `${name} ${count}`)))];
}

/** Whether a page has every word asked for, or one that begins with it. Where no page has, Pagefind falls back on shorter beginnings. */
function holds(found, asked) {
  const text = plain(`${found.meta.title} ${found.content}`);
  return plain(asked).split(/[^\p{L}\p{N}]+/u).every((word) => text.includes(word));
}

function plain(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

async function showFrom(list, finds, run, focus) {
  const start = list.children.length;
  const batch = await Promise.all(finds.slice(start, start + BATCH).map((find) => find.data()));
  if (run !== latest) return;
  const { q } = state();
  if (start === 0 && batch.length && !batch.some((found) => holds(found, q))) status.textContent = say("similar", { q });
  list.append(...batch.map(shown));
  if (focus) list.children[start].querySelector("a").focus();
  results.querySelector(".more-results")?.remove();
  if (list.children.length < finds.length) {
    const more = element("button", { class: "more-results", type: "button" }, words.more);
    more.addEventListener("click", () => showFrom(list, finds, latest, true));
    results.append(more);
  }
}

async function search() {
  const run = ++latest;
  const asked = state();
  if (!asked.q) {
    results.replaceChildren();
    status.textContent = words.hint;
    return;
  }
  try {
    if (!pagefind) {
      status.textContent = words.loading;
      pagefind = await import(new URL("pagefind/pagefind.js", root));
      await pagefind.options({ baseUrl: root.pathname, excerptLength: 28 });
      await pagefind.filters(); // from here on answers carry counts by kind
    }
    const answer = await pagefind.search(asked.q, { filters: asked.kind ? { kind: asked.kind } : {} });
    if (run !== latest) return;
    const finds = answer.results;
    const word = finds.length === 0 ? "none" : finds.length === 1 ? "one" : "many";
    status.textContent = say(word, { n: finds.length, q: asked.q });
    const list = element("ol", { class: "found" });
    const counts = (asked.kind ? answer.totalFilters : answer.filters)?.kind || {};
    results.replaceChildren(...kinds(counts, asked), list);
    await showFrom(list, finds, run, false);
  } catch (fault) {
    console.warn(fault);
    pagefind = undefined;
    if (run === latest) { results.replaceChildren(); status.textContent = words.failed; }
  }
}

let waiting;
box.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    history.replaceState(null, "", address({ ...state(), q: box.value.trim() }));
    search();
  }, 200);
});

box.form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(waiting);
  history.replaceState(null, "", address({ ...state(), q: box.value.trim() }));
  search();
});

results.addEventListener("click", (event) => {
  const link = event.target.closest(".kinds a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  history.pushState(null, "", link.href);
  search();
});

addEventListener("popstate", () => { box.value = state().q; search(); });

box.value = state().q;
if (!box.value) box.focus();
search();
