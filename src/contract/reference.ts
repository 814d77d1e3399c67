/** Where a `$ref` leads: from a file or a URL to another one. */
import { dirname, resolve } from 'node:path';

/** Whether `place` is a URL over HTTP, and no path of a file. */
export function isUrl(place: string): boolean {
  return /^https?:\/\//i.test(place);
}

/** `place` as an absolute path, or as the URL that it is. */
export function absolutePlace(place: string): string {
  return isUrl(place) ? place : resolve(place);
}

/** What the path or URL `reference`, without its fragment, means in the document at `base`; empty: that document. */
export function resolvePlace(base: string, reference: string): string {
  if (reference === '') return base;
  if (isUrl(reference)) return reference;
  return isUrl(base) ? new URL(reference, base).href : resolve(dirname(base), reference);
}
