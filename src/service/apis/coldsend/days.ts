/** Days (`2027-03-02`) in UTC, as analytics are asked for. */

/** Milliseconds. */
const DAY = 24 * 60 * 60 * 1000;

/** What RFC 3339 can write; days beyond count as these. */
const FIRST_DAY = Date.parse('0000-01-01T00:00:00.000Z');
const LAST_MOMENT = Date.parse('9999-12-31T23:59:59.999Z');

/** Days before the last one at which a timeline begins if nothing is said: reference 8.26. */
export const USUAL_DAYS = 90;

export function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 'YYYY-MM-DD'.length);
}

export function startOf(day: string): Date {
  return new Date(`${day}T00:00:00.000Z`);
}

/** The first moment that is no longer part of the day. */
export function endOf(day: string): Date {
  return new Date(Math.min(startOf(day).getTime() + DAY, LAST_MOMENT));
}

export function daysBefore(days: number, day: string): string {
  return dayOf(new Date(Math.max(startOf(day).getTime() - days * DAY, FIRST_DAY)));
}

/** The moment so many times 24 hours before `now`. */
export function daysAgo(days: number, now: Date): Date {
  return new Date(now.getTime() - days * DAY);
}
