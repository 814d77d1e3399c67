/** How a mock refuses: with the answer that the contract documents for it, or else by RFC 9457. */
import { findResponse, type Operation, type ResponseSpec } from '@countersign/contract';
import { type Facts, Problem } from '@countersign/server';

/** An answer that refuses. */
export interface Refusal {
  readonly status: number;
  readonly spec: ResponseSpec;
}

/**
 * The documented answer for `facts`; `undefined` where the contract says nothing of it.
 *
 * @param wanted the status that the request asks for, where several refuse it
 */
export function documentedRefusal(
  operation: Operation,
  { facts, status: usual }: Problem,
  wanted: number | undefined,
): Refusal | undefined {
  if (facts.kind === 'application') return undefined;
  const statuses = STATUSES[facts.kind] ?? [usual];
  const own = statuses.filter((status) => operation.responses.some((each) => each.status === String(status)));
  const status = own.find((each) => each === wanted) ?? own[0] ?? usual;
  const spec = findResponse(operation, status);
  return spec && { status, spec };
}

/** What contracts answer with, the usual first. 404 stands for a value of the path that no thing has. */
const STATUSES: Readonly<Partial<Record<Facts['kind'], readonly number[]>>> = {
  invalid_request: [422, 400, 404],
  malformed: [400, 422, 404],
  payload_too_large: [413, 400, 422],
  unsupported_media_type: [415, 400, 422],
  unauthenticated: [401, 403],
};

/** The problem that `status` is for, where a server puts headers of its own on it: a challenge, the time to wait. */
export function problemOf(operation: Operation, status: number | undefined): Problem | undefined {
  if (status === 401 && operation.security.length > 0)
    return new Problem({ kind: 'unauthenticated', credential: 'invalid' });
  if (status === 429) return new Problem({ kind: 'rate_limited', limit: 1, retryAfterSeconds: 1 });
  return undefined;
}
