// What finds can be narrowed by: of what a page of the index counts under, how many finds count under each, and which are left.
// Pure: works on the index, its dates and the columns of events (columns.js), which need not be there.

/** The fields of an address that narrow finds, in the order in which they are shown. */
export const FIELDS = ["kind", "year", "type", "actor", "place", "source"];

/** Fields that only the columns tell of. */
export const OF_COLUMNS = ["type", "actor", "place", "source"];

/** Fields whose values are records, and the columns of these. */
export const RECORDS = { actor: "actors", place: "places", source: "sources" };

/** A function from a page's number to what it counts under, as { field: values as in an address }.
 *  @param kinds   the kind of each page; pages of one kind stand in the order of their records' ids
 *  @param dates   the day of each page, or null
 *  @param named   the kinds that are called event, actor, place and source
 *  @param data    columns of events, or null; those of some fields may be missing, and nothing counts under these
 *  @param order   which event each page of an event is, in order
 *
 *  An event counts under all it tells of, a page of an actor, a place or a source under itself; anything under the year of its date. */
export function attributes({ kinds, dates, named, data = null, order = [] }) {
  const nth = numbered(kinds);
  const known = data && order.length === data.n && kinds.filter((kind) => kind === named.event).length === data.n;
  const records = Object.entries(RECORDS).filter(([, name]) => known && data[name]).map(([field, name]) => {
    const ids = data.names[name].map(([id]) => id);
    return { field, kind: named[field], of: data[name], ids, sorted: [...ids].sort() };
  });
  return (page) => {
    const kind = kinds[page];
    const values = { kind: [kind], year: dates[page] === null ? [] : [yearOf(dates[page])] };
    if (!known) return values;
    if (kind === named.event) {
      const event = order[nth[page]];
      values.year = between(yearOf(data.first[event]), yearOf(data.last[event]));
      values.type = [data.names.typeKeys[data.type[event]]];
      for (const { field, of, ids } of records) values[field] = Array.from(of[event], (at) => ids[at]);
    } else {
      for (const { field, kind: own, sorted } of records) if (kind === own) values[field] = sorted.slice(nth[page], nth[page] + 1);
    }
    return values;
  };
}

/** The place of each page among those of its kind. */
function numbered(kinds) {
  const met = new Map();
  return kinds.map((kind) => {
    const at = met.get(kind) || 0;
    met.set(kind, at + 1);
    return at;
  });
}

const yearOf = (day) => String(new Date(day * 864e5).getUTCFullYear());

function between(first, last) {
  const years = [];
  for (let year = Number(first); year <= Number(last) && years.length < 100; year++) years.push(String(year));
  return years;
}

/** Choices as records are called now: an id that a record had formerly becomes its own. */
export function renewed(chosen, data) {
  const formerly = data?.names.formerly || {};
  const now = (field, value) => (Object.hasOwn(formerly[field] || {}, value) ? formerly[field][value] : value);
  return Object.fromEntries(FIELDS.map((field) => [field, [...new Set(chosen[field].map((value) => now(field, value)))]]));
}

/** A function from a field and a value of it to its words. */
export function labels(data) {
  const pairs = { type: data?.names.typeKeys.map((key, at) => [key, data.names.types[at]]), actor: data?.names.actors, place: data?.names.places, source: data?.names.sources };
  const known = Object.fromEntries(OF_COLUMNS.map((field) => [field, new Map((pairs[field] || []).map(([id, name]) => [id, name]))]));
  return (field, value) => known[field]?.get(value) || value;
}

/** Pages that count under one of the values `chosen` in each field where any is; and how many pages count under each value when the
 *  other fields are applied: { kept: pages, counts: { field: Map of value → number } }. */
export function narrow(pages, chosen, valuesOf) {
  const counts = Object.fromEntries(FIELDS.map((field) => [field, new Map()]));
  const asked = FIELDS.filter((field) => chosen[field]?.length).map((field) => [field, new Set(chosen[field])]);
  const kept = pages.filter((page) => {
    const values = valuesOf(page);
    const failed = asked.filter(([field, wanted]) => !values[field]?.some((value) => wanted.has(value)));
    if (failed.length < 2) {
      for (const field of failed.length ? [failed[0][0]] : FIELDS) {
        for (const value of values[field] || []) counts[field].set(value, (counts[field].get(value) || 0) + 1);
      }
    }
    return !failed.length;
  });
  return { kept, counts };
}
