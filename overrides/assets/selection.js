// The selection of events that an address names, what it selects, and how many events each further choice would give. Pure functions:
// no page, no network. Values of one field are alternatives; fields narrow each other.

import { day } from "./days.js";

/** Fields of which several values may be chosen, as the address calls them, in the order it gives them. */
export const FIELDS = ["actor", "place", "type", "source", "stance", "status", "differs"];

export const STATUSES = ["happened", "planned", "cancelled"];
export const VIEWS = ["list", "time", "map"];

const DIFFERS = ["yes", "no"];
const BEYOND_FIELDS = 1 << FIELDS.length; // stands for the dates

/** The selection that a query string names: a list of values by field, `from` and `to` (texts, empty: none), and the `view`. */
export function read(search) {
  const asked = new URLSearchParams(search);
  const selection = Object.fromEntries(FIELDS.map((field) => [field, [...new Set(asked.getAll(field).filter(Boolean))]]));
  for (const end of ["from", "to"]) {
    const text = (asked.get(end) || "").trim();
    selection[end] = day(text, end === "to") === null ? "" : text;
  }
  selection.view = VIEWS.includes(asked.get("view")) ? asked.get("view") : VIEWS[0];
  return selection;
}

/** The query string of a selection, always in the same order; empty where it names everything. */
export function write(selection) {
  const asked = new URLSearchParams();
  for (const field of FIELDS) for (const value of selection[field]) asked.append(field, value);
  for (const end of ["from", "to"]) if (selection[end]) asked.append(end, selection[end]);
  if (selection.view !== VIEWS[0]) asked.append("view", selection.view);
  return asked.size ? `?${asked}` : "";
}

/** Whether anything is chosen that narrows the events. */
export function narrows(selection) {
  return FIELDS.some((field) => selection[field].length) || Boolean(selection.from || selection.to);
}

/** The same selection without one value, or with one more. */
export function toggled(selection, field, value) {
  const held = selection[field];
  if (!Array.isArray(held)) return { ...selection, [field]: "" };
  return { ...selection, [field]: held.includes(value) ? held.filter((one) => one !== value) : [...held, value] };
}

/** A selection whose values are all there are: those that a record had formerly become its own, of each one is left. */
export function current(data, selection) {
  const formerly = data.names.formerly || {};
  const renewed = (field) => [...new Set(selection[field].map((value) => (Object.hasOwn(formerly[field] || {}, value) ? formerly[field][value] : value)))];
  return { ...selection, ...Object.fromEntries(FIELDS.map((field) => [field, renewed(field)])) };
}

// --- Selecting and counting ---

/** The values of a field, as [key, label], in the order in which `counts` counts them. */
export function values(data, field) {
  const { names } = data;
  switch (field) {
    case "actor": return names.actors;
    case "place": return names.places;
    case "source": return names.sources;
    case "type": return names.typeKeys.map((key, at) => [key, names.types[at]]);
    case "stance": return names.stances;
    case "status": return STATUSES.map((key, at) => [key, names.statuses[at]]);
    default: return DIFFERS.map((key) => [key, key]);
  }
}

/** Which events a selection holds: 1 for each that it does. */
export function select(data, selection) {
  return failures(data, selection).map((failed) => (failed ? 0 : 1));
}

/** How many events each value of each field would give, everything chosen in other fields kept: numbers by field, in the order of `values`. */
export function counts(data, selection) {
  const failed = failures(data, selection);
  const { members, sizes } = table(data);
  return Object.fromEntries(FIELDS.map((field, bit) => {
    const found = new Uint32Array(sizes[bit]);
    const { at, of } = members[bit];
    const others = ~(1 << bit);
    for (let event = 0; event < data.n; event++) {
      if (failed[event] & others) continue;
      for (let place = at[event]; place < at[event + 1]; place++) found[of[place]]++;
    }
    return [field, found];
  }));
}

/** For each event a bit for each field that keeps it out. */
function failures(data, selection) {
  const { members, keys, sizes } = table(data);
  const failed = new Uint16Array(data.n);
  FIELDS.forEach((field, bit) => {
    if (!selection[field].length) return;
    const wanted = new Uint8Array(sizes[bit]);
    for (const value of selection[field]) if (keys[bit].has(value)) wanted[keys[bit].get(value)] = 1;
    const { at, of } = members[bit];
    for (let event = 0; event < data.n; event++) {
      let held = false;
      for (let place = at[event]; place < at[event + 1] && !held; place++) held = wanted[of[place]] === 1;
      if (!held) failed[event] |= 1 << bit;
    }
  });
  const from = selection.from ? day(selection.from) : -Infinity;
  const to = selection.to ? day(selection.to, true) : Infinity;
  if (from > -Infinity || to < Infinity) {
    for (let event = 0; event < data.n; event++) {
      const after = data.first[event] > to && !(data.flags[event] & NO_START);
      const before = data.last[event] < from && !(data.flags[event] & NO_END);
      if (after || before || from > to) failed[event] |= BEYOND_FIELDS;
    }
  }
  return failed;
}

const NO_START = 4, NO_END = 8;

const tables = new WeakMap();

/** What each event has of each field, made once: from `at[event]` to `at[event + 1]` its values stand in `of`. */
function table(data) {
  if (!tables.has(data)) {
    const held = {
      actor: (event) => data.actors[event], place: (event) => data.places[event], source: (event) => data.sources[event],
      type: (event) => [data.type[event]], stance: (event) => bits(data.stances[event]),
      status: (event) => [data.status[event]], differs: (event) => [data.differs[event] ? 0 : 1],
    };
    const all = FIELDS.map((field) => values(data, field));
    tables.set(data, {
      members: FIELDS.map((field) => joined(data.n, held[field])),
      keys: all.map((named) => new Map(named.map(([key], at) => [key, at]))),
      sizes: all.map((named) => named.length),
    });
  }
  return tables.get(data);
}

function joined(n, held) {
  const at = new Uint32Array(n + 1);
  const all = [];
  for (let event = 0; event < n; event++) {
    all.push(...held(event));
    at[event + 1] = all.length;
  }
  return { at, of: Uint32Array.from(all) };
}

/** The places of the bits that are set. */
export function bits(set) {
  const found = [];
  for (let place = 0; set >> place; place++) if ((set >> place) & 1) found.push(place);
  return found;
}
