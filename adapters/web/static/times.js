// Instants as a person reads them, in the person's zone and the browser's language.

import { shownIn } from "./session.js";

const formats = new Map();

function format(options) {
  const { zone, locale } = shownIn();
  const key = `${zone} ${locale} ${JSON.stringify(options)}`;
  if (!formats.has(key)) formats.set(key, build(locale, { ...options, timeZone: zone ?? undefined }));
  return formats.get(key);
}

function build(locale, options) {
  try {
    return new Intl.DateTimeFormat(locale, options);
  } catch {
    // A zone that this browser does not know ("+02:00" in older ones): its own is the next best.
    return new Intl.DateTimeFormat(locale, { ...options, timeZone: undefined });
  }
}

export const clock = (instant) => format({ timeStyle: "short" }).format(instant);

export const full = (instant) => format({ dateStyle: "full", timeStyle: "short" }).format(instant);

/** The calendar day of an instant, comparable: "2026-11-21". */
export const day = (instant) => {
  const parts = format({ year: "numeric", month: "2-digit", day: "2-digit" }).formatToParts(instant);
  const part = (type) => parts.find((candidate) => candidate.type === type).value;
  return `${part("year")}-${part("month")}-${part("day")}`;
};

/** "Today", "Yesterday" or the date; `now` is an instant too. */
export function dayName(instant, now) {
  if (day(instant) === day(now)) return "Today";
  if (day(instant) === day(new Date(now - 86_400_000))) return "Yesterday";
  const sameYear = day(instant).slice(0, 4) === day(now).slice(0, 4);
  return format({ weekday: "long", day: "numeric", month: "long", year: sameYear ? undefined : "numeric" }).format(instant);
}

/** "14:05" for today, else the day as well. */
export function when(instant, now) {
  return day(instant) === day(now) ? clock(instant) : `${dayName(instant, now)}, ${clock(instant)}`;
}
