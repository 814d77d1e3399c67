/** The request ids of a mock: random, or what the contract documents where that is something else. */
import { randomUUID } from 'node:crypto';
import type { Contract } from '@countersign/contract';
import { type MockValues, PLAIN } from './mock-values.ts';

/** The header that a server puts on each answer. */
const HEADER = 'x-request-id';

export function requestIds({ operations }: Contract, values: MockValues): () => string {
  const documented = operations
    .flatMap(({ responses }) => responses.flatMap(({ headers }) => headers))
    .filter(({ name }) => name.toLowerCase() === HEADER);
  const odd = documented.find((header) => !values.fits(header, randomUUID()));
  const value = odd && values.valueFor(odd, PLAIN);
  return value === undefined ? randomUUID : () => String(value);
}
