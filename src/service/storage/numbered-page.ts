import type { SelectQueryBuilder } from 'kysely';
import type { NumberedPage, NumberedPageRequest } from '../outreach/page.ts';
import type { Tables } from './tables.ts';

/**
 * A page of the rows of `query`, and how many there are in all. Two statements: only in a transaction are they of one
 * moment.
 *
 * @param query in the order of the pages
 */
export async function numberedPage<Table extends keyof Tables, Row, Item>(
  query: SelectQueryBuilder<Tables, Table, Row>,
  { page, limit }: NumberedPageRequest,
  fromRow: (row: Row) => Item,
): Promise<NumberedPage<Item>> {
  const rows = await query
    .limit(limit)
    .offset((page - 1) * limit)
    .execute();
  const { total } = await query
    .clearSelect()
    .clearOrderBy()
    .select((count) => count.fn.countAll().as('total'))
    .executeTakeFirstOrThrow();
  return { items: rows.map((row) => fromRow(row)), total: Number(total) };
}
