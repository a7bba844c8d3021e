// Where the events of the picture of time stand: pure functions of numbers, without a page. Times are days since 1970-01-01, with fractions.

export const MOST_LANES = 8;
export const MOST_ROWS = 40; // a lane that would need more is shown as columns that count

const WIDE = 150; // days within which an event must fall to have a say in how far the picture reaches

/** When events begin and end. A day lasts until the next begins; a time of day counts where the day is one. */
export function timesOf(data) {
  const start = Float64Array.from(data.first), end = Float64Array.from(data.last, (day) => day + 1);
  for (const [event, [from, to]] of data.minutes) {
    if (data.first[event] !== data.last[event]) continue;
    start[event] = data.first[event] + from / 1440;
    end[event] = data.first[event] + to / 1440;
  }
  return { start, end };
}

/** How far a picture of these events reaches: [from, to]. */
export function reachOf({ start, end }, events) {
  const told = events.filter((event) => end[event] - start[event] <= WIDE + 1);
  const all = told.length * 2 >= events.length ? told : events;
  let from = Infinity, to = -Infinity;
  for (const event of all) {
    if (start[event] < from) from = start[event];
    if (end[event] > to) to = end[event];
  }
  return all.length ? [Math.floor(from), Math.ceil(to)] : [0, 1];
}

/** The shortest stretch that holds so great a share of the events, wholly; null where none is shorter than two fifths of all. */
export function fullest({ start, end }, events, share = 0.5) {
  const [from, to] = reachOf({ start, end }, events);
  const known = events.filter((event) => start[event] >= from && end[event] <= to).sort((a, b) => end[a] - end[b]);
  const wanted = Math.max(1, Math.ceil(events.length * share));
  const firsts = [...new Set(Array.from(events, (event) => Math.floor(start[event])))].sort((a, b) => a - b);
  const step = Math.max(1, Math.floor(firsts.length / 150)); // of very many first days, some
  let best = null;
  for (let at = 0; at < firsts.length; at += step) {
    let held = 0;
    for (const event of known) {
      if (best && end[event] - firsts[at] > best[1] - best[0]) break;
      if (start[event] >= firsts[at] && ++held === wanted) { best = [firsts[at], Math.ceil(end[event])]; break; }
    }
  }
  return best && (best[1] - best[0]) * 2.5 <= to - from ? best : null;
}

/** Lanes by "actors" (the one at the top of the first named one's chain), "types" or "places" (the first named): those with most events,
 *  then all others together, then events that name none. `events` are in order of their beginnings. */
export function lanesOf(data, events, by, words) {
  const { names } = data;
  const keyOf = {
    actors: (event) => (data.actors[event].length ? names.actors[data.actors[event][data.lead[event]]][3] : -1),
    types: (event) => data.type[event],
    places: (event) => (data.places[event].length ? data.places[event][data.site[event]] : -1),
  }[by];
  const nameOf = { actors: (key) => names.actors[key][1], types: (key) => names.types[key], places: (key) => names.places[key][1] }[by];
  const held = new Map();
  for (const event of events) {
    const key = keyOf(event);
    if (!held.has(key)) held.set(key, []);
    held.get(key).push(event);
  }
  const nobody = held.get(-1);
  held.delete(-1);
  const ordered = [...held].sort(([a, some], [b, others]) => others.length - some.length || a - b);
  const named = ordered.length <= MOST_LANES ? ordered.length : MOST_LANES - 1;
  const lanes = ordered.slice(0, named).map(([key, list]) => ({ name: nameOf(key), events: list }));
  const others = ordered.slice(named).flatMap(([, list]) => list);
  if (others.length) lanes.push({ name: words.others, events: others });
  if (nobody) lanes.push({ name: by === "places" ? words.nowhere : words.nobody, events: nobody });
  return lanes.map((lane) => ({ ...lane, events: Int32Array.from(lane.events) }));
}

/** Puts a lane's events into the first row that is free, with `least` days for each at least and `beside` days kept free after it. Writes each
 *  event's row and the time at which the next bar of its row begins. MOST_ROWS: there was none. */
export function pack(events, { start, end }, least, gap, beside, row, next) {
  const ends = new Float64Array(MOST_ROWS).fill(-Infinity), last = new Int32Array(MOST_ROWS).fill(-1);
  let rows = 0;
  for (const event of events) {
    let at = 0;
    while (at < rows && ends[at] > start[event]) at++;
    next[event] = Infinity;
    row[event] = at;
    if (at === MOST_ROWS) continue;
    if (at === rows) rows++;
    if (last[at] >= 0) next[last[at]] = start[event];
    ends[at] = Math.max(end[event], start[event] + least) + gap + beside;
    last[at] = event;
  }
}

/** Heights for lanes that want `full` pixels for bars with titles or `bare` without, sharing `height`. Where not all can have bars, those that
 *  want most are shown as columns, which make do with `columns` pixels, or less. Gives for each [height, "full" | "bare" | "columns"]. */
export function share(height, lanes, least, columns) {
  const given = lanes.map(({ bare }) => [Math.max(least, bare), "bare"]);
  const used = () => given.reduce((sum, [one]) => sum + one, 0);
  const largest = lanes.map((_, at) => at).sort((a, b) => lanes[b].bare - lanes[a].bare);
  for (const at of largest) {
    if ((used() <= height && lanes[at].bare < Infinity) || lanes[at].bare <= columns) break;
    given[at] = [Math.max(least, columns), "columns"];
  }
  let left = height - used();
  for (const at of largest.slice().sort((a, b) => lanes[a].full - lanes[b].full)) {
    const more = Math.max(least, lanes[at].full) - given[at][0];
    if (given[at][1] !== "bare" || more > left) continue;
    given[at] = [given[at][0] + more, "full"];
    left -= more;
  }
  const counting = given.filter(([, mode]) => mode === "columns");
  const grown = counting.length ? counting : given;
  for (const one of grown) one[0] += left / grown.length;
  return given;
}

// --- The calendar ---

/** [year, month, day] of a day number; Howard Hinnant's civil_from_days, for years that `Date` does not know. */
export function dateOf(day) {
  const days = Math.floor(day) + 719468;
  const era = Math.floor(days / 146097), of = days - era * 146097;
  const year = Math.floor((of - Math.floor(of / 1460) + Math.floor(of / 36524) - Math.floor(of / 146096)) / 365);
  const inYear = of - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const shifted = Math.floor((5 * inYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return [era * 400 + year + (month <= 2 ? 1 : 0), month, inYear - Math.floor((153 * shifted + 2) / 5) + 1];
}

/** The day number of a date. */
export function dayOf(year, month, day) {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400), of = y - era * 400;
  const inYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  return era * 146097 + of * 365 + Math.floor(of / 4) - Math.floor(of / 100) + inYear - 719468;
}

const UNITS = [ // days, pixels that one needs
  ["hour", 1, 1 / 24, 26], ["hour", 3, 1 / 8, 34], ["hour", 6, 1 / 4, 38], ["day", 1, 1, 24], ["day", 7, 7, 34], ["month", 1, 30.4, 30], ["month", 3, 91, 34],
  ...Array.from({ length: 30 }, (_, at) => [1, 2, 5][at % 3] * 10 ** Math.floor(at / 3)).map((years) => ["year", years, 365.25 * years, years < 5000 ? 38 : 90]),
];

/** The finest unit whose ticks have room: [name, step, days]. */
export function unitFor(perDay) {
  return UNITS.find(([, , days, room]) => days * perDay >= room) || UNITS.at(-1);
}

/** Where the ticks of a unit stand between two times, the one before the first included. */
export function ticks(from, to, [unit, step]) {
  const found = [];
  const [year, month] = dateOf(from);
  if (unit === "hour" || unit === "day") {
    const length = unit === "hour" ? step / 24 : step;
    const zero = unit === "day" && step === 7 ? 4 : 0; // weeks begin on Mondays: 1970-01-05
    for (let at = Math.floor((from - zero) / length) * length + zero; at < to; at += length) found.push(at);
  } else if (unit === "month") {
    for (let count = Math.floor((year * 12 + month - 1) / step) * step; ; count += step) {
      const at = dayOf(Math.floor(count / 12), (count % 12 + 12) % 12 + 1, 1);
      if (at >= to) break;
      found.push(at);
    }
  } else {
    for (let count = Math.floor(year / step) * step; ; count += step) {
      const at = dayOf(count, 1, 1);
      if (at >= to) break;
      found.push(at);
    }
  }
  return found;
}
