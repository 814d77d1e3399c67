import type { Contract } from '../../../src/contract/contract.ts';
import type { Exception } from '../../../src/verify/vitest.ts';

/** No request makes a correct server fail, so its 500 is shown by tests that break a server. */
export function serverFailures({ operations }: Contract): Exception[] {
  return operations.map(({ id }) => ({
    gap: `${id} 500 internal_error`,
    reason: 'no request makes a correct server fail',
  }));
}

/** What an API answers while it restarts or is overloaded, which a suite must not bring about. */
export function serverUnavailable({ operations }: Contract): Exception[] {
  return operations.map(({ id }) => ({
    gap: `${id} 503 unavailable`,
    reason: 'no request makes a service unavailable by itself',
  }));
}

/** More requests than a suite sends; `test/service/rate-limit.test.ts` shows it with a lower limit. */
export function operatorLimit({ operations }: Contract): Exception[] {
  return operations.map(({ id }) => ({
    gap: `${id} 429 rate_limited`,
    reason: 'the operator may send 600 requests a minute',
  }));
}
