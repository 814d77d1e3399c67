import type { Outreach } from '../outreach/outreach.ts';
import type { ServerEvent } from '../server/events.ts';
import type { IdempotencyStore, RateLimitStore, UnitOfWork } from '../server/stores.ts';

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
