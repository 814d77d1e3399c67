/** Takes a request apart, for the validators. */

import type { Json, Operation } from '@countersign/contract';
import type { Request } from 'express';
import type { Api } from './api.ts';
import type { Body } from './body.ts';
import { readCookies } from './cookies.ts';
import type { Principal } from './options.ts';
import type { RequestData } from './request-validator.ts';
import { decodeParams, decodeQuery } from './target.ts';

/**
 * @param search the query as it was sent
 * @param params the path parameters as they were sent
 * @throws {Problem} a malformed path or query
 */
export function readRequest<P extends Principal>(
  api: Api<P>,
  operation: Operation,
  request: Request,
  body: Body | undefined,
  search: string,
  params: ReadonlyMap<string, string>,
): RequestData {
  return {
    params: decodeParams(params),
    query: readQuery(api, operation, search),
    headers: headersOf(request),
    cookies: readCookies(request.headers.cookie),
    body: body?.value,
    bodySize: body?.size ?? 0,
    form: body?.form,
    media: body?.media,
    search,
  };
}

/** An API key in the query is no parameter of the operation, and what may be empty and is, is not used. */
function readQuery<P extends Principal>(
  { security }: Api<P>,
  operation: Operation,
  search: string,
): Record<string, Json> {
  const query: Record<string, Json> = decodeQuery(search);
  for (const { scheme } of operation.security.flat()) {
    const name = security.guards.get(scheme)?.source.queryParameter;
    if (name !== undefined) delete query[name];
  }
  // OpenAPI 3.1.1 §4.8.12.2
  for (const { name, allowEmptyValue, required } of operation.parameters) {
    if (allowEmptyValue && !required && query[name] === '') delete query[name];
  }
  return query;
}

function headersOf({ headers }: Request): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
