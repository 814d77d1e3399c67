import type { Contract } from '@countersign/contract';
import { createServer } from '@countersign/server';
import type { operations } from '../../../../generated/coldsend/received.ts';
import { COLDSEND_KEYS, isGranted } from '../coldsend-keys.ts';
import type { ApiParts } from '../parts.ts';
import { rateLimits } from '../rate-limits.ts';
import { writeError } from './errors.ts';
import { coldSendHandlers } from './handlers.ts';
import { authenticateKey } from './principal.ts';
import { toProblem } from './refusals.ts';

/**
 * The ColdSend API as an Express application.
 *
 * Its requests are no units of work: some of them talk to mail servers, and a transaction must not wait for one.
 * The domain begins its own.
 */
export function coldSendServer(contract: Contract<operations>, parts: ApiParts) {
  const { outreach, stores, newRequestId, now, log } = parts;
  return createServer(contract, coldSendHandlers(outreach, now), {
    authenticate: { apiKey: authenticateKey(outreach) },
    granted: isGranted,
    // Counted apart from what the workspace asks of other APIs, which have limits of their own.
    tenant: ({ workspaceId }) => `${COLDSEND_KEYS.api} ${workspaceId}`,
    problem: writeError,
    refusal: toProblem,
    rateLimit: {
      store: stores.rateLimits,
      limits: ({ rateLimit }) => rateLimits(contract, rateLimit),
    },
    strict: true,
    now,
    newRequestId,
    log,
  });
}
