/** What a contract says of all its operations at once: `x-rate-limit`, `x-idempotency`, `x-max-body`. */
import type { IdempotencyPolicy, Locate, Operation, RateLimit } from './contract.ts';
import type { ContractProblem } from './contract-error.ts';
import { at, isObject, type Json, type JsonObject } from './json.ts';

/** The name of the extension with the size of request bodies. */
export const MAX_BODY = 'x-max-body';

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
export function checkPolicies(
  document: JsonObject,
  operations: readonly Operation[],
  locate: Locate,
): ContractProblem[] {
  const check = (policy: Policy, owner: string): ContractProblem[] => {
    const { name, fits, message } = policy;
    const pointer = `${owner}/${name}`;
    const value = at(document, pointer);
    if (value === undefined || fits(value)) return [];
    return [{ message, severity: 'error', rule: name, location: locate(pointer), pointer }];
  };
  return [
    ...[...OF_CONTRACT, maxBody].flatMap((policy) => check(policy, '')),
    ...operations.flatMap(({ pointer }) => check(maxBody, pointer)),
  ];
}

interface Policy {
  readonly name: string;
  readonly fits: (value: Json | undefined) => boolean;
  readonly message: string;
}

/** Bytes of a request body: in the contract for all operations, and in one of them for that one. */
const maxBody: Policy = {
  name: MAX_BODY,
  fits: isPositive,
  message: 'x-max-body must be a number of bytes above 0',
};

const OF_CONTRACT: readonly Policy[] = [
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
];

function isPositive(value: Json | undefined): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value > 0;
}
