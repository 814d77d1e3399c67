/** What a contract says of all its operations at once: `x-rate-limit`, `x-idempotency`, `x-max-body`. */
import type { IdempotencyPolicy, RateLimit } from './contract.ts';
import type { ContractProblem } from './contract-error.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import type { Locate } from './locate.ts';

export function readRateLimits(value: Json | undefined): RateLimit[] {
  if (!Array.isArray(value)) return [];
  return value
    .filter(isObject)
    .map(({ limit, window }) => ({ limit: Number(limit), window: Number(window) }));
}

export function readIdempotency(value: Json | undefined): IdempotencyPolicy | undefined {
  return isObject(value) ? { header: String(value['header']), ttl: Number(value['ttl']) } : undefined;
}

export function readMaxBody(value: Json | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

/** One problem for each policy whose value makes no sense. */
export function checkPolicies(document: JsonObject, locate: Locate): ContractProblem[] {
  return POLICIES.filter(({ name, fits }) => document[name] !== undefined && !fits(document[name])).map(
    ({ name, message }) => ({ message, severity: 'error', rule: name, location: locate(`/${name}`) }),
  );
}

interface Policy {
  readonly name: string;
  readonly fits: (value: Json | undefined) => boolean;
  readonly message: string;
}

const POLICIES: readonly Policy[] = [
  {
    name: 'x-rate-limit',
    fits: (rows) =>
      Array.isArray(rows) &&
      rows.every((row) => isObject(row) && isPositive(row['limit']) && isPositive(row['window'])),
    message: 'x-rate-limit must be a list of {limit, window}: requests and seconds, whole numbers above 0',
  },
  {
    name: 'x-idempotency',
    fits: (policy) => isObject(policy) && typeof policy['header'] === 'string' && isPositive(policy['ttl']),
    message: 'x-idempotency must be {header, ttl}: the name of a request header, and seconds above 0',
  },
  {
    name: 'x-max-body',
    fits: isPositive,
    message: 'x-max-body must be a number of bytes above 0',
  },
];

function isPositive(value: Json | undefined): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value > 0;
}
