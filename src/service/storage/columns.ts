/** How values stand in columns: see `tables.ts`. */

export function fromTime(time: Date): string {
  return time.toISOString();
}

export function fromTimeOrNull(time: Date | null): string | null {
  return time === null ? null : time.toISOString();
}

export function toTimeOrNull(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}

/** The day (UTC) on which the moment lies, `2027-03-02`. */
export function dayOf(time: Date): string {
  return time.toISOString().slice(0, 10);
}

/** Two addresses with the same key are the same address. */
export function emailKey(email: string): string {
  return email.toLowerCase();
}

/** Values in one list of a query: well below what any database takes (SQLite 32,766, PostgreSQL 65,535). */
const MAX_VALUES = 5_000;

/** `items` in runs that are short enough for one query, at `columns` values an item. */
export function* chunks<T>(items: readonly T[], columns = 1): Generator<readonly T[]> {
  const size = Math.floor(MAX_VALUES / columns);
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}
