/** Takes a request apart, for its validation. */
import type { Operation } from '@countersign/contract';
import type { Request } from 'express';
import type { Api } from './api.ts';
import type { Body } from './body.ts';
import { readCookies } from './cookies.ts';
import type { Principal } from './options.ts';
import type { RequestData } from './request-data.ts';
import { requireDecodable } from './target.ts';

/**
 * @param search the query as it was sent
 * @param path the path parameters as they were sent
 * @throws {Problem} a malformed path or query
 */
export function readRequest<P extends Principal>(
  api: Api<P>,
  operation: Operation,
  { headers }: Request,
  body: Body | undefined,
  search: string,
  path: ReadonlyMap<string, string>,
): RequestData {
  requireDecodable('query', search);
  for (const value of path.values()) requireDecodable('path', value);
  const sent = { path, search, headers, cookies: readCookies(headers.cookie) };
  const { values, violations } = api.parameterReader(operation)(sent);
  return {
    parameters: values,
    unreadable: violations,
    sent,
    body: body?.value,
    bytes: body?.bytes,
    bodySize: body?.size ?? 0,
    faults: body?.faults ?? [],
    itemSchema: body?.itemSchema,
    form: body?.form,
    media: body?.media,
  };
}
