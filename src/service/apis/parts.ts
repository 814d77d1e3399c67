import type {
  IdempotencyStore,
  RateLimit,
  RateLimitStore,
  ServerEvent,
  UnitOfWork,
} from '@countersign/server';
import type { Outreach } from '../outreach/outreach.ts';

/** Who runs the service, as the Settings API knows them. */
export interface OperatorSettings {
  /** The SHA-256 of the operator's token, in lower-case hexadecimal. */
  readonly tokenDigest: string;
  /** @default the limits of the contract */
  readonly rateLimits?: readonly RateLimit[] | undefined;
}

/** What every API of the service is built from. */
export interface ApiParts {
  readonly outreach: Outreach;
  readonly stores: {
    readonly idempotency: IdempotencyStore;
    readonly rateLimits: RateLimitStore;
    readonly unitOfWork: UnitOfWork;
  };
  readonly operator: OperatorSettings;
  readonly now: () => Date;
  readonly newRequestId: () => string;
  readonly log: (event: ServerEvent) => void;
}
