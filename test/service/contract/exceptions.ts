/** What the contract suites leave open, each with the reason. A suite fails on one that is missing and on one too many. */

import { clausesOf } from '../../../src/contract/clauses.ts';
import type { Contract, Operation } from '../../../src/contract/contract.ts';
import { crossFieldKeywords } from '../../../src/contract/keywords.ts';
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

/** What Prism does not look at. */
export function unknownToPrism(contract: Contract): Exception[] {
  const crossField = new Set<string>(crossFieldKeywords.map(({ name }) => name));
  const takesForms = new Set(contract.operations.filter(takesOnlyForms).map(({ id }) => id));
  return clausesOf(contract).flatMap(({ id, operation, keyword, value, in: place }) => {
    if (crossField.has(keyword)) {
      return [{ gap: id, reason: 'Prism knows JSON Schema, and no keyword of ours' }];
    }
    if (place === 'query' && keyword === 'minLength' && value === 1) {
      return [{ gap: id, reason: 'Prism takes an empty query parameter for none' }];
    }
    if (takesForms.has(operation) && place !== 'response') {
      return [{ gap: id, reason: 'Prism reads every part of a form as text' }];
    }
    return [];
  });
}

function takesOnlyForms({ body }: Operation): boolean {
  return body?.content.every(({ type }) => type === 'multipart/form-data') === true;
}
