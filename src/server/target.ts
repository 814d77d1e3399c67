/** The request target (RFC 9112 §3.2), taken apart once. */
import type { Request } from 'express';
import { Problem } from './problem.ts';

export interface Target {
  /** Below the base path, not decoded: `/campaigns/cmp_1`. `undefined` where the request is for somebody else. */
  readonly path: string | undefined;
  /** Not decoded, without `?`. */
  readonly search: string;
}

/** @param basePaths where the API begins; of several that fit, the longest does */
export function readTarget(request: Request, basePaths: readonly string[]): Target {
  const search = queryOf(request.url);
  const { path } = request;
  const [basePath] = basePaths
    .filter((each) => path === each || path.startsWith(`${each}/`))
    .sort((one, other) => other.length - one.length);
  return { path: basePath === undefined ? undefined : path.slice(basePath.length), search };
}

/** What follows the first question mark of `url`; a query may hold others (RFC 3986 §3.4). */
export function queryOf(url: string): string {
  const mark = url.indexOf('?');
  return mark === -1 ? '' : url.slice(mark + 1);
}

/** @throws {Problem} `value` cannot be decoded */
export function requireDecodable(part: 'path' | 'query', value: string): void {
  if (!isDecodable(value))
    throw new Problem({ kind: 'malformed', part, reason: 'is not valid percent-encoding of UTF-8' });
}

/** Whether `text` is percent-encoded UTF-8. */
export function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
