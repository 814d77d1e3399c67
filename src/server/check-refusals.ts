/**
 * A server refuses requests by itself, and a client must find each of these refusals in the contract. What
 * one operation does not document would come as an internal error to the client, so it stops the boot.
 */
import { at, type Contract, findResponse, type MediaType, type Operation } from '@countersign/contract';
import type { Api } from './api.ts';
import type { Defect } from './events.ts';
import { memoized } from './memoize.ts';
import type { Principal, WrittenProblem } from './options.ts';
import { type Facts, Problem } from './problem.ts';
import { problemDetails } from './problem-details.ts';
import { problemHeaders } from './problem-headers.ts';
import { problemToWrite } from './problem-to-write.ts';
import { rateLimitHeaders } from './rate-limit.ts';
import type { SetupProblem } from './setup-error.ts';
import { validateResponse } from './validate-response.ts';

/** The refusals of `api` that its contract does not document, as the API writes them. */
export function undocumentedRefusals<P extends Principal>(api: Api<P>): SetupProblem[] {
  const checking = { api, requestId: api.newRequestId(), problems: new Map(), defects: new Map() };
  const found = api.contract.operations.flatMap((operation) =>
    possibleRefusals(operation, api.contract).flatMap((facts) => check(checking, operation, facts)),
  );
  const told = [...Map.groupBy(found, ({ group }) => group).values()].flatMap((same) => {
    const [first, ...others] = same;
    if (first === undefined) return [];
    const operations = new Set(others.map(({ operation }) => operation)).size;
    const more = operations === 0 ? '' : ` (and ${operations} more operations)`;
    return [{ ...first, problem: { ...first.problem, message: `${first.problem.message}${more}` } }];
  });
  // One function writes all of them: it is shown once.
  const unfit = api.problem === problemDetails ? told.find(({ media }) => media !== undefined) : undefined;
  return told.map((each) =>
    each === unfit && each.media !== undefined
      ? { ...each.problem, remedy: problemToWrite(api.contract.document, each.media) }
      : each.problem,
  );
}

interface Undocumented {
  readonly problem: SetupProblem;
  readonly operation: string;
  /** What is told once, however many operations it is true of. */
  readonly group: string;
  /** What is documented, where the body that is written does not fit it. */
  readonly media: MediaType | undefined;
}

/** What is the same for many operations, and is worked out once. */
interface Checking<P extends Principal> {
  readonly api: Api<P>;
  readonly requestId: string;
  /** By their facts. */
  readonly problems: Map<string, Problem>;
  /** By what is answered, and what is documented of such an answer. */
  readonly defects: Map<string, readonly Defect[]>;
}

function check<P extends Principal>(
  checking: Checking<P>,
  operation: Operation,
  facts: Facts,
): Undocumented[] {
  const { api, requestId, problems } = checking;
  const problem = memoized(problems, JSON.stringify(facts), () => new Problem(facts));
  const written = api.problem(problem, { requestId, operation });
  const own = {
    'X-Request-Id': requestId,
    ...(isCounted(operation, facts, api.contract) && rateLimitHeaders(EXHAUSTED)),
    ...problemHeaders(facts, operation, api.security),
  };
  return defectsOf(checking, operation, written, own).map(({ in: place, path, message, pointer }) => {
    const what = `operation ${operation.id} may be refused with ${written.status} (${facts.kind})`;
    const subject = place === 'status' ? '' : `${place} ${path} `;
    const kind = place === 'status' ? 'status' : `${place} ${path} ${message}`;
    const remedy =
      place === 'status'
        ? `'${written.status}': { description: Refused., content: { ${mediaTypeOf(written)}: { schema: {} } } }`
        : undefined;
    return {
      problem: {
        message: `${what}: ${subject}${message}`,
        location: api.contract.locate(pointer),
        pointer,
        remedy,
      },
      operation: operation.id,
      group: api.isStrict ? `${operation.id} ${facts.kind} ${kind}` : `${written.status} ${kind}`,
      media: place === 'body' ? findResponse(operation, written.status)?.content[0] : undefined,
    };
  });
}

function defectsOf<P extends Principal>(
  { api, defects }: Checking<P>,
  operation: Operation,
  written: WrittenProblem,
  own: Readonly<Record<string, string>>,
): readonly Defect[] {
  const prove = (): readonly Defect[] => validateResponse(operation, written, own, api).defects;
  const spec = findResponse(operation, written.status);
  // A strict server tells of each operation at its own place.
  if (spec === undefined || api.isStrict) return prove();
  const key = JSON.stringify([written, own, at(api.contract.document, spec.pointer)]);
  return memoized(defects, key, prove);
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
