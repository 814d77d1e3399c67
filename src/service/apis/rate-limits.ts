import type { Contract, RateLimit } from '@countersign/contract';

/** Seconds in the window that a workspace's own limit is given for. */
const MINUTE = 60;

/**
 * The limits of an API for one workspace: those of its contract, unless the operator has set another.
 *
 * @param perMinute requests that the operator allows in a minute, in place of every window of the contract
 */
export function rateLimits({ rateLimits }: Contract, perMinute: number | null): readonly RateLimit[] {
  return perMinute === null ? rateLimits : [{ limit: perMinute, window: MINUTE }];
}
