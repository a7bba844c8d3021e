// All events as columns of numbers, and the names these stand for: what the pages that draw, filter and search work on.
// generator/data/columns.py says what the files in data/explore/ hold. Everything fetched is data: it is put in a page as text only.

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
const VALUE = new Uint8Array(128);
for (let digit = 0; digit < 64; digit++) VALUE[DIGITS.charCodeAt(digit)] = digit;

const loading = new Map();

/** The events of the site whose root is `base`, fetched once a page. Of event `i`, in the order of time:
 *    first[i], last[i]     days since 1970-01-01; where an end is not known, the other
 *    shape[i], flags[i]    SHAPE, FLAG
 *    minutes.get(i)        [from, to] of its day, where the time of day is known
 *    type[i], status[i], claims[i], differs[i], background[i], stances[i] (bits)
 *    actors[i], places[i], sources[i]      places in `names`
 *    lead[i], site[i]      which of these actors and places is named first
 *  relations: [event, earlier event, place in names.relations] …; denials: [event that denies, event of what is denied] …
 *  names: types, typeKeys, statuses, relations: words; stances: [key, word] …; actors: [id, name, kind, top] …;
 *    places: [id, name, other names, latitude, longitude, radius in km] …; sources: [id, label, publisher] …; formerly: { field: { id once: id now } }
 *  titles(i) → Promise of [id, title, when, gist]; order() → Promise of events sorted by id; land() → Promise of the map's land, or null
 *
 *  `parts`: what is fetched besides days and types, of PARTS: one that is left out leaves its columns and names undefined. */
export function load(base, parts = PARTS) {
  const folder = new URL("data/explore/", new URL(base, document.baseURI)).href;
  const key = [folder, ...PARTS.filter((part) => parts.includes(part))].join(" ");
  if (!loading.has(key)) {
    loading.set(key, fetched(folder, parts).catch((fault) => {
      loading.delete(key); // the next try may do better
      throw fault;
    }));
  }
  return loading.get(key);
}

/** What may be left out: actors, places and sources of events; and more, which is all that drawing and the fields of the explore page need. */
export const PARTS = ["actors", "places", "sources", "more"];

/** How an event fills its days. */
export const SHAPE = { day: 0, all: 1, within: 2 };

/** What is not certain of its days, as bits. */
export const FLAG = { approximate: 1, uncertain: 2, noStart: 4, noEnd: 8 };

async function get(url, options) {
  const answer = await fetch(url, options);
  if (!answer.ok) throw new Error(`${answer.status} ${url}`);
  return answer.json();
}

const files = new Map();

/** A file whose name tells its content, fetched once. */
function file(url) {
  if (!files.has(url)) files.set(url, get(url).catch((fault) => { files.delete(url); throw fault; }));
  return files.get(url);
}

async function fetched(folder, parts) {
  const entry = await get(folder + "entry.json", { cache: "no-cache" });
  const held = await Promise.all(["columns", ...parts].map((part) => file(folder + entry[part])));
  const names = Object.assign({}, ...held.map((part) => part.names));
  return {
    ...Object.assign({}, ...held.map((part) => columns(part, entry.events))),
    n: entry.events,
    names: { ...names, sources: names.sources?.map(([id, publisher, date]) => [id, `${names.publishers[publisher]}, ${date}`, names.publishers[publisher]]) },
    titles: async (event) => (await file(folder + entry.titles[Math.floor(event / entry.inTitles)]))[event % entry.inTitles],
    order: async () => Uint32Array.from(summed(signed(numbers(await file(folder + entry.order), entry.events)))),
    land: async () => (entry.land ? file(folder + entry.land) : null),
  };
}

/** The columns of a file. */
function columns(held, n) {
  if ("from" in held) {
    const first = summed(signed(numbers(held.from, n))), span = numbers(held.span, n);
    return { first, last: first.map((day, at) => day + span[at]), type: Uint16Array.from(numbers(held.type, n)) };
  }
  const list = ["actors", "places", "sources"].find((name) => name in held);
  if (list) return { [list]: lists(held[list]) };
  const date = numbers(held.date, n);
  return {
    shape: Uint8Array.from(date, (one) => one & 3),
    flags: Uint8Array.from(date, (one) => one >> 2),
    minutes: new Map(triples(numbers(held.minutes)).map(([event, from, to]) => [event, [from, to]])),
    status: Uint8Array.from(numbers(held.status, n)),
    claims: Uint16Array.from(numbers(held.claims, n)),
    differs: Uint16Array.from(numbers(held.differs, n)),
    stances: Uint8Array.from(numbers(held.stances, n)),
    lead: Uint8Array.from(numbers(held.lead, n)),
    site: Uint8Array.from(numbers(held.site, n)),
    background: marked(lists(held.background)[0], n),
    relations: pairs(held.relations),
    denials: pairs(held.denials),
  };
}

/** The numbers of a text; `n` how many, if that is known. */
export function numbers(text, n = 0) {
  const found = n ? new Float64Array(n) : [];
  let at = 0, value = 0, unit = 1;
  for (let place = 0; place < text.length; place++) {
    const digit = VALUE[text.charCodeAt(place)];
    value += (digit & 31) * unit;
    if (digit > 31) unit *= 32;
    else { found[at++] = value; value = 0; unit = 1; }
  }
  return found;
}

const signed = (values) => values.map((value) => (value % 2 ? -(value - 1) / 2 : value / 2));

function summed(steps) {
  let last = 0;
  return steps.map((step) => (last += step));
}

function triples(values) {
  return Array.from({ length: values.length / 3 }, (_, at) => values.slice(3 * at, 3 * at + 3));
}

function lists(text) {
  const values = numbers(text), found = [];
  for (let at = 0; at < values.length;) {
    const end = at + 1 + values[at];
    found.push(summed(values.slice(at + 1, end)));
    at = end;
  }
  return found;
}

function marked(places, n) {
  const found = new Uint8Array(n);
  for (const place of places) found[place] = 1;
  return found;
}

function pairs([steps, distances, ...others]) {
  const events = summed(signed(numbers(steps)));
  const before = signed(numbers(distances));
  const rest = others.map((text) => numbers(text));
  return events.map((event, at) => [event, event - before[at], ...rest.map((values) => values[at])]);
}
