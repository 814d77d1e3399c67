import type { Migration } from 'kysely/migration';
import { outreach } from './0001-outreach.ts';
import { requests } from './0002-requests.ts';

/** All migrations by name, which is what decides their order. One that has been released never changes. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-outreach': outreach,
  '0002-requests': requests,
};
