/** The error schema of the ColdSend API: `detail`, as a sentence or as a list, and the two errors that say more. */
import type { Violation } from '@countersign/contract';
import { isObject } from '@countersign/contract';
import type { WrittenProblem } from '@countersign/server';
import { type Facts, Problem } from '@countersign/server';
import { type ValidationFailure, validationFailures } from './validation.ts';

/** The status of what breaks the contract (design.md, decisions on the ColdSend API). */
const UNPROCESSABLE = 422;

/** A business rule is against the request. */
const REFUSED = 400;

type Body =
  | { readonly detail: string | readonly ValidationFailure[] }
  | {
      readonly detail: string;
      readonly error: string;
      readonly required: readonly string[];
      readonly granted: readonly string[];
    }
  | LaunchNotReady;

interface LaunchNotReady {
  readonly is_launch_ready: false;
  readonly missing_requirements: readonly LaunchRequirement[];
}

export type LaunchRequirement = 'leads' | 'inboxes' | 'variants';

/** A refusal whose answer is a sentence. */
export function refusal(status: number, code: string, message: string, headers = {}): Problem {
  return new Problem({ kind: 'application', status, code, message, headers });
}

/** The refusal of a launch, which has a body of its own (seed, "Missing Launch Requirements"). */
export function launchNotReady(missing: readonly LaunchRequirement[]): Problem {
  const details: LaunchNotReady = { is_launch_ready: false, missing_requirements: missing };
  const message = `The campaign lacks ${missing.join(', ')}.`;
  return new Problem({ kind: 'application', status: REFUSED, code: 'not_launch_ready', message, details });
}

/** Writes every problem of the API. */
export function writeError({ facts, status, message }: Problem): WrittenProblem {
  switch (facts.kind) {
    case 'application':
      return { status, headers: facts.headers ?? {}, body: facts.details ?? sentence(facts.message) };
    case 'unauthenticated':
      return { status, body: sentence(UNAUTHENTICATED[facts.credential]) };
    case 'insufficient_scope':
      return { status, body: scopeError(facts) };
    case 'rate_limited':
      return {
        status,
        body: sentence(`Rate limit exceeded. Retry after ${facts.retryAfterSeconds} seconds.`),
      };
    case 'route_not_found':
      return { status, body: sentence('Not Found') };
    case 'method_not_allowed':
      return { status, body: sentence('Method Not Allowed') };
    case 'payload_too_large':
      return { status, body: sentence(`Request body is larger than ${facts.limit} bytes`) };
    case 'unsupported_media_type':
      return { status, body: sentence(`${facts.header} must be ${facts.supported.join(' or ')}`) };
    case 'malformed':
      return { status: UNPROCESSABLE, body: { detail: [unreadable(facts)] } };
    case 'invalid_request':
      return violationsError(facts.violations);
    case 'internal':
      return { status, body: sentence('Internal server error') };
    // The contract has no idempotency keys.
    case 'idempotency_mismatch':
    case 'idempotency_running':
      return { status, body: sentence(message) };
  }
}

function sentence(detail: string): Body {
  return { detail };
}

/** Seed, "Authentication Errors". */
const UNAUTHENTICATED = {
  missing: 'API key required. Include your API key in X-API-Key header.',
  invalid: 'Invalid or revoked API key',
};

/** Seed, "Insufficient Permissions". */
function scopeError({ missing, required, granted }: Facts & { kind: 'insufficient_scope' }): Body {
  return {
    detail: `Missing required scopes: ${missing.join(', ')}`,
    error: 'insufficient_scopes',
    required,
    granted,
  };
}

function unreadable(facts: Facts & { kind: 'malformed' }): ValidationFailure {
  const loc = [facts.part];
  if (facts.part !== 'body') {
    return { loc, msg: 'invalid percent-encoding', type: 'value_error.unicodedecode' };
  }
  return facts.mediaType === 'multipart/form-data'
    ? { loc, msg: 'Invalid multipart body', type: 'value_error.multipart' }
    : { loc, msg: 'Invalid JSON', type: 'value_error.jsondecode' };
}

/** A sum that is wrong is a business rule; it waits until nothing else is. */
function violationsError(violations: readonly Violation[]): WrittenProblem {
  const others = violations.filter(({ keyword }) => keyword !== 'x-sum');
  if (others.length > 0) return { status: UNPROCESSABLE, body: { detail: validationFailures(others) } };
  return { status: REFUSED, body: sentence(distributionMismatch(violations[0])) };
}

/** Seed, "Variant Distribution Mismatch". */
function distributionMismatch(violation: Violation | undefined): string {
  const { expected, actual } = violation ?? { expected: null, actual: null };
  const { of, is } = isObject(expected) ? expected : {};
  const shares = (Array.isArray(actual) ? actual : []).map((item) => (isObject(item) ? item[String(of)] : 0));
  const sum = shares.reduce<number>((total, share) => total + Number(share), 0);
  return `Variant distributions must sum to ${String(is)}%, got ${sum}%`;
}
