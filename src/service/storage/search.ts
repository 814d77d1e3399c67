import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely';

/**
 * What is searched in, all in lower case: databases know no other letters than ASCII's, or each its own. Texts are
 * kept apart by a line end, which nobody searches for.
 */
export function searchKey(...texts: readonly (string | null | undefined)[]): string {
  return texts
    .filter((text) => text !== null && text !== undefined)
    .join('\n')
    .toLowerCase();
}

/** Whether a column of search keys contains `text`, whatever its case. */
export function contains(column: Expression<string>, text: string): RawBuilder<SqlBool> {
  const literal = text.toLowerCase().replace(/[!%_]/g, '!$&');
  return sql<SqlBool>`${column} like ${`%${literal}%`} escape '!'`;
}
