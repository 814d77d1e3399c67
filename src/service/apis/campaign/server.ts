import type { Contract } from '@countersign/contract';
import { createServer } from '@countersign/server';
import type { operations } from '../../../../generated/campaign/received.ts';
import { writeCodedError } from '../coded-errors.ts';
import { toProblem } from '../coded-refusals.ts';
import type { ApiParts } from '../parts.ts';
import { rateLimits } from '../rate-limits.ts';
import { campaignHandlers } from './handlers.ts';
import { authenticateKey } from './principal.ts';

/** The Campaign API as an Express application. */
export function campaignServer(contract: Contract<operations>, parts: ApiParts) {
  const { outreach, stores, newRequestId, now, log } = parts;
  return createServer(contract, campaignHandlers(outreach), {
    authenticate: { apiKey: authenticateKey(outreach) },
    tenant: ({ workspaceId }) => workspaceId,
    problem: writeCodedError({ unauthorized: 'Missing or invalid API key.' }),
    refusal: toProblem,
    rateLimit: {
      store: stores.rateLimits,
      limits: ({ rateLimit }) => rateLimits(contract, rateLimit),
    },
    idempotency: stores.idempotency,
    unitOfWork: stores.unitOfWork,
    strict: true,
    now,
    newRequestId,
    log,
  });
}
