/** The keys of the ColdSend API: it takes them, and the Settings API makes them. */
import type { ColdSendScope } from '../../../generated/settings/types.ts';
import { LOWER_ALPHANUMERIC } from '../outreach/random-text.ts';

export const COLDSEND_KEYS = {
  /** The name under which they are stored, and that its campaigns have as their origin. */
  api: 'coldsend',
  /** 206 random bits. */
  secretForm: { prefix: 'cs_live_', alphabet: LOWER_ALPHANUMERIC, length: 40 },
} as const;

/** Whatever there is, and will be. */
export const EVERY_SCOPE = '*' satisfies ColdSendScope;

/**
 * Whether `scopes` cover the one that is required: by itself, by all scopes of its resource (`campaigns:all`), or
 * by every scope. What `campaigns:write` covers the contract itself says, operation by operation.
 */
export function isGranted(required: string, scopes: readonly string[]): boolean {
  const [resource = ''] = required.split(':');
  return [required, `${resource}:all`, EVERY_SCOPE].some((scope) => scopes.includes(scope));
}
