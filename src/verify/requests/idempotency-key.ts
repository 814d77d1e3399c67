/** The request header whose value stands for one request, however often it is sent. */
import type { Contract, Operation, Parameter } from '@countersign/contract';

/** The name that APIs use for it (draft-ietf-httpapi-idempotency-key-header), where the contract tells none. */
const USUAL_NAME = /^(x-)?idempotency-?key$/i;

/** Whether the parameter is such a key. */
export function isIdempotencyKey({ idempotency }: Contract, { in: place, name }: Parameter): boolean {
  if (place !== 'header') return false;
  return idempotency === undefined
    ? USUAL_NAME.test(name)
    : name.toLowerCase() === idempotency.header.toLowerCase();
}

export function idempotencyParameter(contract: Contract, { parameters }: Operation): Parameter | undefined {
  return parameters.find((parameter) => isIdempotencyKey(contract, parameter));
}
