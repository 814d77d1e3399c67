import type { Migration } from 'kysely/migration';
import { outreach } from './0001-outreach.ts';
import { requests } from './0002-requests.ts';
import { campaignsOfApis } from './0003-campaigns-of-apis.ts';
import { enrollmentProgress } from './0004-enrollment-progress.ts';
import { mailConnections } from './0005-mail-connections.ts';
import { jobs } from './0006-jobs.ts';
import { ownRateLimits } from './0007-own-rate-limits.ts';

/** All migrations by name, which is what decides their order. One that has been released never changes. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-outreach': outreach,
  '0002-requests': requests,
  '0003-campaigns-of-apis': campaignsOfApis,
  '0004-enrollment-progress': enrollmentProgress,
  '0005-mail-connections': mailConnections,
  '0006-jobs': jobs,
  '0007-own-rate-limits': ownRateLimits,
};
