import { parse } from 'node:querystring';
import type { Json, MediaType, Operation } from '@countersign/contract';
import type { RequestData } from '../request-data.ts';

/** A request as express-openapi-validator wants it. It coerces parameters and fills in defaults, in place. */
export interface PlainRequest {
  params: Record<string, Json>;
  query: Record<string, Json>;
  /** By name in lower case. */
  headers: Record<string, Json>;
  cookies: Record<string, Json>;
  body: Json | undefined;
  /** Whether the body is a form, which it takes for something else. */
  isForm: boolean;
  media: MediaType | undefined;
  /** The query as it was sent. */
  search: string;
}

/** `data` as it was sent, in copies. */
export function plainRequest(
  { parameters }: Operation,
  { sent, body, form, media }: RequestData,
): PlainRequest {
  const { path, headers, cookies } = sent;
  const search = parameters.some((parameter) => parameter.in === 'querystring') ? '' : sent.search;
  return {
    params: Object.fromEntries(Array.from(path, ([name, value]) => [name, decodeURIComponent(value)])),
    query: Object.fromEntries(Object.entries(parse(search)).map(([name, value]) => [name, value ?? ''])),
    headers: Object.fromEntries(
      Object.entries(headers).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, typeof value === 'string' ? value : [...value]]],
      ),
    ),
    cookies: { ...cookies },
    body: structuredClone(body),
    isForm: form !== undefined,
    media,
    search,
  };
}
