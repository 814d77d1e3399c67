/** Media types as a header writes them and as a contract documents them (RFC 9110 §8.3.1). */

/** `Application/JSON; charset=utf-8` → `application/json`; `undefined` where it is no media type. */
export function essence(header: string): string | undefined {
  const type = (header.split(';')[0] ?? '').trim().toLowerCase();
  return /^[\w!#$&^.+-]+\/[\w!#$&^.+*-]+$/.test(type) ? type : undefined;
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

/** The entry for `type`: the exact one, else `text/*`, else the one for everything. */
export function findMediaType<Entry extends { readonly type: string }>(
  entries: readonly Entry[],
  type: string,
): Entry | undefined {
  const wanted = essence(type);
  if (wanted === undefined) return undefined;
  const range = `${wanted.split('/')[0]}/*`;
  for (const candidate of [wanted, range, '*/*']) {
    const entry = entries.find((entry) => essence(entry.type) === candidate);
    if (entry !== undefined) return entry;
  }
  return undefined;
}
