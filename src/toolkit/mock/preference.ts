/** Which answer a request asks a mock for: the header `Prefer` (RFC 7240), or the query, for those who have a browser. */
import type { IncomingMessage } from 'node:http';

/** What is asked; `undefined` leaves the choice to the mock. */
export interface Preference {
  /** The status. */
  readonly code: number | undefined;
  /** What is asked for as the status, and is none. */
  readonly wrongCode: string | undefined;
  /** The name of one of the answer's examples. */
  readonly example: string | undefined;
  /** Whether the body is made from the schema, and not taken from an example. */
  readonly dynamic: boolean | undefined;
  /** The same seed makes the same body. */
  readonly seed: string | undefined;
}

const NAMES = ['code', 'example', 'dynamic', 'seed'] as const;

/** `Prefer: code=404, example=not_found` or `?__code=404&__example=not_found`; the header wins. */
export function readPreference({ headers, url = '' }: Pick<IncomingMessage, 'headers' | 'url'>): Preference {
  const inQuery = new URLSearchParams(url.slice(url.indexOf('?') + 1));
  const header = [headers['prefer'] ?? []].flat().join(', ');
  const inHeader = new Map(
    Array.from(header.matchAll(PREFERENCE), ([, name = '', quoted, plain = '']) => [
      name.toLowerCase(),
      quoted ?? plain,
    ]),
  );
  const [code, example, dynamic, seed] = NAMES.map(
    (name) => inHeader.get(name) ?? inQuery.get(`__${name}`) ?? undefined,
  );
  const isStatus = code !== undefined && /^[1-5]\d\d$/.test(code);
  return {
    code: isStatus ? Number(code) : undefined,
    // A form that is sent without its fields being filled in asks for nothing.
    wrongCode: isStatus || code === '' ? undefined : code,
    example,
    dynamic: dynamic === undefined ? undefined : dynamic !== 'false',
    seed,
  };
}

/** `name=value` or `name="value"`, between commas and semicolons (RFC 7240 §2). */
const PREFERENCE = /([\w-]+)\s*=\s*(?:"([^"]*)"|([^\s,;"]+))/g;

/** `url` without the parameters of its query that are for the mock, which no contract declares. */
export function withoutPreference(url: string): string {
  const [path = '', ...query] = url.split('?');
  const kept = query
    .join('?')
    .split('&')
    .filter((part) => !NAMES.some((name) => part.split('=')[0] === `__${name}`));
  return kept.length === 0 || query.length === 0 ? path : `${path}?${kept.join('&')}`;
}
