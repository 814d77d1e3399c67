/** The error schema that the Campaign API and the Settings API share: `{error: {code, message, details?}, meta}`. */
import type { Violation } from '@countersign/contract';
import { fromPointer } from '@countersign/contract';
import type { ProblemContext, WrittenProblem } from '@countersign/server';
import { type Facts, Problem } from '@countersign/server';

export interface ErrorDetail {
  /** `steps[0].subject`, a parameter's name, or empty for the body as a whole. */
  readonly field: string;
  readonly message: string;
}

/** The sentences in which the two APIs differ. */
export interface Words {
  readonly unauthorized: string;
}

interface CodedError {
  readonly code: string;
  readonly message: string;
  readonly details?: unknown;
}

/** A refusal of the application in terms of this error schema. */
export function refusal(
  status: number,
  code: string,
  message: string,
  details?: readonly ErrorDetail[],
): Problem {
  return new Problem({
    kind: 'application',
    status,
    code,
    message,
    ...(details !== undefined && { details }),
  });
}

/** The 400 for invalid values, whether a schema or the domain found them. */
export function validationError(details: readonly ErrorDetail[]): Problem {
  return refusal(400, 'validation_error', INVALID_VALUES, details);
}

const INVALID_VALUES = 'Missing required fields or invalid values.';

/** Writes every problem of an API in the shared error schema. */
export function writeCodedError(words: Words): (problem: Problem, context: ProblemContext) => WrittenProblem {
  return ({ facts, status }, { requestId }) => ({
    status,
    body: { error: toError(facts, words), meta: { request_id: requestId } },
  });
}

function toError(facts: Facts, words: Words): CodedError {
  switch (facts.kind) {
    case 'application':
      return {
        code: facts.code,
        message: facts.message,
        ...(facts.details !== undefined && { details: facts.details }),
      };
    case 'unauthenticated':
      return { code: 'unauthorized', message: words.unauthorized };
    case 'insufficient_scope':
      return {
        code: 'insufficient_scope',
        message: `Your API key does not have the required scope: ${facts.missing.join(', ')}.`,
      };
    case 'rate_limited':
      return { code: 'rate_limited', message: `Exceeded ${facts.limit} requests per minute.` };
    case 'route_not_found':
      return { code: 'not_found', message: `There is nothing at ${facts.method} ${brief(facts.path)}.` };
    case 'method_not_allowed':
      return {
        code: 'method_not_allowed',
        message: `${facts.method} is not allowed here; allowed: ${facts.allow.join(', ')}.`,
      };
    case 'payload_too_large':
      return {
        code: 'payload_too_large',
        message: `The request body is larger than ${facts.limit.toLocaleString('en')} bytes.`,
      };
    case 'unsupported_media_type':
      return {
        code: 'unsupported_media_type',
        message: `${SUBJECT[facts.header]} must be ${facts.supported.join(' or ')}.`,
      };
    case 'malformed': {
      const field = facts.part === 'body' ? '' : facts.part;
      return {
        code: 'validation_error',
        message: INVALID_VALUES,
        details: [{ field, message: facts.reason }],
      };
    }
    case 'invalid_request':
      return { code: 'validation_error', message: INVALID_VALUES, details: toDetails(facts.violations) };
    case 'idempotency_mismatch':
      return { code: 'conflict', message: 'This Idempotency-Key was already used with another request.' };
    case 'idempotency_running':
      return { code: 'conflict', message: 'The first request with this Idempotency-Key is still running.' };
    case 'internal':
      return { code: 'internal_error', message: 'Something went wrong on our side.' };
  }
}

const SUBJECT = {
  'Content-Type': 'The request body',
  'Content-Encoding': 'The Content-Encoding',
} as const satisfies Record<(Facts & { kind: 'unsupported_media_type' })['header'], string>;

/** The contract allows this many; a body can break more clauses than anyone will read. */
const MAX_DETAILS = 1000;

/** One entry for each field and sentence: a sentence that stands for several clauses is said once. */
function toDetails(violations: readonly Violation[]): ErrorDetail[] {
  const details = violations.map((violation) => ({
    field: brief(fieldOf(violation.pointer)),
    message: brief(violation.message),
  }));
  const distinct = new Map(details.map((detail) => [`${detail.field}\n${detail.message}`, detail]));
  return [...distinct.values()].slice(0, MAX_DETAILS);
}

/** `/steps/0/subject` → `steps[0].subject` */
export function fieldOf(pointer: string): string {
  return fromPointer(pointer).reduce((path, segment) => {
    if (/^\d+$/.test(segment)) return `${path}[${segment}]`;
    return path === '' ? segment : `${path}.${segment}`;
  }, '');
}

/** Characters that the contract allows in a field's path and in a message. */
const MAX_TEXT = 500;

/** What a client sent may be long; an error that repeats it must not be. */
function brief(text: string): string {
  if (text.length <= MAX_TEXT) return text;
  // Not in the middle of a surrogate pair.
  return `${text.slice(0, MAX_TEXT - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
