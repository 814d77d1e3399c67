/** Random strings and numbers of an effective schema. */

import type { Json } from '@countersign/contract';
import fc, { type Arbitrary } from 'fast-check';
import {
  atLeast,
  atMost,
  type EffectiveSchema,
  stringsOf,
  typesOf,
  valuesOf,
} from '../../values/effective-schema.ts';
import type { GenerationContext } from '../../values/generation-context.ts';
import { highestOf, lowestOf, shift, stepOf } from '../../values/numbers.ts';
import { scalarsFor, variations } from '../../values/scalars.ts';
import { stringsFor } from '../../values/strings.ts';

/** Characters beyond those that a schema asks for. */
const MORE_CHARACTERS = 24;

/** Numbers that nothing bounds are no farther from zero than this. */
const FARTHEST = 1_000_000;

/** Between two numbers that may have a fraction: what a target that keeps money keeps, too. */
const FINEST = 0.01;

/** Dates are drawn from these years: what every calendar and every database knows. */
const FIRST_DAY = new Date('1971-01-01T00:00:00Z');
const LAST_DAY = new Date('2099-12-31T23:59:59Z');

/** What characters texts may have. */
export type Texts = 'any' | 'words';

/** Different samples of one kind: a real id takes the place of each. */
const MOST_IDS = 3;

/** Samples of ids. */
export function idArbitrary(generation: GenerationContext, effective: EffectiveSchema): Arbitrary<Json> {
  const [sample, ...others] = samplesOf(generation, effective);
  return sample === undefined ? fc.constant('example') : fc.constantFrom(sample, ...others);
}

function samplesOf(generation: GenerationContext, effective: EffectiveSchema): Json[] {
  const [type = 'string'] = typesOf(effective);
  const [first] = scalarsFor(effective, type, generation);
  if (first === undefined) return [];
  const samples = new Set([first]);
  for (let index = 1; samples.size < MOST_IDS && index <= MOST_IDS; index++) {
    for (const other of variations(effective, first, index, generation)) {
      if (!effective.schemas.every(({ pointer }) => generation.fits(pointer, other))) continue;
      samples.add(other);
      break;
    }
  }
  return [...samples];
}

/** @param texts `words`: of letters and digits alone, since other characters may be read as separating two texts */
export function stringArbitrary(
  generation: GenerationContext,
  effective: EffectiveSchema,
  texts: Texts,
): Arbitrary<string> {
  const [format] = stringsOf(effective, 'format');
  const [pattern] = stringsOf(effective, 'pattern');
  const [first = 'example', ...others] = stringsFor(effective, generation);
  const usual = fc.constantFrom(first, ...others);
  if (format !== undefined) return ofFormat(format, usual);
  if (pattern === undefined) {
    const minLength = atLeast(effective, 'minLength', 0);
    return textArbitrary(
      texts,
      minLength,
      Math.min(atMost(effective, 'maxLength'), minLength + MORE_CHARACTERS),
    );
  }
  return texts === 'words'
    ? usual
    : fc.oneof(usual, matching(pattern, atMost(effective, 'maxLength'), first));
}

/** What one server calls an address, another does not: but for what all agree on, only samples are drawn. */
function ofFormat(format: string, usual: Arbitrary<string>): Arbitrary<string> {
  const moments = fc.date({ min: FIRST_DAY, max: LAST_DAY, noInvalidDate: true });
  switch (format) {
    case 'date-time':
      return fc.oneof(
        usual,
        moments.map((moment) => moment.toISOString()),
      );
    case 'date':
      return fc.oneof(
        usual,
        moments.map((moment) => moment.toISOString().slice(0, 10)),
      );
    case 'uuid':
      return fc.oneof(usual, fc.uuid({ version: 4 }));
    default:
      return usual;
  }
}

/** @param first what stands where a text that matches is too long */
function matching(pattern: string, longest: number, first: string): Arbitrary<string> {
  try {
    const drawn = fc.stringMatching(new RegExp(pattern, 'u'));
    // A filter would look for ever where hardly any text that matches is short.
    return drawn.map((text) => (isPlain(text) && [...text].length <= longest ? text : first));
  } catch {
    // Syntax that the generator does not know.
    return fc.constant(first);
  }
}

/**
 * Text that shrinks in few steps, each of which is a request: at first to plain letters, then to fewer. A character
 * is one code point, as JSON Schema counts.
 */
export function textArbitrary(texts: Texts, minLength: number, maxLength: number): Arbitrary<string> {
  const longest = Math.max(minLength, maxLength);
  const characters = (unit: 'grapheme-ascii' | 'grapheme-composite'): Arbitrary<string> =>
    fc.noShrink(fc.string({ minLength: longest, maxLength: longest, unit }));
  return fc
    .tuple(
      texts === 'words' ? fc.constant('plain') : fc.constantFrom('plain', 'ascii', 'unicode'),
      fc.integer({ min: minLength, max: longest }),
      characters('grapheme-ascii'),
      characters('grapheme-composite'),
    )
    .map(([kind, length, ascii, unicode]) => {
      if (kind === 'plain') return 'a'.repeat(length);
      return [...(kind === 'ascii' ? ascii : unicode)].slice(0, length).join('');
    })
    .filter(isPlain);
}

/** Space around a text is taken away by some servers, and a text of spaces alone is then too short. */
function isPlain(text: string): boolean {
  return text === text.trim();
}

/** Numbers on the grid of the effective schema; they shrink towards the one that is nearest to zero. */
export function numberArbitrary(effective: EffectiveSchema): Arbitrary<number> {
  const isFree = typesOf(effective).includes('number') && valuesOf(effective, 'multipleOf').length === 0;
  const step = isFree ? FINEST : stepOf(effective);
  const lowest = Math.max(
    lowestOf(effective, step),
    Math.min(-FARTHEST, highestOf(effective, step) - FARTHEST),
  );
  const highest = Math.min(highestOf(effective, step), Math.max(FARTHEST, lowest + FARTHEST));
  const nearest = lowest > 0 ? lowest : highest < 0 ? highest : 0;
  const stepsTo = (bound: number): number => Math.trunc(shift(0, 1, (bound - nearest) / step));
  const [min, max] = [stepsTo(lowest), stepsTo(highest)];
  if (!Number.isSafeInteger(min) || !Number.isSafeInteger(max) || min > max) return fc.constant(nearest);
  return fc
    .integer({ min: Math.max(min, -MOST_STEPS), max: Math.min(max, MOST_STEPS) })
    .map((count) => shift(nearest, step, count))
    .map((value) => (isFree || isMultipleForAll(value, step) ? value : nearest));
}

/** Some servers divide binary numbers, and some do so only above zero: what all of them call a multiple. */
function isMultipleForAll(value: number, step: number): boolean {
  return Number.isInteger(step) || (value >= 0 && Number.isInteger(value / step));
}

/** What one integer of the generator counts on each side. */
const MOST_STEPS = 2 ** 31 - 1;
