/** Lists by page number. */
import type { components } from '../../../../generated/coldsend/received.ts';
import type { NumberedPageRequest } from '../../outreach/page.ts';

/** @param total items on all pages together */
export function pagination(
  { page, limit }: NumberedPageRequest,
  total: number,
): components['schemas']['Pagination'] {
  const pages = Math.ceil(total / limit);
  return { page, limit, total, pages, has_next: page < pages, has_prev: page > 1 && pages > 0 };
}
