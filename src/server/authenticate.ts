/** Who a request is from, as the security requirements of its operation ask. */

import type { Operation, SecurityAlternative, SecurityRequirement } from '@countersign/contract';
import type { Request } from 'express';
import type { CredentialSource } from './credentials.ts';
import type { Authenticate, Principal } from './options.ts';
import { Problem } from './problem.ts';

/** A security scheme with the two functions that make it work. */
export interface Guard<P extends Principal> {
  readonly source: CredentialSource;
  readonly authenticate: Authenticate<P>;
}

export interface Identity<P extends Principal> {
  /** `undefined` only where the operation lets anyone in. */
  readonly principal: P | undefined;
  /** What the credentials lack for this operation, if anything. It is a problem only after the rate limit. */
  readonly shortfall: Problem | undefined;
}

export interface Security<P extends Principal> {
  readonly guards: ReadonlyMap<string, Guard<P>>;
  readonly granted: (required: string, scopes: readonly string[]) => boolean;
  readonly tenant: (principal: P) => string;
}

/**
 * Tries the alternatives of `operation` in their order. The first whose schemes all accept their credentials
 * is taken, and before it one that has the scopes as well.
 *
 * @throws {Problem} `unauthenticated`
 */
export async function identify<P extends Principal>(
  { guards, granted, tenant }: Security<P>,
  operation: Operation,
  request: Request,
): Promise<Identity<P>> {
  if (operation.security.length === 0) return { principal: undefined, shortfall: undefined };
  const asked = new Map<string, Promise<P | 'missing' | 'invalid'>>();
  let presented = false;
  let fallback: Identity<P> | undefined;
  for (const alternative of operation.security) {
    const principals = await Promise.all(alternative.map(({ scheme }) => ask(scheme)));
    presented ||= principals.includes('invalid');
    const accepted = principals.filter((principal) => typeof principal === 'object');
    if (accepted.length < alternative.length || !isOneTenant(accepted, tenant)) continue;
    const identity = { principal: accepted[0], shortfall: shortfall(alternative, accepted, granted) };
    if (identity.shortfall === undefined) return identity;
    fallback ??= identity;
  }
  if (fallback !== undefined) return fallback;
  throw new Problem({ kind: 'unauthenticated', credential: presented ? 'invalid' : 'missing' });

  /** Each scheme is asked once, however many alternatives name it. */
  function ask(scheme: string): Promise<P | 'missing' | 'invalid'> {
    const answer = asked.get(scheme) ?? tryScheme(guards.get(scheme), request);
    asked.set(scheme, answer);
    return answer;
  }
}

async function tryScheme<P extends Principal>(
  guard: Guard<P> | undefined,
  request: Request,
): Promise<P | 'missing' | 'invalid'> {
  const credential = guard?.source.read(request);
  if (guard === undefined || credential === undefined) return 'missing';
  return (await guard.authenticate(credential, request)) ?? 'invalid';
}

/** Two credentials that must be sent together must belong together. */
function isOneTenant<P extends Principal>(
  principals: readonly P[],
  tenant: (principal: P) => string,
): boolean {
  return new Set(principals.map(tenant)).size <= 1;
}

function shortfall<P extends Principal>(
  alternative: SecurityAlternative,
  principals: readonly P[],
  granted: Security<P>['granted'],
): Problem | undefined {
  const lacks = ({ scopes }: SecurityRequirement, index: number): string[] =>
    scopes.filter((scope) => !granted(scope, principals[index]?.scopes ?? []));
  const missing = alternative.flatMap(lacks);
  if (missing.length === 0) return undefined;
  return new Problem({
    kind: 'insufficient_scope',
    missing,
    required: alternative.flatMap(({ scopes }) => scopes),
    granted: [...new Set(principals.flatMap(({ scopes }) => scopes))],
  });
}
