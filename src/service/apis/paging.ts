/** Cursor paging as the Campaign API and the Settings API show it. */
import type { Page, PageRequest } from '../outreach/page.ts';

export interface Listed<T> {
  readonly data: T[];
  readonly pagination: { readonly has_more: boolean; readonly next_cursor: string | null };
}

export function listed<Item, View>(page: Page<Item>, view: (item: Item) => View): Listed<View> {
  const { items, nextCursor } = page;
  return {
    data: items.map(view),
    pagination: { has_more: nextCursor !== undefined, next_cursor: nextCursor ?? null },
  };
}

export function pageRequest(query: { limit: number; cursor?: string }): PageRequest {
  return { limit: query.limit, ...(query.cursor !== undefined && { cursor: query.cursor }) };
}
