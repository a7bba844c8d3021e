// The search page. The address holds the state: ?q= words, ?sort=date or newest, and what finds are narrowed to (FIELDS of facets.js,
// each as often as it has values); this shows what it says. A page that is found is fetched itself (excerpts.js), so that no text is
// stored twice. What finds can be narrowed by besides their kind is fetched once the filters are in sight, or the address asks for it; of
// many events then only what it asks for.
// Words of the interface are data attributes of #search-results. Nothing fetched is put in the page as HTML, only as text.

import { load } from "./columns.js";
import { element } from "./element.js";
import { dayKey, readDate, resolve, wordsOf } from "./dates.js";
import { excerpt, holds, opened, places } from "./excerpts.js";
import { FIELDS, OF_COLUMNS, RECORDS, attributes, labels, narrow, renewed } from "./facets.js";
import { Index, understood } from "./finds.js";

const results = document.getElementById("search-results");
const status = document.getElementById("search-status");
const box = document.querySelector("input[name=q]");
const words = results.dataset;
const root = new URL(words.base.replace(/\/?$/, "/"), location.href);

const BATCH = 10;          // pages shown at a time
const LOOKED_THROUGH = 60; // pages that one search for a phrase opens at most
const CHOICES = 6;         // choices of a field that are shown at once
const LIGHT = 1500;        // events whose columns (some 15 bytes each) are fetched before anybody asks for more filters
const WIDE = matchMedia("(min-width: 70.01rem)"); // as in search.css: filters stand beside the finds

const COLLATOR = new Intl.Collator(document.documentElement.lang);
const SORTS = ["", "date", "newest"];

let latest = 0;

const digits = (number) => number.toLocaleString(document.documentElement.lang);

function say(word, values = {}) {
  return (words[word] || "").replace(/\{(\w+)\}/g, (_, key) => (typeof values[key] === "number" ? digits(values[key]) : values[key]));
}

// --- State ---

function state() {
  const asked = new URLSearchParams(location.search);
  const sort = asked.get("sort") || "";
  const chosen = Object.fromEntries(FIELDS.map((field) => [field, [...new Set(asked.getAll(field).filter(Boolean))]]));
  return { q: (asked.get("q") || "").trim(), sort: SORTS.includes(sort) ? sort : "", chosen };
}

function address({ q, sort, chosen }) {
  const asked = new URLSearchParams();
  if (q) asked.set("q", q);
  for (const field of FIELDS) for (const value of chosen[field]) asked.append(field, value);
  if (sort) asked.set("sort", sort);
  return asked.size ? "?" + asked : location.pathname;
}

const NOTHING = Object.fromEntries(FIELDS.map((field) => [field, []]));
const choices = (now) => FIELDS.flatMap((field) => now.chosen[field].map((value) => ({ field, value })));
const without = (now, { field, value }) => ({ ...now, chosen: { ...now.chosen, [field]: now.chosen[field].filter((one) => one !== value) } });

function go(there) {
  history.pushState(null, "", there);
  return search();
}

// --- What is fetched once ---

let index, attributesKnown, fieldsKnown = [];

const indexed = () => (index ||= Index.open(root));

/** { data, label, of }: the columns, or null where they cannot be had; the words for a value; what a page counts under. These tell of the
 *  fields that are asked for, and of those that were before. */
function known(fields = Object.keys(RECORDS)) {
  const missing = fields.filter((field) => field in RECORDS && !fieldsKnown.includes(field));
  if (attributesKnown && !missing.length) return attributesKnown;
  fieldsKnown = [...fieldsKnown, ...missing];
  const parts = fieldsKnown.map((field) => RECORDS[field]);
  return (attributesKnown = (async () => {
    const held = await indexed();
    const columns = async () => {
      const data = await load(root, parts);
      return { data, order: await data.order() };
    };
    const [dates, { data, order }] = await Promise.all([held.dates(), columns().catch((fault) => { console.warn(fault); return { data: null, order: [] }; })]);
    const named = { event: words.kind_event, actor: words.kind_actor, place: words.kind_place, source: words.kind_source };
    return { data, label: labels(data), of: attributes({ kinds: held.kinds, dates, named, data, order }) };
  })());
}

/** The same as far as the index tells. */
const ofKinds = (held) => ({ data: null, label: labels(null), of: (page) => ({ kind: [held.kinds[page]] }) });

function forgotten() {
  index = attributesKnown = undefined;
  fieldsKnown = [];
}

// --- What is found ---

/** Pages found, as number → score, what is to be said of them, and what to look for in them; of dates that there is nothing of, too. */
async function answer(held, q) {
  if (!q) return { scores: new Map(held.kinds.map((_, page) => [page, 0])), word: "", missing: [], mentions: [], asked: understood("") };
  const dates = readDate(q);
  const dated = dates.length ? await ofDates(held, dates) : null;
  if (dated?.keys.length) return dated;
  const asked = understood(q);
  return { ...await held.find(asked), missing: [], mentions: [], asked };
}

/** What there is of dates: their own pages first; of a day records of just that day, of a month or a year pages with its words. */
async function ofDates(held, dates) {
  const days = await held.dates();
  const lengths = { [words.kind_day]: 10, [words.kind_month]: 7, [words.kind_year]: 4 };
  const pages = new Map();
  held.kinds.forEach((kind, page) => { if (lengths[kind] && days[page] !== null) pages.set(dayKey(days[page]).slice(0, lengths[kind]), page); });
  const { found, missing } = resolve(dates, [...pages.keys()].sort());
  const scores = new Map(found.map((key, at) => [pages.get(key), 1e9 - at]));
  const add = (page, score) => scores.set(page, Math.max(score, scores.get(page) || 0));
  const keys = [...found, ...missing.map(({ key }) => key)];
  for (const key of keys) {
    // "2025-12-10" is in the index as one number, too.
    for (const [page, value] of key.length > 4 ? await held.pagesOf(key.replaceAll("-", "")) : []) add(page, 1e6 * value);
    if (key.length < 10 && found.length) for (const [page, score] of (await held.find(understood(wordsOf(key)))).scores) add(page, score);
  }
  const way = async (key) => key && { words: wordsOf(key), href: new URL(await held.address(pages.get(key)), root).href };
  return {
    scores, keys, word: scores.size ? "" : "none_of_day",
    asked: understood(""), // a date in a text tells less of its page than what the page says of itself
    missing: await Promise.all(missing.map(async ({ key, before, after }) => ({ date: wordsOf(key), nearest: (await Promise.all([way(before), way(after)])).filter(Boolean) }))),
    mentions: keys.filter((key) => key.length === 10).map(wordsOf),
  };
}

function sorted(scores, sort, dates) {
  const pages = [...scores.keys()];
  if (!sort) return pages.sort((one, other) => scores.get(other) - scores.get(one) || one - other);
  const sign = sort === "newest" ? -1 : 1;
  const day = (page) => (dates[page] === null ? Infinity : sign * dates[page]); // what has no date comes last
  return pages.sort((one, other) => (day(one) === day(other) ? one - other : day(one) - day(other)));
}

// --- A find ---

function shown(found, asked) {
  const kind = element("p", { class: "kind" }, found.kind);
  if (found.when) kind.append(element("span", { class: "when" }, " " + found.when));
  const item = element("li", {}, kind, element("h2", {}, element("a", { href: found.url.href, dir: "auto" }, found.title)));
  const parts = places(found.article, asked);
  if (!parts.length) item.append(element("p", { dir: "auto" }, found.description));
  else item.append(element("ul", { class: "parts" }, ...parts.map((part) => {
    const place = element("li", {}, element("p", { dir: "auto", ...(part.language ? { lang: part.language } : {}) }, ...excerpt(part)));
    const label = part.who || (part.line ? say("line", { n: part.line }) : part.heading || found.title);
    if (part.id) place.prepend(element("a", { href: `${found.url.href}#${encodeURIComponent(part.id)}` }, label));
    return place;
  })));
  return item;
}

// --- The page of results ---

const form = element("form", { "aria-label": words.filters });
const summary = element("summary", {}, words.filters);
const filters = element("details", { class: "filters" }, summary, form);
const chosenList = element("ul", { class: "chosen" });
const notices = element("div", { class: "nearest" });
const mentioned = element("p", { class: "note" });
const orders = element("nav", { class: "kinds order", "aria-label": words.order });
const list = element("ol", { class: "found", id: "found", tabindex: "-1" });
const more = element("button", { class: "more-results", type: "button" }, words.more);
const frame = [filters, element("div", { class: "finds" }, chosenList, notices, orders, list, more, mentioned)];

let wanted = false; // whether a reader has asked for all filters
let current; // what stands on the page: { now, found, scores, asked, word, at }

/** The choices that are made, each a way to take it back. */
function drawChosen(now, label) {
  const made = choices(now);
  chosenList.replaceChildren(...made.map((one) => {
    const name = label(one.field, one.value);
    return element("li", {}, element("a", { href: address(without(now, one)), "aria-label": say("remove", { field: words[`field_${one.field}`], name }) }, element("bdi", {}, name)));
  }));
  if (made.length > 1) chosenList.append(element("li", {}, element("a", { class: "all", href: address({ ...now, chosen: NOTHING }) }, words.remove_all)));
}

/** Dates there is nothing of, with the nearest there are; and ways to pages that mention a day in words. */
function drawNotices(missing, mentions) {
  const told = missing.map(({ date, nearest }) => {
    const said = element("p", { class: "notice" }, say("no_day", { date }), " ");
    if (nearest.length) said.append(say("nearest"), " ");
    nearest.forEach(({ words: name, href }, at) => said.append(at ? " · " : "", element("a", { href, class: "nb" }, name)));
    return said;
  });
  const ways = mentions.map((day) => element("a", { href: address({ q: `“${day}”`, sort: "", chosen: NOTHING }) }, say("mentions", { date: day })));
  notices.replaceChildren(...told);
  mentioned.replaceChildren(...ways.flatMap((way, at) => (at ? [" · ", way] : [way])));
}

function drawOrders(now, number) {
  const offered = [["", words.best], ["date", words.time], ["newest", words.newest]].slice(now.q ? 0 : 1);
  orders.hidden = number < 2;
  orders.replaceChildren(...offered.map(([sort, label]) => (
    element("a", { href: address({ ...now, sort }), ...(sort === sortOf(now) ? { "aria-current": "true" } : {}) }, label)
  )));
}

const sortOf = (now) => now.sort || (now.q ? "" : "date"); // without words no page is better than another

/** The filters: a group a field, a box a value, and how many finds it would leave; `all`: whether these are all fields. */
function drawFilters(now, counts, label, phrases, all) {
  const focus = document.activeElement?.matches(".filters input") ? document.activeElement : null;
  const open = new Set([...form.querySelectorAll("details[open]")].map((one) => one.dataset.field));
  const groups = FIELDS.flatMap((field) => {
    const values = new Map([...counts[field], ...now.chosen[field].filter((value) => !counts[field].has(value)).map((value) => [value, 0])]);
    if (values.size < 2 && !now.chosen[field].length) return [];
    const rows = [...values].sort(field === "year" ? ([one], [other]) => other - one
      : ([one, many], [other, less]) => less - many || COLLATOR.compare(label(field, one), label(field, other)));
    const first = rows.filter(([value], at) => at < CHOICES || rows.length <= CHOICES + 1 || now.chosen[field].includes(value));
    const rest = rows.filter((row) => !first.includes(row));
    const choice = ([value, count]) => {
      const input = element("input", { type: "checkbox", name: field, value });
      input.checked = now.chosen[field].includes(value);
      return element("li", {}, element("label", {}, input, element("span", { dir: "auto" }, label(field, value)), " ", element("span", { class: "count" }, digits(count))));
    };
    const group = element("fieldset", {}, element("legend", {}, words[`field_${field}`]), element("ul", { class: "choices" }, ...first.map(choice)));
    if (rest.length) {
      // There may be a thousand: they are made when asked for.
      const others = element("ul", { class: "choices" });
      const fill = () => { if (!others.firstChild) others.append(...rest.map(choice)); };
      const folded = element("details", { "data-field": field }, element("summary", {}, say("rest", { n: rest.length })), others);
      folded.addEventListener("toggle", fill);
      folded.open = open.has(field);
      if (folded.open) fill();
      group.append(folded);
    }
    return [group];
  });
  const note = phrases.length && groups.length ? [element("p", { class: "note" }, words.upto)] : [];
  form.replaceChildren(element("a", { class: "skip-filters", href: "#found" }, words.to_finds), ...note, ...groups);
  if (!all) form.append(moreFilters);
  filters.hidden = !groups.length && all;
  if (focus) [...form.elements].find(({ name, value }) => name === focus.name && value === focus.value)?.focus();
}

/** Show the filters for what stands on the page, once they are in sight. */
async function fillFilters() {
  const made = choices(current.now).length;
  summary.textContent = made ? say("filters_on", { n: made }) : words.filters;
  filters.hidden = !current.scores.size && !made;
  if (filters.hidden || !filters.open) return;
  const run = latest;
  const held = await indexed();
  const all = wanted || fieldsKnown.length === Object.keys(RECORDS).length || held.kinds.filter((kind) => kind === words.kind_event).length <= LIGHT;
  const { label, of } = all ? await known() : attributesKnown ? await attributesKnown : ofKinds(held);
  if (run !== latest) return;
  const { counts } = narrow([...current.scores.keys()], current.now.chosen, of);
  drawFilters(current.now, counts, label, current.asked.phrases, all);
  drawChosen(current.now, label);
}

const moreFilters = element("button", { class: "more-filters", type: "button" }, words.more_filters);
moreFilters.addEventListener("click", async () => {
  wanted = true;
  const focused = document.activeElement === moreFilters;
  await fillFilters();
  if (focused) form.querySelector("fieldset ~ fieldset input")?.focus();
});

filters.open = WIDE.matches;
WIDE.addEventListener("change", () => { filters.open = WIDE.matches; });
filters.addEventListener("toggle", () => {
  wanted ||= filters.open && !WIDE.matches;
  if (current && filters.open) fillFilters();
});

/** The next pages of those that wait to be shown, which hold the phrases. */
async function next(held, waiting) {
  const batch = [];
  for (let looked = 0; batch.length < BATCH && waiting.at < waiting.found.length && looked < LOOKED_THROUGH;) {
    const some = waiting.found.slice(waiting.at, waiting.at + BATCH - batch.length);
    waiting.at += some.length;
    looked += some.length;
    const pages = await Promise.all(some.map(async (page) => {
      const path = await held.address(page);
      return opened(new URL(path, root), path);
    }));
    batch.push(...pages.filter((page) => holds(page, waiting.asked.phrases)));
  }
  return batch;
}

async function showMore(run, focus) {
  const waiting = current;
  const start = focus ? list.children.length : 0;
  const batch = await next(await indexed(), waiting);
  if (run !== latest) return;
  const items = batch.map((found) => shown(found, waiting.asked));
  if (start) list.append(...items);
  else list.replaceChildren(...items);
  if (focus) list.children[start]?.querySelector("a").focus();
  more.hidden = waiting.at >= waiting.found.length;
  if (waiting.asked.phrases.length && waiting.found.length) tell(list.children.length, more.hidden ? "" : "phrase");
}

more.addEventListener("click", () => showMore(latest, true));

function tell(number, word) {
  const { now, scores, asked } = current;
  const all = scores.size;
  const narrowed = choices(now).length && all && (!number || !asked.phrases.length);
  const plain = number === 0 ? "none" : number === 1 ? "one" : "many";
  const fit = (number ? "narrowed" : "none_left") + (now.q ? "" : "_all");
  status.textContent = say(word || (narrowed ? fit : plain), { n: number, all, q: now.q });
}

async function search() {
  const run = ++latest;
  let now = state();
  if (!now.q && !choices(now).length) {
    results.replaceChildren();
    status.textContent = words.hint;
    return;
  }
  try {
    results.setAttribute("aria-busy", "true");
    if (!index) status.textContent = words.loading;
    const held = await indexed();
    const { scores, word, missing, mentions, asked } = await answer(held, now.q);
    const narrowing = choices(now).map(({ field }) => field).filter((field) => field !== "kind");
    const told = narrowing.length ? await known(narrowing) : ofKinds(held);
    if (!told.data && OF_COLUMNS.some((field) => now.chosen[field].length)) throw new Error("what events tell of cannot be had");
    now = { ...now, chosen: renewed(now.chosen, told.data) };
    const pages = sorted(scores, sortOf(now), sortOf(now) ? await held.dates() : []);
    const { kept } = choices(now).length ? narrow(pages, now.chosen, told.of) : { kept: pages };
    if (run !== latest) return;
    current = { now, found: kept, scores, asked, at: 0 };
    if (!results.firstChild) results.append(...frame);
    drawChosen(now, told.label);
    drawNotices(missing, mentions);
    drawOrders(now, kept.length);
    if (!asked.phrases.length || !kept.length) tell(kept.length, kept.length || !scores.size ? word : "");
    await showMore(run, false);
    if (run === latest) await fillFilters();
  } catch (fault) {
    console.warn(fault);
    forgotten();
    if (run === latest) { results.replaceChildren(); status.textContent = words.failed; }
  }
  if (run === latest) results.removeAttribute("aria-busy");
}

// --- What a reader does ---

function typed() {
  clearTimeout(timer);
  history.replaceState(null, "", address({ ...state(), q: box.value.trim() }));
  return search();
}

let timer;
box.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(typed, 200);
});

box.form.addEventListener("submit", (event) => { event.preventDefault(); typed(); });
form.addEventListener("submit", (event) => event.preventDefault());

form.addEventListener("change", () => {
  const now = state();
  const made = [...form.elements].filter((one) => one.checked);
  const chosen = Object.fromEntries(FIELDS.map((field) => [field, made.filter(({ name }) => name === field).map(({ value }) => value)]));
  go(address({ ...now, chosen }));
});

results.addEventListener("click", async (event) => {
  const link = event.target.closest(".order a, .chosen a, .finds > .note a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  const at = [...chosenList.querySelectorAll("a")].indexOf(link);
  const focused = link.parentElement === orders ? [...orders.children].indexOf(link) : -1;
  await go(link.href);
  box.value = state().q;
  // What had the focus was drawn anew: it goes to what stands in its place.
  if (document.activeElement === document.body) (focused < 0 ? chosenList.querySelectorAll("a")[Math.max(0, at - 1)] || list : orders.children[focused])?.focus();
});

/** Arrows go from the box down the finds and back. */
addEventListener("keydown", (event) => {
  if (!["ArrowDown", "ArrowUp"].includes(event.key) || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.isComposing) return;
  const stops = [box, ...list.querySelectorAll("h2 a"), ...(more.hidden ? [] : [more])].filter((one) => one.isConnected);
  const to = stops[stops.indexOf(event.target) + (event.key === "ArrowDown" ? 1 : -1)];
  if (!stops.includes(event.target) || !to) return;
  event.preventDefault();
  to.focus();
});

addEventListener("popstate", () => { box.value = state().q; search(); });

box.value = state().q;
// Arrows lead from the box to the finds at once; on a touch screen a keyboard would cover them.
const arrived = performance.getEntriesByType("navigation")[0]?.type === "navigate";
if (!box.value || (arrived && matchMedia("(pointer: fine)").matches)) box.focus({ preventScroll: true });
search();
