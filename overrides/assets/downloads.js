// A selection of events as records, and these as CSV, as JSON and as a chronology for paper.

import { FLAG } from "./columns.js";
import { isoDay } from "./days.js";
import { bits, STATUSES } from "./selection.js";

const AT_ONCE = 500; // rows made between two looks at what the reader does

/** The events by place, with everything the columns tell of them in words. */
export async function records(data, events, root) {
  const { names } = data;
  const titles = await Promise.all(events.map((event) => data.titles(event)));
  return events.map((event, at) => {
    const [id, title, date, summary] = titles[at];
    return {
      id, title, date,
      first_day: data.flags[event] & FLAG.noStart ? "" : isoDay(data.first[event]),
      last_day: data.flags[event] & FLAG.noEnd ? "" : isoDay(data.last[event]),
      type: names.types[data.type[event]],
      status: STATUSES[data.status[event]],
      actors: data.actors[event].map((one) => names.actors[one][1]),
      places: data.places[event].map((one) => names.places[one][1]),
      sources: data.sources[event].map((one) => names.sources[one][1]),
      stances: bits(data.stances[event]).map((one) => names.stances[one][0]),
      differences: data.differs[event],
      summary,
      address: new URL(`events/${id}/`, root).href,
    };
  });
}

/** RFC 4180, with a byte order mark, by which spreadsheets know UTF-8. */
export function csv(rows) {
  const columns = ["id", "title", "date", "first_day", "last_day", "type", "status", "actors", "places", "sources", "stances", "differences", "summary", "address"];
  const lines = rows.map((row) => columns.map((column) => cell(Array.isArray(row[column]) ? row[column].join("; ") : row[column])).join(","));
  return `\ufeff${[columns.join(","), ...lines].join("\r\n")}\r\n`;
}

/** A value that no spreadsheet takes for a formula; whoever takes off the first apostrophe of a cell has the text (`escape.csv_cell`). */
function cell(value) {
  const text = String(value);
  const safe = /^[=+\-@\t\r'\uff1d\uff0b\uff0d\uff20]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function json(rows, { site, words, address }) {
  return JSON.stringify({ timeline: site, selection: words, address, events: rows }, null, 1) + "\n";
}

export function save(name, type, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Puts the rows into a section, some at a time. */
export async function chronology(section, rows, element) {
  const list = element("ol", { class: "chronicle" });
  section.append(list);
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    list.append(...rows.slice(at, at + AT_ONCE).map(({ title, date, summary, sources, address }) => element("li", {},
      element("p", { class: "when" }, date), element("p", { class: "title" }, title), element("p", {}, summary),
      element("p", { class: "sources" }, sources.join("; ")), element("p", { class: "address" }, address))));
    await new Promise((resolve) => setTimeout(resolve));
  }
}
