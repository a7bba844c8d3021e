// The search page. The address holds the state (?q= words, ?kind= a kind of page, ?sort=date); this shows what it says.
// The index is in search-index/ (generator/search/index.py says what its files hold): entry.json first, then the few files that hold the
// words asked for. A page that is found is fetched itself: its title, kind and date stand in its head, and the words in their place.
// Words of the interface are data attributes of #search-results. Nothing fetched is put in the page as HTML, only as text.

import { inOrder, nameTerm, stem, terms, unspaced, words as wordsOf } from "./terms.js";

const results = document.getElementById("search-results");
const status = document.getElementById("search-status");
const box = document.querySelector("input[name=q]");
const words = results.dataset;
const root = new URL(words.base.replace(/\/?$/, "/"), location.href);

const BATCH = 10;          // pages shown at a time
const LOOKED_THROUGH = 60; // pages that one search for a phrase opens at most
const MOST_FILES = 3;      // files read for all words that begin alike
const PARTS = 2;           // places shown of a page
const AROUND = 170;        // characters shown of a place

// Parts of pages that repeat what stands elsewhere, or say where it stands: words are not shown from there.
const LEFT_OUT = "h1, nav, .rail, .related, .matrix-scroll, .switch, .differences-short, .told, .status, figcaption, .claim-rel, "
  + ".claim-home, .events small, .rests, .address, .hash, a.cite";
const BLOCKS = "p, li, dd, dt, td, th, blockquote, h2, h3, pre";
const RUN = /[\p{L}\p{N}\p{M}]+(?:['’.,‐‑-][\p{L}\p{N}\p{M}]+)*/gu;

let latest = 0;

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function say(word, values = {}) {
  return (words[word] || "").replace(/\{(\w+)\}/g, (_, key) => values[key]);
}

// --- State ---

function state() {
  const asked = new URLSearchParams(location.search);
  return { q: (asked.get("q") || "").trim(), kind: asked.get("kind") || "", sort: asked.get("sort") === "date" ? "date" : "" };
}

function address({ q, kind, sort }) {
  const asked = new URLSearchParams();
  if (q) asked.set("q", q);
  if (kind) asked.set("kind", kind);
  if (sort) asked.set("sort", sort);
  return asked.size ? "?" + asked : location.pathname;
}

// --- The index ---

let index;
const files = new Map();

async function get(path, options) {
  const answer = await fetch(new URL(path, root), options);
  if (!answer.ok) throw new Error(`${answer.status} ${path}`);
  return answer;
}

function file(name, hash) {
  const path = `search-index/${name}-${hash}.json`;
  if (!files.has(path)) files.set(path, get(path).then((answer) => answer.json()));
  return files.get(path);
}

async function loaded() {
  index ||= get("search-index/entry.json", { cache: "no-cache" }).then((answer) => answer.json()).then((entry) => {
    let pages = 0;
    const kinds = entry.kinds.map(([kind, number]) => ({ kind, end: (pages += number) }));
    return { ...entry, kinds, terms: entry.terms.match(/.{8}/g) || [], addresses: entry.addresses.match(/.{8}/g) || [] };
  });
  return index;
}

/** Whether a term stands before another in the index, whose order is that of code points. */
function before(one, other) {
  const length = Math.min(one.length, other.length);
  for (let at = 0; at < length; at++) {
    const [a, b] = [one.charCodeAt(at), other.charCodeAt(at)];
    if (a !== b) return (a >= 0xd800) !== (b >= 0xd800) || a < 0xd800 ? a < b : one.codePointAt(at) < other.codePointAt(at);
  }
  return one.length < other.length;
}

/** The terms that begin so, each with its pages as text; of very many, those in the first files. The term itself is in the first. */
async function beginning(start, most) {
  const { first, terms: hashes } = await loaded();
  let at = first.findIndex((term) => before(start, term));
  at = Math.max(0, (at < 0 ? first.length : at) - 1);
  const names = [];
  for (let number = at; number < hashes.length && names.length < most; number++) {
    if (number > at && !first[number].startsWith(start)) break;
    names.push(hashes[number]);
  }
  const found = await Promise.all(names.map((hash) => file("terms", hash)));
  return found.flatMap((held) => Object.entries(held).filter(([term]) => term.startsWith(start)));
}

async function pagesOf(term) {
  const held = (await beginning(term, 1)).find(([name]) => name === term);
  return held ? decoded(held[1]) : [];
}

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";

/** Pages and what a term counts there, as [number, 1 to 128]. */
function decoded(text) {
  const pages = [];
  let page = 0, value = 0, shift = 1;
  for (const character of text) {
    const digit = DIGITS.indexOf(character);
    value += (digit & 31) * shift;
    shift *= 32;
    if (digit > 31) continue;
    page += value >> 3;
    pages.push([page, 1 << (value & 7)]);
    value = 0;
    shift = 1;
  }
  return pages;
}

// --- What is asked for ---

const long = (word) => word.length > 2 || unspaced(word);

/** How well a term of a page answers a word: the word itself, one of its stem, one that begins so; 0 not at all. */
function likeness(term, word) {
  if (term === word) return 1;
  if (!long(word)) return 0;
  if (stem(term) === stem(word)) return 0.6;
  return term.startsWith(word) ? 0.3 : 0;
}

/** The pages of a word: number → what it counts there; and whether they only have words that begin a little alike. */
async function lookUp(word) {
  const common = [...word].findIndex((character, at) => stem(word)[at] !== character);
  const starts = [beginning(word, long(word) ? MOST_FILES : 1)];
  if (common > 2) starts.push(beginning(word.slice(0, common), MOST_FILES));
  const near = (await Promise.all(starts)).flat();
  const pages = new Map();
  gather(pages, near, (term) => likeness(term, word));
  if (pages.size || unspaced(word)) return { pages, similar: false };
  const shortest = Math.max(3, Math.ceil(word.length * 0.6));
  const alike = word.length > shortest ? await beginning(word.slice(0, shortest), MOST_FILES) : [];
  for (let length = word.length - 1; length >= shortest && !pages.size; length--) {
    gather(pages, alike, (term) => (term.startsWith(word.slice(0, length)) ? 0.3 : 0));
  }
  return { pages, similar: true };
}

function gather(pages, held, weigh) {
  for (const [term, text] of held) {
    const factor = weigh(term);
    if (factor) for (const [page, value] of decoded(text)) pages.set(page, Math.max(pages.get(page) || 0, factor * value));
  }
}

/** What a reader asks for: words that must all stand in a page, and phrases that must stand there as they are. */
function understood(q) {
  const units = wordsOf(q).map(({ parts, whole }) => ({
    parts: parts.filter((part, at) => !(unspaced(part) && [...part].length === 1 && unspaced(parts[at - 1] || ""))), whole,
  })).filter(({ parts }) => parts.length);
  const phrases = [...q.matchAll(/["“”„«]([^"“”„«»]+)["“”»]/g)].map(([, phrase]) => inOrder(phrase)).filter((phrase) => phrase.trim());
  const sought = units.flatMap(({ parts, whole }) => (whole ? [...parts, whole] : parts));
  return { q, units, phrases, sought };
}

/** Pages that hold all words, or as many as they do where none holds all, best first, as { page, score }; and what is to be said of that.
 *  A page whose name is what was typed stands before all others. */
async function finds({ q, units }) {
  const { pages: all } = await loaded();
  if (!units.length) return { found: [], word: "" };
  const [named, ...answers] = await Promise.all([pagesOf(nameTerm(q)), ...units.map(answer)]);
  const scores = new Map();
  for (const [page, score] of answers[0]?.scores || []) {
    const others = answers.slice(1).map((one) => one.scores.get(page));
    if (others.every(Boolean)) scores.set(page, others.reduce((sum, one) => sum + one, score));
  }
  for (const [page, value] of named) scores.set(page, (scores.get(page) || 0) + 1e6 * value);
  const known = scores.size ? [] : answers.filter((one) => one.scores.size && one.scores.size < all / 2 && !one.similar);
  for (const one of known) for (const [page, score] of one.scores) scores.set(page, (scores.get(page) || 0) + 1e3 + score);
  const found = [...scores].map(([page, score]) => ({ page, score })).sort((one, other) => other.score - one.score || one.page - other.page);
  const word = known.length ? "some" : found.length && !named.length && answers.some((one) => one.similar) ? "similar" : "";
  return { found, word };

  async function answer({ parts, whole }) {
    const one = await both(await Promise.all(parts.map(lookUp)));
    if (whole) for (const [page, value] of (await lookUp(whole)).pages) one.pages.set(page, Math.max(one.pages.get(page) || 0, value));
    const rarity = Math.log(1 + all / (one.pages.size || 1));
    return { scores: new Map([...one.pages].map(([page, value]) => [page, value * rarity])), similar: one.similar };
  }

  function both(answers) {
    const [first, ...rest] = answers;
    const pages = new Map([...first.pages].filter(([page]) => rest.every((one) => one.pages.has(page))));
    for (const [page, value] of pages) pages.set(page, rest.reduce((sum, one) => sum + one.pages.get(page), value) / answers.length);
    return { pages, similar: answers.some((one) => one.similar) };
  }
}

// --- A page that is found ---

/** The page itself, read but not run: its title, kind and date, and its article. */
async function opened({ page }) {
  const { addresses } = await loaded();
  const path = (await file("addresses", addresses[page >> 6]))[page & 63];
  const url = new URL(path, root);
  try {
    const held = new DOMParser().parseFromString(await (await get(path)).text(), "text/html");
    const head = (selector) => held.querySelector(selector)?.getAttribute("content") || "";
    return {
      url, title: head('meta[property="og:title"]') || path, kind: head("meta[name=kind]"), when: head("meta[name=when]"),
      description: head("meta[name=description]"), article: ownWords(held.querySelector("article.page")),
    };
  } catch (fault) {
    console.warn(fault);
    return { url, title: path, kind: "", when: "", description: "", article: null };
  }
}

/** An article without the parts that are left out; of a table of accounts the questions stay. */
function ownWords(article) {
  for (const question of article?.querySelectorAll("tr[id] > th[scope=row]") || []) {
    question.closest(".matrix-scroll")?.before(element("p", { id: question.parentElement.id }, textOf(question)));
  }
  for (const part of article?.querySelectorAll(LEFT_OUT) || []) part.remove();
  return article;
}

function holds({ article, title }, phrases) {
  if (!phrases.length) return true;
  const pieces = [title];
  const texts = document.createTreeWalker(article || document.createElement("p"), NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) pieces.push(texts.currentNode.data);
  const text = inOrder(pieces.join(" "));
  return phrases.every((phrase) => text.includes(phrase));
}

const textOf = (node) => node.textContent.replace(/\s+/g, " ").trim();

/** The places of a page that hold most of the words, in reading order: { id, label, text, marks }. */
function places(article, asked) {
  if (!article) return [];
  const match = matcher(asked);
  const blocks = [...article.querySelectorAll(BLOCKS)].filter((block) => !block.querySelector(BLOCKS)).map((block, order) => {
    const text = textOf(block);
    const marks = match(text);
    const phrase = asked.phrases.some((one) => inOrder(text).includes(one));
    return { block, order, text, marks, worth: (phrase ? 100 : 0) + new Set(marks.map((mark) => mark.word)).size - (block.matches("h2, h3, .workings *, .inferred *") ? 0.5 : 0) };
  }).filter(({ marks }) => marks.length).sort((one, other) => other.worth - one.worth || one.order - other.order);
  const found = [];
  for (const one of blocks) {
    if (found.length === PARTS) break;
    const place = { ...one, ...anchor(one.block, article, match) };
    if (!found.some(({ id, text }) => id === place.id || text === place.text)) found.push(place);
  }
  return found.sort((one, other) => one.order - other.order);
}

/** The id nearest to a block, and what is called so: the passage in it, the claim it belongs to, or else the heading above. */
function anchor(block, article, match) {
  const inside = [...block.querySelectorAll("mark[id]")];
  const passage = inside.find((mark) => match(textOf(mark)).length) || inside[0];
  const around = block.closest("article.page [id]");
  const above = [...article.querySelectorAll("h2[id], h3[id]")].filter((heading) => block.compareDocumentPosition(heading) & Node.DOCUMENT_POSITION_PRECEDING).pop();
  const heads = [...(around?.querySelectorAll(".claim-head > :is(.who, .stance)") || [])];
  const label = (heads.length ? heads : above ? [above] : []).map(textOf).join(" ");
  return { id: (passage || around || above)?.id || "", label };
}

/** A function from a text to the stretches of it that are words asked for: { start, end, word }. */
function matcher({ q, sought }) {
  const known = new Map();
  const literal = sought.some(unspaced) ? q.match(RUN).filter(unspaced) : [];
  const spaced = sought.filter((word) => !unspaced(word));
  const wordIn = (run) => {
    if (!known.has(run)) known.set(run, spaced.find((word) => terms(run).some((term) => likeness(term, word))) || "");
    return known.get(run);
  };
  return (text) => {
    const marks = [];
    for (const { 0: run, index: start } of text.matchAll(RUN)) {
      const word = wordIn(run);
      if (word) marks.push({ start, end: start + run.length, word });
      else for (const one of literal) {
        const at = run.indexOf(one);
        if (at >= 0) marks.push({ start: start + at, end: start + at + one.length, word: one });
      }
    }
    return marks;
  };
}

/** The words round the marks, which are marked. */
function excerpt({ text, marks }) {
  const start = densest(marks);
  let from = text.length <= AROUND ? 0 : Math.max(0, Math.round(start - AROUND / 3));
  from = from && text.indexOf(" ", from) + 1 <= start ? text.indexOf(" ", from) + 1 : from;
  let until = Math.min(text.length, from + AROUND);
  if (until < text.length && text.lastIndexOf(" ", until) > start) until = text.lastIndexOf(" ", until);
  const shown = [from ? "… " : ""];
  let at = from;
  for (const mark of marks.filter((one) => one.start >= from && one.end <= until)) {
    shown.push(text.slice(at, mark.start), element("mark", {}, text.slice(mark.start, mark.end)));
    at = mark.end;
  }
  return [...shown, text.slice(at, until), until < text.length ? " …" : ""];
}

/** Where the stretch begins that holds most different words. */
function densest(marks) {
  const within = ({ start }) => new Set(marks.filter((one) => one.start >= start && one.start < start + AROUND / 2).map((one) => one.word)).size;
  return marks.reduce((best, mark) => (within(mark) > within(best) ? mark : best)).start;
}

function shown(found, asked) {
  const kind = element("p", { class: "kind" }, found.kind);
  if (found.when) kind.append(element("span", { class: "when" }, " " + found.when));
  const item = element("li", {}, kind, element("h2", {}, element("a", { href: found.url.href }, found.title)));
  const parts = places(found.article, asked);
  if (!parts.length) item.append(element("p", {}, found.description));
  else item.append(element("ul", { class: "parts" }, ...parts.map((part) => {
    const place = element("li", {}, element("p", {}, ...excerpt(part)));
    if (part.id) place.prepend(element("a", { href: `${found.url.href}#${encodeURIComponent(part.id)}` }, part.label || found.title));
    return place;
  })));
  return item;
}

// --- The page of results ---

async function kindOf() {
  const { kinds } = await loaded();
  return (page) => kinds.find(({ end }) => page < end).kind;
}

/** Links that narrow the finds to one kind of page, where they are of several, and one that puts them in order of time. */
function choices(counts, asked, number) {
  const choice = (change, label, current) => element("a", { href: address({ ...asked, ...change }), ...(current ? { "aria-current": "true" } : {}) }, label);
  const present = [...counts].sort(([one], [other]) => one.localeCompare(other));
  const narrowing = present.length < 2 && !asked.kind ? [] : [element("nav", { class: "kinds", "aria-label": words.kinds },
    choice({ kind: "" }, words.all, !asked.kind), ...present.map(([name, count]) => choice({ kind: name }, count ? `${name} ${count}` : name, name === asked.kind)))];
  if (number < 2) return narrowing;
  return [...narrowing, element("nav", { class: "kinds order", "aria-label": words.order },
    choice({ sort: "" }, words.best, !asked.sort), choice({ sort: "date" }, words.time, asked.sort))];
}

/** The next pages of those that wait to be shown, which hold the phrases. */
async function next(waiting) {
  const batch = [];
  for (let looked = 0; batch.length < BATCH && waiting.at < waiting.found.length && looked < LOOKED_THROUGH;) {
    const some = waiting.found.slice(waiting.at, waiting.at + BATCH - batch.length);
    waiting.at += some.length;
    looked += some.length;
    const pages = await Promise.all(some.map(opened));
    batch.push(...pages.filter((page) => holds(page, waiting.asked.phrases)));
  }
  return batch;
}

async function showMore(list, waiting, run, focus) {
  const start = list.children.length;
  const batch = await next(waiting);
  if (run !== latest) return;
  list.append(...batch.map((found) => shown(found, waiting.asked)));
  if (focus) list.children[start]?.querySelector("a").focus();
  results.querySelector(".more-results")?.remove();
  const done = waiting.at >= waiting.found.length;
  if (!done) {
    const more = element("button", { class: "more-results", type: "button" }, words.more);
    more.addEventListener("click", () => showMore(list, waiting, latest, true));
    results.append(more);
  }
  if (waiting.asked.phrases.length) tell(list.children.length, waiting.asked.q, done ? "" : "phrase");
}

function tell(number, q, word) {
  status.textContent = say(word || (number === 0 ? "none" : number === 1 ? "one" : "many"), { n: number, q });
}

async function search() {
  const run = ++latest;
  const now = state();
  if (!now.q) {
    results.replaceChildren();
    status.textContent = words.hint;
    return;
  }
  try {
    results.setAttribute("aria-busy", "true");
    if (!index) status.textContent = words.loading;
    const asked = understood(now.q);
    const { found: all, word } = await finds(asked);
    const kind = await kindOf();
    const counts = new Map();
    for (const { page } of all) counts.set(kind(page), asked.phrases.length ? 0 : (counts.get(kind(page)) || 0) + 1);
    if (now.kind && !counts.has(now.kind)) counts.set(now.kind, 0);
    const found = now.kind ? all.filter(({ page }) => kind(page) === now.kind) : all;
    if (now.sort) {
      const dates = await file("dates", (await loaded()).dates);
      const day = ({ page }) => dates[page] ?? Infinity;
      found.sort((one, other) => (day(one) === day(other) ? 0 : day(one) - day(other)));
    }
    if (run !== latest) return;
    const list = element("ol", { class: "found" });
    results.replaceChildren(...choices(counts, now, found.length), list);
    if (!asked.phrases.length || !found.length) tell(found.length, now.q, found.length ? word : "");
    await showMore(list, { found, at: 0, asked }, run, false);
  } catch (fault) {
    console.warn(fault);
    index = undefined;
    files.clear();
    if (run === latest) { results.replaceChildren(); status.textContent = words.failed; }
  }
  if (run === latest) results.removeAttribute("aria-busy");
}

let timer;
box.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(() => {
    history.replaceState(null, "", address({ ...state(), q: box.value.trim() }));
    search();
  }, 200);
});

box.form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(timer);
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
