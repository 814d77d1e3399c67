import type { Violation } from '@countersign/contract';

/**
 * What went wrong, as facts. The sentences and codes that a client reads are written from them, by the
 * one function of each API that knows its error schema.
 */
export type Facts =
  | { readonly kind: 'unauthenticated'; readonly credential: 'missing' | 'invalid' }
  | {
      readonly kind: 'insufficient_scope';
      readonly missing: readonly string[];
      readonly required: readonly string[];
      readonly granted: readonly string[];
    }
  | { readonly kind: 'rate_limited'; readonly limit: number; readonly retryAfterSeconds: number }
  | { readonly kind: 'route_not_found'; readonly method: string; readonly path: string }
  | {
      readonly kind: 'method_not_allowed';
      readonly method: string;
      readonly path: string;
      readonly allow: readonly string[];
    }
  /** `limit` is in bytes. */
  | { readonly kind: 'payload_too_large'; readonly limit: number }
  | {
      readonly kind: 'unsupported_media_type';
      readonly header: 'Content-Type' | 'Content-Encoding';
      /** What the header said, if it was there. */
      readonly value: string | undefined;
      readonly supported: readonly string[];
    }
  /** The URL cannot be read at all: percent-encoding. `reason` reads on from the name of the part. */
  | { readonly kind: 'malformed'; readonly part: 'path' | 'query'; readonly reason: string }
  /** The body is not what its media type says: UTF-8, JSON, the boundaries of a form. */
  | {
      readonly kind: 'malformed';
      readonly part: 'body';
      readonly reason: string;
      /** That of the contract: `application/json`. */
      readonly mediaType: string;
    }
  | { readonly kind: 'invalid_request'; readonly violations: readonly Violation[] }
  | { readonly kind: 'idempotency_mismatch'; readonly key: string }
  | { readonly kind: 'idempotency_running'; readonly key: string; readonly retryAfterSeconds: number }
  /** A defect of ours. What it was is in the log only. */
  | { readonly kind: 'internal' }
  | ApplicationFacts;

/** A refusal of the application behind the contract: `new Problem({ kind: 'application', … })`. */
export interface ApplicationFacts {
  readonly kind: 'application';
  /** The application's own name for it: `unusable_mailboxes`. */
  readonly code: string;
  /** The documented HTTP status. */
  readonly status: number;
  /** What a person reads. */
  readonly message: string;
  /** Whatever the API's error schema has room for. */
  readonly details?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A refusal inside the server, before it is put in the API's own error schema. Handlers may throw one. */
export class Problem extends Error {
  readonly facts: Facts;
  /** The HTTP status that the field uses for it (RFC 9110 §15); an API may answer with another. */
  readonly status: number;

  /** @param status where it is another than the usual one of these facts */
  constructor(facts: Facts, status?: number) {
    super(describe(facts));
    this.name = 'Problem';
    this.facts = facts;
    this.status = status ?? (facts.kind === 'application' ? facts.status : STATUS[facts.kind]);
  }
}

/** A body that cannot be read. */
export function malformed(reason: string, mediaType: string): Problem {
  return new Problem({ kind: 'malformed', part: 'body', reason, mediaType });
}

const STATUS: Readonly<Record<Exclude<Facts['kind'], 'application'>, number>> = {
  malformed: 400,
  invalid_request: 400,
  unauthenticated: 401,
  insufficient_scope: 403,
  route_not_found: 404,
  method_not_allowed: 405,
  idempotency_mismatch: 409,
  idempotency_running: 409,
  payload_too_large: 413,
  unsupported_media_type: 415,
  rate_limited: 429,
  internal: 500,
};

/** One plain English sentence, for an API that has none of its own. */
function describe(facts: Facts): string {
  switch (facts.kind) {
    case 'application':
      return facts.message;
    case 'unauthenticated':
      return facts.credential === 'missing' ? 'A credential is required.' : 'The credential is not valid.';
    case 'insufficient_scope':
      return `The credential lacks a scope: ${facts.missing.join(', ')}.`;
    case 'rate_limited':
      return `Too many requests. Retry after ${facts.retryAfterSeconds} seconds.`;
    case 'route_not_found':
      return `Nothing is at ${facts.method} ${facts.path}.`;
    case 'method_not_allowed':
      return `${facts.method} is not allowed at ${facts.path}. Allowed: ${facts.allow.join(', ')}.`;
    case 'payload_too_large':
      return `The body is larger than ${facts.limit} bytes.`;
    case 'unsupported_media_type':
      return `${facts.header} must be ${facts.supported.join(' or ')}.`;
    case 'malformed':
      return `The ${facts.part} ${facts.reason}.`;
    case 'invalid_request':
      return 'The request does not keep the contract.';
    case 'idempotency_mismatch':
      return 'The idempotency key was used for a different request.';
    case 'idempotency_running':
      return 'The first request with this idempotency key is still running.';
    case 'internal':
      return 'Something went wrong on our side.';
  }
}
