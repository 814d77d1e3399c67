/** Values that are no members of an enum, and like its members in everything else. */
import type { Json } from '@countersign/contract';
import { type EffectiveSchema, stringsOf } from './effective-schema.ts';
import { formatSamples } from './formats.ts';
import type { GenerationContext } from './generation-context.ts';
import { numbersFor, shift, stepOf } from './numbers.ts';
import { membersOf } from './scalars.ts';
import { stringsFor } from './strings.ts';

/** Candidates, those nearest to `current`, which is a member, first. */
export function nonEnumValues(
  generation: GenerationContext,
  effective: EffectiveSchema,
  current: Json,
): Json[] {
  if (typeof current === 'boolean') return [!current];
  // Where two enums meet, a member of one of them may be none of the other.
  const others = membersOf(effective);
  if (typeof current === 'number') {
    const step = stepOf(effective);
    const near = [shift(current, step, 1), shift(current, step, -1)];
    return [...near, current + 1000, -1, ...numbersFor(effective), ...others];
  }
  if (typeof current !== 'string') return ['notAMember', 99, ...others];
  const [format] = stringsOf(effective, 'format');
  return [
    `${current}x`,
    current.toUpperCase(),
    current.toLowerCase(),
    'notAMember',
    ...others,
    ...((format === undefined ? undefined : formatSamples(format, generation.now))?.good ?? []),
    ...stringsFor(effective, generation),
  ];
}
