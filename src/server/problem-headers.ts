import type { Operation } from '@countersign/contract';
import type { Security } from './authenticate.ts';
import type { Principal } from './options.ts';
import type { Facts } from './problem.ts';

/** The headers that belong to a kind of problem, whatever the API says about it. */
export function problemHeaders<P extends Principal>(
  facts: Facts,
  operation: Operation | undefined,
  security: Security<P>,
): Record<string, string> {
  switch (facts.kind) {
    case 'unauthenticated':
      return challengeOf(challenges(operation, security));
    case 'method_not_allowed':
      return { Allow: facts.allow.join(', ') };
    case 'rate_limited':
    case 'idempotency_running':
      return { 'Retry-After': String(facts.retryAfterSeconds) };
    default:
      return {};
  }
}

function challengeOf(challenge: string): Record<string, string> {
  return challenge === '' ? {} : { 'WWW-Authenticate': challenge };
}

/** RFC 9110 §11.6.1: a 401 says how to do better. */
function challenges<P extends Principal>(operation: Operation | undefined, { guards }: Security<P>): string {
  const schemes = new Set((operation?.security ?? []).flat().map(({ scheme }) => scheme));
  return [...schemes]
    .flatMap((scheme) => guards.get(scheme)?.source.challenge ?? [])
    .filter((challenge) => challenge !== '')
    .join(', ');
}
