import { createHash, timingSafeEqual } from 'node:crypto';
import type { Authenticate, Principal } from '@countersign/server';

/** The one who runs the service. There is one, so nothing but the token needs to be known. */
export type Operator = Principal;

/** The tenant under which the operator's requests are counted. */
export const OPERATOR = 'operator';

/** Knows the operator by the SHA-256 digest of the token, in lower-case hexadecimal. */
export function authenticateOperator(tokenDigest: string): Authenticate<Operator> {
  const expected = Buffer.from(tokenDigest, 'hex');
  return async ({ secret }) => {
    const given = createHash('sha256').update(secret).digest();
    return timingSafeEqual(given, expected) ? { scopes: [] } : undefined;
  };
}
