import type { Contract } from '@countersign/contract';
import { createServer } from '@countersign/server';
import type { operations } from '../../../../generated/settings/received.ts';
import { writeCodedError } from '../coded-errors.ts';
import { toProblem } from '../coded-refusals.ts';
import type { ApiParts } from '../parts.ts';
import { settingsHandlers } from './handlers.ts';
import { authenticateOperator, OPERATOR } from './operator.ts';

/** The Settings API as an Express application. */
export function settingsServer(contract: Contract<operations>, parts: ApiParts) {
  const { operator, outreach, stores, newRequestId, now, log } = parts;
  const limits = operator.rateLimits ?? contract.rateLimits;
  return createServer(contract, settingsHandlers(outreach), {
    authenticate: { operatorToken: authenticateOperator(operator.tokenDigest) },
    tenant: () => OPERATOR,
    problem: writeCodedError({ unauthorized: 'Missing or invalid operator token.' }),
    refusal: toProblem,
    rateLimit: { store: stores.rateLimits, limits: () => limits },
    idempotency: stores.idempotency,
    unitOfWork: stores.unitOfWork,
    strict: true,
    now,
    newRequestId,
    log,
  });
}
