/** The walk of a request to its reply, one step after the other. */

import type { Operation } from '@countersign/contract';
import type { Request, Response } from 'express';
import type { Api, Exchange } from './api.ts';
import { identify } from './authenticate.ts';
import { handle } from './handle.ts';
import { fingerprint, type KeyedRequest, once, recall } from './idempotency.ts';
import { BrokenItem } from './item-stream.ts';
import type { Principal } from './options.ts';
import { Problem } from './problem.ts';
import { countRequest, rateLimitHeaders, refuseAboveLimit } from './rate-limit.ts';
import { readRequest } from './read-request.ts';
import { BrokenReply, refuse, tell } from './refuse.ts';
import type { RequestData } from './request-data.ts';
import { type SentReply, send } from './send.ts';
import type { Target } from './target.ts';
import { refuseInvalid, violationsOf } from './validate-request.ts';

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
  send(response, reply, exchange.own, (error) => {
    const isItem = error instanceof BrokenItem;
    tell(api, exchange, isItem ? new BrokenReply(reply.status, error.defects) : error);
  });
}

async function walk<P extends Principal>(
  api: Api<P>,
  exchange: Exchange,
  request: Request,
  response: Response,
  target: Target,
): Promise<SentReply> {
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
  const body = await api.bodyReader(operation)?.(request, response);
  try {
    const data = readRequest(api, operation, request, body, target.search, found.params);
    const keyed = principal && keyedRequest(api, operation, data, principal, request.originalUrl);
    const earlier = keyed && (await recall(keyed));
    if (earlier !== undefined) return earlier;
    const compare = api.crossCheck?.take(operation, data);
    const violations = violationsOf(operation, data, api.requestChecker);
    await compare?.(violations, exchange.requestId);
    refuseInvalid(operation, violations);
    const execute = (): Promise<SentReply> => handle(api, exchange, operation, data, principal);
    return await (keyed ? once(keyed, execute) : execute());
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

/** `undefined` for a request without a key. Its body is taken as it was sent, before defaults are filled in. */
function keyedRequest<P extends Principal>(
  { contract, security, idempotency: store }: Api<P>,
  operation: Operation,
  data: RequestData,
  principal: P,
  url: string,
): KeyedRequest | undefined {
  const { idempotency: policy } = contract;
  const key = policy && data.sent.headers[policy.header.toLowerCase()];
  if (!policy || !store || !operation.idempotent || key === undefined) return undefined;
  const claim = {
    tenant: security.tenant(principal),
    operation: operation.id,
    key: String(key),
    fingerprint: fingerprint(operation.method, url, data.body),
    ttlSeconds: policy.ttl,
  };
  return { store, claim };
}
