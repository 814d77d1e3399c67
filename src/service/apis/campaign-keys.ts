/** The keys of the Campaign API: it takes them, and the Settings API makes them. */
import type { Scope } from '../../../generated/campaign/types.ts';
import { BASE64URL } from '../outreach/random-text.ts';

export const CAMPAIGN_KEYS = {
  /** The name under which they are stored. */
  api: 'campaign',
  /** 258 random bits. */
  secretForm: { prefix: 'wsk_', alphabet: BASE64URL, length: 43 },
} as const;

const SCOPES: Readonly<Record<Scope, true>> = {
  'campaigns:read': true,
  'campaigns:write': true,
  'enrollments:write': true,
  'prospects:read': true,
  'prospects:write': true,
  'mailboxes:read': true,
};

/** Every scope that a key may have. */
export const ALL_SCOPES: readonly Scope[] = scopesOf(Object.keys(SCOPES));

/** The scopes that this API knows; a stored key may have been made by a later version. */
export function scopesOf(scopes: readonly string[]): Scope[] {
  return scopes.filter(isScope);
}

function isScope(scope: string): scope is Scope {
  return Object.hasOwn(SCOPES, scope);
}
