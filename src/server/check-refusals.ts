/**
 * A server refuses requests by itself, and a client must find each of these refusals in the contract. What
 * one operation does not document would come as an internal error to the client, so it stops the boot.
 */
import type { Contract, Operation } from '@countersign/contract';
import type { Api } from './api.ts';
import type { Principal, WrittenProblem } from './options.ts';
import { type Facts, Problem } from './problem.ts';
import { problemHeaders } from './problem-headers.ts';
import { rateLimitHeaders } from './rate-limit.ts';
import type { SetupProblem } from './setup-error.ts';
import { validateResponse } from './validate-response.ts';

/** The refusals of `api` that its contract does not document, as the API writes them. */
export function undocumentedRefusals<P extends Principal>(api: Api<P>): SetupProblem[] {
  const found = api.contract.operations.flatMap((operation) =>
    possibleRefusals(operation, api.contract).flatMap((facts) => check(api, operation, facts)),
  );
  const grouped = [...Map.groupBy(found, ({ group }) => group).values()].flatMap((same) => {
    const [first, ...others] = same;
    if (first === undefined) return [];
    const operations = new Set(others.map(({ operation }) => operation)).size;
    const more = operations === 0 ? '' : ` (and ${operations} more operations)`;
    return [{ ...first, message: `${first.message}${more}` }];
  });
  return grouped;
}

interface Undocumented extends SetupProblem {
  readonly operation: string;
  /** What is told once, however many operations it is true of. */
  readonly group: string;
}

function check<P extends Principal>(api: Api<P>, operation: Operation, facts: Facts): Undocumented[] {
  const requestId = api.newRequestId();
  const written = api.problem(new Problem(facts), { requestId, operation });
  const own = {
    'X-Request-Id': requestId,
    ...(isCounted(operation, facts, api.contract) && rateLimitHeaders(EXHAUSTED)),
    ...problemHeaders(facts, operation, api.security),
  };
  const { defects } = validateResponse(operation, written, own, api);
  return defects.map(({ in: place, path, message, pointer }) => {
    const what = `operation ${operation.id} may be refused with ${written.status} (${facts.kind})`;
    const subject = place === 'status' ? '' : `${place} ${path} `;
    const kind = place === 'status' ? 'status' : `${place} ${path} ${message}`;
    return {
      message: `${what}: ${subject}${message}`,
      location: api.contract.locate(pointer),
      pointer,
      operation: operation.id,
      group: api.isStrict ? `${operation.id} ${facts.kind} ${kind}` : `${written.status} ${kind}`,
      remedy:
        place === 'status'
          ? `'${written.status}': { description: Refused., content: { ${mediaTypeOf(written)}: { schema: {} } } }`
          : undefined,
    };
  });
}

function mediaTypeOf({ mediaType = 'application/json' }: WrittenProblem): string {
  return mediaType;
}

/** A request is counted once it is known who sent it. */
function isCounted({ security }: Operation, facts: Facts, { rateLimits }: Contract): boolean {
  return rateLimits.length > 0 && security.length > 0 && facts.kind !== 'unauthenticated';
}

const EXHAUSTED = { allowed: false, limit: 1, remaining: 0, resetAt: new Date(0), retryAfterSeconds: 1 };

function possibleRefusals(operation: Operation, contract: Contract): Facts[] {
  const { security, body, idempotent } = operation;
  const scopes = security.flat().flatMap((requirement) => requirement.scopes);
  const key = 'key';
  return [
    { kind: 'internal' },
    { kind: 'malformed', part: 'query', reason: 'is not valid percent-encoding of UTF-8' },
    // Any operation refuses a query parameter that it does not declare.
    { kind: 'invalid_request', violations: [UNKNOWN_PARAMETER] },
    ...when<Facts>(
      security.length > 0,
      { kind: 'unauthenticated', credential: 'missing' },
      { kind: 'unauthenticated', credential: 'invalid' },
    ),
    ...when<Facts>(security.length > 0 && contract.rateLimits.length > 0, {
      kind: 'rate_limited',
      limit: EXHAUSTED.limit,
      retryAfterSeconds: EXHAUSTED.retryAfterSeconds,
    }),
    ...when<Facts>(scopes.length > 0, {
      kind: 'insufficient_scope',
      missing: scopes,
      required: scopes,
      granted: [],
    }),
    ...when<Facts>(
      body !== undefined,
      { kind: 'payload_too_large', limit: 1 },
      { kind: 'unsupported_media_type', header: 'Content-Type', value: undefined, supported: ['*/*'] },
    ),
    ...when<Facts>(
      idempotent,
      { kind: 'idempotency_mismatch', key },
      { kind: 'idempotency_running', key, retryAfterSeconds: 1 },
    ),
  ];
}

function when<Item>(condition: boolean, ...items: Item[]): Item[] {
  return condition ? items : [];
}

const UNKNOWN_PARAMETER = {
  in: 'query',
  pointer: '/unknown',
  keyword: 'additionalProperties',
  expected: false,
  actual: '',
  message: 'is not a known parameter',
} as const;
