import type { IdempotencyStore, RateLimitStore, ServerEvent, UnitOfWork } from '@countersign/server';
import type { Outreach } from '../outreach/outreach.ts';

/** What every API of the service is built from. */
export interface ApiParts {
  readonly outreach: Outreach;
  readonly stores: {
    readonly idempotency: IdempotencyStore;
    readonly rateLimits: RateLimitStore;
    readonly unitOfWork: UnitOfWork;
  };
  readonly now: () => Date;
  readonly newRequestId: () => string;
  readonly log: (event: ServerEvent) => void;
}
