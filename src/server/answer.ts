/** The walk of a request to its reply, one step after the other. */
import type { Request, Response } from 'express';
import type { Operation, ParameterPlace } from '../contract/contract.ts';
import type { Json } from '../contract/json.ts';
import type { Api, Exchange } from './api.ts';
import { identify } from './authenticate.ts';
import { readCookies } from './cookies.ts';
import { fingerprint, once } from './idempotency.ts';
import type { Principal } from './options.ts';
import { Problem } from './problem.ts';
import { proveReply } from './prove-reply.ts';
import { countRequest, rateLimitHeaders, refuseAboveLimit } from './rate-limit.ts';
import { BrokenReply, refuse } from './refuse.ts';
import type { RequestData } from './request-validator.ts';
import { send } from './send.ts';
import type { IdempotencyClaim, StoredReply } from './stores.ts';
import { decodeParams, decodeQuery, type Target } from './target.ts';
import { parameterValue, validateRequest } from './validate-request.ts';

/** Answers `request`, whatever happens on the way. */
export async function answer<P extends Principal>(
  api: Api<P>,
  request: Request,
  response: Response,
  target: Target,
): Promise<void> {
  const requestId = api.newRequestId();
  const exchange: Exchange = { requestId, operation: undefined, own: { 'X-Request-Id': requestId } };
  const reply = await walk(api, exchange, request, response, target).catch((error: unknown) =>
    refuse(api, exchange, error),
  );
  send(response, reply, exchange.own);
}

async function walk<P extends Principal>(
  api: Api<P>,
  exchange: Exchange,
  request: Request,
  response: Response,
  target: Target,
): Promise<StoredReply> {
  const { method, path } = request;
  const found = target.path === undefined ? undefined : api.find(method, target.path);
  if (found === undefined || found.kind === 'not_found') {
    throw new Problem({ kind: 'route_not_found', method, path });
  }
  if (found.kind === 'wrong_method') {
    const { allow } = found;
    if (method === 'OPTIONS') return { status: 204, headers: { Allow: allow.join(', ') }, body: undefined };
    throw new Problem({ kind: 'method_not_allowed', method, path, allow });
  }
  const { operation } = found;
  exchange.operation = operation;
  const { principal, shortfall } = await identify(api.security, operation, request);
  if (principal !== undefined) await limit(api, exchange, principal);
  if (shortfall !== undefined) throw shortfall;
  const body = await api.bodies.get(operation)?.(request, response);
  try {
    const data: RequestData = {
      params: decodeParams(found.params),
      query: queryWithoutCredentials(api, operation, target.search),
      headers: headersOf(request),
      cookies: readCookies(request.headers.cookie),
      body: body?.value,
      bodySize: body?.size ?? 0,
      form: body?.form,
      media: body?.media,
      search: target.search,
    };
    const validator = api.validators.get(operation);
    if (validator !== undefined) await validateRequest(operation, data, validator, api.checker);
    const execute = (): Promise<StoredReply> => handle(api, exchange, operation, data, principal);
    const claim = principal && claimOf(api, operation, data, principal, request.originalUrl);
    return await (claim && api.idempotency ? once(api.idempotency, claim, execute) : execute());
  } finally {
    await body?.close?.();
  }
}

/** Counts the request and puts the state of the window on the answer, a refusal included. */
async function limit<P extends Principal>(api: Api<P>, exchange: Exchange, principal: P): Promise<void> {
  const { contract, rateLimit, security } = api;
  const windows = rateLimit?.limits?.(principal) ?? contract.rateLimits;
  const verdict = await countRequest(rateLimit?.store, security.tenant(principal), windows);
  if (verdict === undefined) return;
  exchange.own = { ...exchange.own, ...rateLimitHeaders(verdict) };
  refuseAboveLimit(verdict);
}

/** An API key in the query is no parameter of the operation. */
function queryWithoutCredentials<P extends Principal>(
  { security }: Api<P>,
  operation: Operation,
  search: string,
): Record<string, Json> {
  const query: Record<string, Json> = decodeQuery(search);
  for (const { scheme } of operation.security.flat()) {
    const name = security.guards.get(scheme)?.source.queryParameter;
    if (name !== undefined) delete query[name];
  }
  return query;
}

function headersOf({ headers }: Request): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

function claimOf<P extends Principal>(
  { contract, security }: Api<P>,
  operation: Operation,
  data: RequestData,
  principal: P,
  url: string,
): IdempotencyClaim | undefined {
  const { idempotency } = contract;
  const key = idempotency && data.headers[idempotency.header.toLowerCase()];
  if (idempotency === undefined || !operation.idempotent || key === undefined) return undefined;
  return {
    tenant: security.tenant(principal),
    operation: operation.id,
    key: String(key),
    fingerprint: fingerprint(operation.method, url, data.body),
    ttlSeconds: idempotency.ttl,
  };
}

/** The handler and the proof of its reply are one unit of work: what breaks the contract leaves nothing behind. */
async function handle<P extends Principal>(
  api: Api<P>,
  exchange: Exchange,
  operation: Operation,
  data: RequestData,
  principal: P | undefined,
): Promise<StoredReply> {
  const input = {
    params: valuesIn('path', operation, data),
    query: valuesIn('query', operation, data),
    headers: valuesIn('header', operation, data),
    cookies: valuesIn('cookie', operation, data),
    body: data.form?.body ?? data.body,
    principal,
    requestId: exchange.requestId,
    operation,
  };
  try {
    return await api.unitOfWork(async () => {
      const draft = await api.handlers.get(operation.id)?.(input);
      if (typeof draft?.status !== 'number') throw new TypeError(`${operation.id} returned no reply`);
      const { reply, defects } = proveReply(operation, draft, exchange.own, api.checker);
      if (defects.length > 0) throw new BrokenReply(draft.status, defects);
      return reply;
    });
  } catch (error) {
    const problem = error instanceof Problem ? undefined : api.refusal?.(error, input);
    return refuse(api, exchange, problem ?? error);
  }
}

function valuesIn(place: ParameterPlace, operation: Operation, data: RequestData): Record<string, Json> {
  const declared = operation.parameters.filter((parameter) => parameter.in === place);
  return Object.fromEntries(
    declared.flatMap((parameter) => {
      const value = parameterValue(parameter, data);
      return value === undefined ? [] : [[parameter.name, value]];
    }),
  );
}
