import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Slice } from '../outreach/page.ts';
import type { Tables } from './tables.ts';

/** Later than any time that is stored, so that a first page needs no query of its own. */
const AFTER_ALL = '9999-12-31T23:59:59.999Z';

/**
 * Whether a row comes after the slice's start, newest first. A comparison of row values (SQL:1992), which an
 * index over the same columns answers.
 */
export function inSlice({ after }: Slice, table: keyof Tables): RawBuilder<SqlBool> {
  const createdAt = after?.createdAt.toISOString() ?? AFTER_ALL;
  const id = after?.id ?? '';
  return sql<SqlBool>`(${sql.ref(`${table}.created_at`)}, ${sql.ref(`${table}.id`)}) < (${createdAt}, ${id})`;
}
