import type { Json } from './json.ts';
import { factsOf } from './keyword-facts.ts';
import { brief } from './wording.ts';

/**
 * A sentence for a failed keyword that reads on from the value's name: `must be at most 200 characters`.
 */
export function describeFailure(keyword: string, expected: Json, actual: Json | undefined): string {
  return factsOf(keyword).message?.(expected, actual ?? null) ?? `must satisfy ${keyword} ${brief(expected)}`;
}
