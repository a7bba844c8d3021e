// Days as addresses write them ("2025-12-06") ↔ days since 1970-01-01.

/** The day of "2025-12-06"; of "2025-12" or "2025" the first, or with `end` the last. Null: it is no day. */
export function day(text, end = false) {
  const [, year, month, of] = /^(-?\d{4,6})(?:-(\d\d))?(?:-(\d\d))?$/.exec(text) || [];
  if (!year) return null;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), month ? month - 1 : end ? 11 : 0, of ? Number(of) : 1);
  if (month && date.getUTCMonth() !== month - 1) return null;
  if (end && !of) date.setUTCFullYear(date.getUTCFullYear(), date.getUTCMonth() + 1, 0);
  const number = date.getTime() / 86400000;
  return Number.isNaN(number) ? null : number;
}

/** A day number as "2025-12-06"; empty where no calendar of the browser goes. */
export function isoDay(number) {
  const date = new Date(number * 86400000);
  if (Number.isNaN(date.getTime())) return "";
  const year = date.getUTCFullYear();
  const digits = String(Math.abs(year)).padStart(4, "0");
  return `${year < 0 ? "-" : ""}${digits}-${String(date.getUTCMonth() + 1).padStart(2, "0")}-${String(date.getUTCDate()).padStart(2, "0")}`;
}
