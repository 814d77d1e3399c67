/** Values that are no members of an enum, and like its members in everything else. */
import type { Json } from '@countersign/contract';
import { type Level, stringsOf } from './effective-schema.ts';
import { formatSamples } from './formats.ts';
import type { Workshop } from './generation-context.ts';
import { numbersFor, shift, stepOf } from './numbers.ts';
import { membersOf } from './scalars.ts';
import { stringsFor } from './strings.ts';

/** Candidates, those nearest to `current`, which is a member, first. */
export function strangersTo(workshop: Workshop, level: Level, current: Json): Json[] {
  if (typeof current === 'boolean') return [!current];
  // Where two enums meet, a member of one of them may be none of the other.
  const others = membersOf(level);
  if (typeof current === 'number') {
    const step = stepOf(level);
    const near = [shift(current, step, 1), shift(current, step, -1)];
    return [...near, current + 1000, -1, ...numbersFor(level), ...others];
  }
  if (typeof current !== 'string') return ['notAMember', 99, ...others];
  const [format] = stringsOf(level, 'format');
  return [
    `${current}x`,
    current.toUpperCase(),
    current.toLowerCase(),
    'notAMember',
    ...others,
    ...((format === undefined ? undefined : formatSamples(format, workshop.now))?.good ?? []),
    ...stringsFor(level, workshop),
  ];
}
