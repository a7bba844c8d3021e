// The page that narrows events down. The address holds the state (selection.js); this shows what it says, as a list, a timeline or a map,
// and how many events each further choice would give. The form, the views and the number of all events stand in the page already
// (generator/pages/explore.py), and this changes them in place. Words of the interface stand in an attribute of
// #explore-page. Nothing fetched is put in the page as HTML, only as text.

import { FLAG, SHAPE, load } from "./columns.js";
import { day, isoDay } from "./days.js";
import { element } from "./element.js";
import { FIELDS, counts, current, narrows, read, select, toggled, values, write } from "./selection.js";

const page = document.getElementById("explore-page");
const words = JSON.parse(page.dataset.said);
const root = new URL(page.dataset.base, location.href);
const part = (selector) => page.querySelector(selector);
const form = part("form"), number = part(".found-number"), stage = part(".stage"), opener = part(".open-filters"), take = part(".take");

const unaided = part(".stage > .note"); // the way that needs none of this

const FIRST = 50;         // events listed at first
const STEP = 100;         // and on demand
const SHOWN = 7;          // choices of a field that stand there at first (generator/pages/explore.py)
const MOST_CHOICES = 60;  // and with all of them open: the rest is found by typing
const FEW_CHOICES = 12;   // that need no typing

const say = (word, given = {}) => (words[word] || "").replace(/\{(\w+)\}/g, (_, key) => given[key]);
const figure = (value) => value.toLocaleString("en-US");
const numbered = (noun, value) => say(`${noun}_${value === 1 ? "one" : "many"}`, { n: figure(value) });

/** Lets the browser do what waits: reading the columns took long enough. */
const pause = () => new Promise((resolve) => setTimeout(resolve));

let data;
let now = read(location.search);
let chosen = [];      // the events found, in the order of time
let shown = history.state?.shown || FIRST;
let top = history.state?.top; // where the reader was who comes back from a page of an event: the list that is as long comes later than the browser looks

// --- State ---

const address = (selection) => write(selection) || location.pathname;

/** Goes to a selection: a new entry of the history, or the same one changed. */
function go(selection, replace = false) {
  if (address(selection) === address(now)) return;
  now = selection;
  shown = FIRST;
  history[replace ? "replaceState" : "pushState"](null, "", address(now));
  show();
}

addEventListener("popstate", () => {
  const asked = data ? current(data, read(location.search)) : read(location.search);
  if (address(asked) === address(now)) return; // a step within the page
  clearTimeout(typing);
  now = asked;
  shown = history.state?.shown || FIRST;
  show();
});

// --- What is chosen, in words ---

const dayWords = (text) => {
  const [, year, month, of] = /^(-?\d+)(?:-(\d\d))?(?:-(\d\d))?$/.exec(text) || [];
  return [of && Number(of), month && words.months[month - 1], year && Number(year)].filter(Boolean).join(" ");
};

function label(field, value) {
  if (field === "differs") return say(`differs_${value}`);
  return (data && values(data, field).find(([key]) => key === value)?.[1]) || value;
}

const nameOf = (field) => say(`one_${field}`);

/** What is chosen, one by one: field, value, name of the field, words. */
function choices() {
  const held = FIELDS.flatMap((field) => now[field].map((value) => ({ field, value, of: nameOf(field), words: label(field, value) })));
  for (const end of ["from", "to"]) {
    if (now[end]) held.push({ field: end, value: now[end], of: "", words: say(`${end}_short`, { date: dayWords(now[end]) }) });
  }
  return held;
}

/** The selection as a sentence: "12 events: actor Japan or China; from 6 Dec 2025." */
function inWords() {
  const events = numbered("found", chosen.length);
  if (!narrows(now)) return say("in_words_all", { events });
  const all = choices();
  const told = [...new Set(all.map(({ field }) => field))].map((field) => {
    const held = all.filter((one) => one.field === field);
    return `${held[0].of} ${held.map((one) => one.words).join(` ${words.or} `)}`.trim();
  });
  return say("in_words", { events, choices: told.join("; ") });
}

const chips = part(".chips");

function showChips() {
  const made = choices().map(({ field, value, of, words: told }) => {
    const link = element("a", { href: address(toggled(now, field, value)), "aria-label": say("remove", { what: `${of} ${told}`.trim() }) });
    if (of) link.append(element("span", { class: "of" }, of), " ");
    link.append(element("bdi", {}, told), element("span", { class: "cross", "aria-hidden": "true" }, "×"));
    return element("li", {}, link);
  });
  if (made.length) made.push(element("li", {}, element("a", { href: address({ ...read(""), view: now.view }), class: "clear" }, words.clear)));
  const had = [...chips.children].findIndex((one) => one.contains(document.activeElement));
  chips.replaceChildren(...made);
  chips.hidden = !made.length;
  if (had >= 0) (chips.children[Math.min(had, made.length - 2)]?.firstChild || number).focus();
}

// --- The form ---

/** A field's choices: a row for each value, kept as it is; which of them stand there follows from their counts. */
class Field {
  constructor(fieldset) {
    this.name = fieldset.dataset.field;
    this.heading = fieldset.querySelector("legend").textContent;
    this.list = fieldset.querySelector("ul");
    this.button = fieldset.querySelector(".all-choices");
    this.rows = new Map([...this.list.children].map((row) => [row.querySelector("input").value, row]));
    this.open = false;
    this.button?.addEventListener("click", () => this.values && this.turn());
  }

  /** Takes in what there is to choose: the values that events have. */
  take(totals) {
    this.values = values(data, this.name).map(([key, words], at) => ({ key, words, at, total: totals[at] })).filter(({ total }) => total);
    if (this.name === "differs") for (const one of this.values) one.words = label("differs", one.key);
  }

  turn() {
    this.open = !this.open;
    this.button.setAttribute("aria-expanded", this.open);
    this.button.textContent = this.open ? words.fewer : say("more", { n: figure(this.values.length) });
    if (this.open && this.values.length > FEW_CHOICES) {
      this.box ||= this.finder();
      this.list.before(this.box);
      this.box.value = "";
      this.box.focus();
    } else this.box?.remove();
    this.list.classList.toggle("long", this.open);
    this.show();
  }

  finder() {
    const box = element("input", { type: "search", class: "find", "aria-label": say("find", { field: this.heading }), placeholder: words.search });
    box.addEventListener("input", () => this.show());
    box.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault(); // it is no field of the form
      if (event.key === "Escape") { this.turn(); this.button.focus(); event.preventDefault(); }
    });
    return box;
  }

  update(numbers) {
    this.numbers = numbers;
    this.show();
  }

  show() {
    const ranked = this.values.length <= SHOWN ? this.values
      : [...this.values].sort((one, other) => this.numbers[other.at] - this.numbers[one.at] || other.total - one.total || one.at - other.at);
    const sought = this.open && this.box ? plain(this.box.value) : "";
    const found = sought ? ranked.filter(({ words: name }) => ` ${plain(name)}`.includes(` ${sought}`)) : ranked;
    const most = this.open ? MOST_CHOICES : SHOWN;
    const first = found.slice(0, most);
    const beside = sought ? [] : found.slice(most).filter(({ key }) => now[this.name].includes(key));
    const left = found.length - first.length - beside.length;
    const rows = [...first, ...beside].map((value) => this.row(value));
    if (this.open && left) rows.push(this.rest ||= element("li", { class: "rest" }));
    if (this.rest) this.rest.textContent = say("rest", { n: figure(left) });
    arrange(this.list, rows);
  }

  row({ key, words: name, at }) {
    if (!this.rows.has(key)) {
      const class_ = this.name === "stance" ? `name stance stance-${key}` : "name";
      const box = element("input", { type: "checkbox", name: this.name, value: key });
      this.rows.set(key, element("li", {}, element("label", {}, box, " ", element("span", { class: class_ }, name), " ", element("span", { class: "count" }))));
    }
    const row = this.rows.get(key);
    const [box, , count] = row.firstChild.children;
    box.checked = now[this.name].includes(key);
    count.textContent = figure(this.numbers[at]);
    row.classList.toggle("none", !this.numbers[at]);
    return row;
  }
}

const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();

/** Lets a list have these rows in this order, moving no more than need be: a row that has the focus keeps it. */
function arrange(list, rows) {
  const stay = new Set(rows);
  for (const row of [...list.children]) if (!stay.has(row)) row.remove();
  rows.forEach((row, at) => { if (list.children[at] !== row) list.insertBefore(row, list.children[at] || null); });
}

const fields = [...form.querySelectorAll("[data-field]")].map((fieldset) => new Field(fieldset));

const dates = { from: "", to: "" }; // as they stand in the form, which cannot show every day that an address can name

function showDates() {
  for (const end of ["from", "to"]) {
    const input = form.elements[end];
    const named = now[end] ? isoDay(day(now[end], end === "to")) : "";
    const text = /^\d{4}-/.test(named) ? named : "";
    if (input.value !== text) input.value = text;
    dates[end] = input.value;
  }
}

let typing;
form.addEventListener("change", ({ target }) => {
  if (target.type === "checkbox") go(toggled(now, target.name, target.value));
  if (target.type === "date") {
    clearTimeout(typing);
    typing = setTimeout(takeDates, 500); // a year is typed digit by digit, and each gives a date
  }
});

function takeDates() {
  clearTimeout(typing);
  const changed = Object.keys(dates).filter((end) => form.elements[end].value !== dates[end]);
  go({ ...now, ...Object.fromEntries(changed.map((end) => [end, form.elements[end].value])) });
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  takeDates();
  if (opener.getAttribute("aria-expanded") === "true") { turnFilters(false); number.focus(); number.scrollIntoView({ block: "start" }); }
});

function turnFilters(open) {
  opener.setAttribute("aria-expanded", open);
  form.classList.toggle("open", open);
}

opener.addEventListener("click", () => turnFilters(opener.getAttribute("aria-expanded") !== "true"));

page.addEventListener("click", (event) => {
  const link = event.target.closest(".chips a, .views a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  go(read(new URL(link.href).search));
});

// --- The list ---

const DATES = ["precision-day", "precision-interval", "precision-one-of"];

function row(event, [id, title, when, gist]) {
  const known = data.shape[event] === SHAPE.day && !(data.flags[event] & (FLAG.noStart | FLAG.noEnd));
  const date = known && isoDay(data.first[event]);
  const classes = [DATES[data.shape[event]], data.flags[event] & FLAG.uncertain && "uncertain", data.flags[event] & FLAG.approximate && "approximate",
    data.status[event] && "planned"].filter(Boolean).join(" ");
  const item = element("li", classes === DATES[0] ? {} : { class: classes },
    /^\d{4}-/.test(date || "") ? element("time", { class: "when", datetime: date }, when) : element("span", { class: "when" }, when), " ",
    element("a", { href: new URL(`events/${id}/`, root) }, title), " ");
  if (gist) item.append(element("span", { class: "event-sub" }, gist), " ");
  const told = element("small", {}, data.names.types[data.type[event]]);
  if (data.status[event]) told.append(" · ", element("span", { class: "planned" }, data.names.statuses[data.status[event]].toLowerCase()));
  told.append(" · ", numbered("source", data.sources[event].length));
  if (data.differs[event]) told.append(" · ", element("span", { class: "differs" }, numbered("difference", data.differs[event])));
  item.append(told);
  return item;
}

/** The stretch of the list from one place to another, made of what is fetched for it. */
async function rows(from, to) {
  const events = chosen.slice(from, to);
  const titles = await Promise.all(events.map((event) => data.titles(event)));
  return events.map((event, at) => row(event, titles[at]));
}

const list = element("ol", { class: "events" });
const more = element("p", { class: "more-events" });
const empty = element("p", { class: "empty" }, words.found_none);

async function showList(run) {
  const made = await rows(0, shown);
  if (run !== latest) return;
  list.replaceChildren(...made);
  stage.replaceChildren(...(chosen.length ? [list, more] : [empty]));
  showMore();
}

function showMore() {
  const left = chosen.length - list.children.length;
  more.replaceChildren();
  if (left <= 0) return;
  const button = element("button", { type: "button" }, say("step", { n: figure(Math.min(left, STEP)) }));
  button.addEventListener("click", async () => {
    const run = latest, start = list.children.length;
    const made = await rows(start, start + STEP);
    if (run !== latest) return;
    list.append(...made);
    shown = list.children.length;
    history.replaceState({ ...history.state, shown }, "");
    list.children[start].querySelector("a").focus();
    showMore();
  });
  more.append(element("span", {}, say("shown_of", { n: figure(list.children.length), total: figure(chosen.length) })), " ", button);
}

// --- Timeline and map, which are fetched when they are asked for ---

const drawn = {
  time: { name: "picture", make: async ({ picture }, host) => picture(host, data, stateOf("time")) },
  map: { name: "map", make: async ({ map }, host) => {
    const land = await data.land();
    if (!land) throw new Error("no place has coordinates");
    return map(host, data, land, stateOf("map"));
  } },
};

function stateOf(view) {
  if (view === "map") return { selected: select(data, now), onPlace: (id) => go(toggled(now, "place", id)) };
  return {
    selected: select(data, { ...now, from: "", to: "" }), from: now.from, to: now.to,
    onRange: (from, to) => go({ ...now, from: from || "", to: to || "" }, true),
  };
}

async function showDrawn(view, run) {
  const one = drawn[view];
  one.host ||= element("div", { class: `view view-${view}` });
  if (!one.host.isConnected) stage.replaceChildren(one.host);
  if (!one.made) {
    one.host.replaceChildren(element("p", { class: "note" }, words.loading));
    one.made = Promise.all([import(`./${one.name}.js`), styled(one.name)]).then(([module]) => {
      one.host.replaceChildren();
      return one.make(module, one.host);
    });
    one.made.catch(() => { one.made = null; });
    await one.made;
  } else {
    const made = await one.made;
    if (run === latest) made.update(stateOf(view));
  }
}

function styled(name) {
  return new Promise((resolve) => {
    const link = element("link", { rel: "stylesheet", href: new URL(`${name}.css`, import.meta.url) });
    link.onload = link.onerror = resolve;
    document.head.append(link);
  });
}

// --- All of it ---

let latest = 0;

async function show() {
  const run = ++latest;
  showDates();
  showViews();
  if (!data) return;
  const selected = select(data, now);
  chosen = [];
  for (let event = 0; event < data.n; event++) if (selected[event]) chosen.push(event);
  const found = numbered("found", chosen.length);
  const told = chosen.length === data.n ? found : say("found_of", { n: figure(chosen.length), total: figure(data.n) });
  if (number.textContent !== told) number.textContent = told;
  part(".show-found").textContent = say("show", { events: found });
  showChips();
  const numbers = counts(data, now);
  for (const field of fields) field.update(numbers[field.name]);
  take.hidden = !chosen.length;
  stage.setAttribute("aria-busy", "true");
  try {
    if (now.view === "map" && !chosen.length) stage.replaceChildren(empty);
    else await (now.view === "list" ? showList(run) : showDrawn(now.view, run));
  } catch (fault) {
    console.warn(fault);
    const told = element("p", { class: "notice" }, now.view === "list" ? words.failed : words.view_failed);
    if (run === latest) stage.replaceChildren(told, ...(now.view === "list" ? [unaided] : []));
  }
  if (run !== latest) return;
  stage.removeAttribute("aria-busy");
  if (top) scrollTo({ top, behavior: "instant" });
  top = 0;
}

addEventListener("pagehide", () => history.replaceState({ ...history.state, top: scrollY }, ""));

function showViews() {
  for (const link of page.querySelectorAll(".views a")) {
    link.href = address({ ...now, view: link.dataset.view });
    link.toggleAttribute("aria-current", false);
    if (link.dataset.view === now.view) link.setAttribute("aria-current", "true");
  }
}

// --- Taking the selection along ---

take.addEventListener("click", async (event) => {
  const kind = event.target.dataset.take;
  if (!kind) return;
  const button = event.target;
  button.setAttribute("aria-busy", "true");
  try {
    const downloads = await import("./downloads.js");
    const told = { site: page.dataset.site, words: inWords(), address: location.href };
    const records = await downloads.records(data, chosen, root);
    if (kind === "csv") downloads.save("events.csv", "text/csv", downloads.csv(records));
    if (kind === "json") downloads.save("events.json", "application/json", downloads.json(records, told));
    if (kind === "print") await printed(downloads, records, told);
  } catch (fault) {
    console.warn(fault);
    number.textContent = words.failed;
  }
  button.removeAttribute("aria-busy");
});

/** The selection as a chronology, which only paper shows. */
async function printed(downloads, records, told) {
  const sheet = element("section", { class: "chronology" }, element("p", { class: "told" }, told.words),
    element("p", { class: "printed-from" }, say("printed_from", { address: told.address })));
  await downloads.chronology(sheet, records, element);
  page.querySelector(".chronology")?.remove();
  page.append(sheet);
  print();
}

addEventListener("afterprint", () => page.querySelector(".chronology")?.remove());

stage.setAttribute("aria-busy", "true");
showDates();
showViews();
try {
  data = await load(page.dataset.base);
  now = current(data, now);
  await pause();
  const totals = counts(data, read(""));
  for (const field of fields) field.take(totals[field.name]);
} catch (fault) {
  console.warn(fault);
  stage.replaceChildren(element("p", { class: "notice" }, words.failed), unaided);
  stage.removeAttribute("aria-busy");
}
if (data) show();
