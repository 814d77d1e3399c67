/** Media types as a header writes them and as a contract documents them (RFC 9110 §8.3.1). */

import { itemKind } from './item-texts.ts';

/** `Application/JSON; charset=utf-8` → `application/json`; `undefined` where it is no media type. */
export function essence(header: string): string | undefined {
  const type = (header.split(';')[0] ?? '').trim().toLowerCase();
  return /^[\w!#$&^.+*-]+\/[\w!#$&^.+*-]+$/.test(type) ? type : undefined;
}

/** The value of `charset`, in lower case. */
export function charset(header: string): string | undefined {
  return /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(header)?.[1]?.toLowerCase();
}

/** RFC 7578. */
export const FORM = 'multipart/form-data';

export function isJson(type: string): boolean {
  return /[/+]json$/.test(essence(type) ?? '');
}

/** The entry for `type`: the exact one, else `application/*+json`, else `text/*`, else the one for everything. */
export function findMediaType<Entry extends { readonly type: string }>(
  entries: readonly Entry[],
  type: string,
): Entry | undefined {
  const wanted = essence(type);
  if (wanted === undefined) return undefined;
  const [top = '', sub = ''] = wanted.split('/');
  const suffix = /\+[^+]+$/.exec(sub)?.[0];
  const ranges = [...(suffix === undefined ? [] : [`${top}/*${suffix}`, `*/*${suffix}`]), `${top}/*`, '*/*'];
  for (const candidate of [wanted, ...ranges]) {
    const entry = entries.find((entry) => essence(entry.type) === candidate);
    if (entry !== undefined) return entry;
  }
  return undefined;
}

/** How a body is read: as what its media type says, or as the bytes that it is. */
export type BodyKind = 'json' | 'items' | 'form' | 'multipart' | 'xml' | 'text' | 'bytes';

export function bodyKind(type: string): BodyKind {
  const name = essence(type) ?? '';
  if (isJson(name)) return 'json';
  if (itemKind(name) !== undefined) return 'items';
  if (name === 'application/x-www-form-urlencoded') return 'form';
  if (name === FORM) return 'multipart';
  if (/[/+]xml$/.test(name)) return 'xml';
  return name.startsWith('text/') ? 'text' : 'bytes';
}
