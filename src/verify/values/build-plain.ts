/** The plainest value of some schemas, where nothing else is asked of it. */
import type { Json } from '@countersign/contract';
import { build } from './build.ts';
import type { GenerationContext } from './generation-context.ts';

/**
 * A value for the schemas at `pointers` together; none where no way to make one is known.
 *
 * @param attempt which branch of alternatives it takes
 */
export function buildPlain(
  generation: GenerationContext,
  pointers: readonly string[],
  attempt = 0,
): Json | undefined {
  if (pointers.length === 0) return 'example';
  const recipe = { hint: undefined, route: [], optional: 'none', together: [], attempt } as const;
  return build(generation, pointers, recipe)?.value;
}
