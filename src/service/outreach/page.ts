import { Refusal } from './refusal.ts';

export interface PageRequest {
  /** How many items at most, from 1. */
  readonly limit: number;
  /** `nextCursor` of the page before; absent for the first page. */
  readonly cursor?: string | undefined;
}

/** One page of a list, the newest items first. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Opaque. Absent when this is the last page. */
  readonly nextCursor: string | undefined;
}

/** For a list that says how many pages there are. */
export interface NumberedPageRequest {
  /** From 1. */
  readonly page: number;
  /** How many items at most, from 1. */
  readonly limit: number;
}

/** One page of such a list; empty beyond the last. */
export interface NumberedPage<T> {
  readonly items: readonly T[];
  /** Items on all pages together. */
  readonly total: number;
}

/** Where an item stands in a list: no two items share a position. */
export interface Position {
  readonly createdAt: Date;
  readonly id: string;
}

/** What a repository is asked for: the newest `limit` items that are older than `after`. */
export interface Slice {
  readonly limit: number;
  readonly after: Position | undefined;
}

/**
 * One page, fetched by `fetch`, which must answer newest first.
 *
 * @throws Refusal `bad_cursor` for a cursor that no list has given out.
 */
export async function pageOf<T extends Position>(
  request: PageRequest,
  fetch: (slice: Slice) => Promise<readonly T[]>,
): Promise<Page<T>> {
  const after = request.cursor === undefined ? undefined : readCursor(request.cursor);
  const found = await fetch({ limit: request.limit + 1, after });
  const items = found.slice(0, request.limit);
  const last = items.at(-1);
  return {
    items,
    nextCursor: last !== undefined && found.length > items.length ? writeCursor(last) : undefined,
  };
}

function writeCursor(position: Position): string {
  return Buffer.from(JSON.stringify([position.createdAt.toISOString(), position.id])).toString('base64url');
}

function readCursor(cursor: string): Position {
  const position = parsePosition(Buffer.from(cursor, 'base64url').toString('utf8'));
  // Only what writeCursor writes is a cursor: base64url decoding itself skips what it does not know.
  if (position === undefined || writeCursor(position) !== cursor) {
    throw new Refusal({ code: 'bad_cursor', cursor });
  }
  return position;
}

function parsePosition(text: string): Position | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!Array.isArray(value)) return undefined;
  const [time, id] = value;
  if (typeof time !== 'string' || typeof id !== 'string') return undefined;
  const createdAt = new Date(time);
  return Number.isNaN(createdAt.getTime()) ? undefined : { createdAt, id };
}
