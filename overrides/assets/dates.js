// Dates as people type them → days, months and years, and which of them a timeline has pages of. Pure: no page is looked at.

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const NAMED = MONTHS.map((name) => `${name.toLowerCase()}|${name.slice(0, 3).toLowerCase()}${name === "September" ? "|sept" : ""}`).join("|");
const DAY = "(?:the )?(\\d{1,2})(?:st|nd|rd|th)?";
const MONTH = `(${NAMED})\\.?`;
const YEAR = "(\\d{4}|[’']\\d{2})";

/** Each way to write a date, and what its groups are: a day, a month, a year; "ab" are day and month in an order that people differ on. */
const WAYS = [
  [/^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/, "ymd"],
  [/^(\d{4})[-/.](\d{1,2})$/, "ym"],
  [/^(\d{4}) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?日$/, "ymd"],
  [/^(\d{4}) ?年 ?(\d{1,2}) ?月$/, "ym"],
  [/^(\d{4}) ?年?$/, "y"],
  [/^(\d{1,2}) ?[/-] ?(\d{1,2}) ?[/-] ?(\d{4}|\d{2})$/, "aby"],
  [/^(\d{1,2})\. ?(\d{1,2})\. ?(\d{4}|\d{2})$/, "dmy"],
  [/^(\d{1,2})[-/.](\d{4})$/, "my"],
  [new RegExp(`^${DAY}(?: of)?[ -]${MONTH}(?:,? |-)${YEAR}$`), "dmy"],
  [new RegExp(`^${MONTH}[ -]${DAY}(?:,? |-)${YEAR}$`), "mdy"],
  [new RegExp(`^${YEAR},? ${MONTH} ${DAY}$`), "ymd"],
  [new RegExp(`^${DAY}(?: of)?[ -]${MONTH}$`), "dm"],
  [new RegExp(`^${MONTH}[ -]${DAY}$`), "md"],
  [new RegExp(`^${MONTH},? ?(\\d{4})$`), "my"],
  [new RegExp(`^(\\d{4}),? ${MONTH}$`), "ym"],
];
const WEEKDAY = /^(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\.?,? +(?=.*\d)/;

/** The dates that a text may mean, all of it: { year, month, day }, of which month and day may be 0 and year null where it is not said.
 *  None where the text is no date, or there is no such day. */
export function readDate(text) {
  const typed = text.normalize("NFKC").toLowerCase().replace(/[‐‑‒–−]/g, "-").replace(/\s+/g, " ").replace(/ ,/g, ",").trim().replace(WEEKDAY, "");
  for (const [form, order] of WAYS) {
    const groups = typed.match(form)?.slice(1);
    if (!groups) continue;
    const dates = [];
    for (const named of order.includes("a") ? [order.replace("ab", "dm"), order.replace("ab", "md")] : [order]) {
      const value = (part) => (named.includes(part) ? groups[named.indexOf(part)] : undefined);
      const date = { year: yearOf(value("y")), month: monthOf(value("m")), day: Number(value("d") || 0) };
      if (exists(date, named) && !dates.some((one) => keyOf(one) === keyOf(date))) dates.push(date);
    }
    return dates;
  }
  return [];
}

const yearOf = (text) => (text === undefined ? null : text.length < 4 ? 2000 + Number(text.replace(/\D/g, "")) : Number(text));

function monthOf(text) {
  if (text === undefined) return 0;
  return /^\d/.test(text) ? Number(text) : MONTHS.findIndex((name) => name.slice(0, 3).toLowerCase() === text.slice(0, 3)) + 1;
}

function exists({ year, month, day }, named) {
  if (named.includes("m") && !(month >= 1 && month <= 12)) return false;
  if (!named.includes("d")) return true;
  const last = new Date(Date.UTC(2000, month, 0)); // 2000 had a 29 February, as a year that is not said may have
  if (year !== null) last.setUTCFullYear(year, month, 0);
  return day >= 1 && day <= last.getUTCDate();
}

const digits = (number, length) => String(number).padStart(length, "0");

/** A date as the addresses of pages have it: 2025-12-10, 2025-12, 2025; without a year -12-10. */
export function keyOf({ year, month, day }) {
  return (year === null ? "" : digits(year, 4)) + (month ? `-${digits(month, 2)}` : "") + (day ? `-${digits(day, 2)}` : "");
}

/** The key of a day numbered from 1970-01-01. */
export const dayKey = (number) => new Date(number * 864e5).toISOString().slice(0, 10);

/** A key in words: 10 December 2025. */
export function wordsOf(key) {
  const [year, month, day] = key.split("-");
  return [Number(day) || "", MONTHS[month - 1] || "", year.replace(/^0+/, "")].filter(Boolean).join(" ");
}

/** Which of the dates a timeline has: { found: keys, missing: [{ key, before, after }] }. `pages` holds the keys there are pages of, in
 *  order. A date without a year is that of each year there is. Where several dates may be meant, only those there are count; where there
 *  is none, each (without a year: of the last) is told with its nearest before and after, undefined where there is none. A year that is
 *  not there is not missed: it may be any number. */
export function resolve(dates, pages) {
  const years = [...new Set(pages.map((key) => key.slice(0, 4)))];
  const keys = dates.flatMap((date) => (date.year === null ? years.map((year) => year + keyOf(date)) : [keyOf(date)]));
  const known = new Set(pages);
  const found = keys.filter((key) => known.has(key));
  const asked = found.length || !dates[0]?.month ? [] : dates[0].year === null ? keys.slice(-1) : keys;
  const missing = asked.map((key) => {
    const like = pages.filter((page) => page.length === key.length);
    return { key, before: like.findLast((page) => page < key), after: like.find((page) => page > key) };
  });
  return { found, missing };
}
