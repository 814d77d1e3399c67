/** Strings of a wanted length that keep an effective schema's pattern and format. */
import { readSchema } from '@countersign/contract';
import { type DrawnStrings, PLAIN_LENGTH } from './drawn-strings.ts';
import { atLeast, atMost, type EffectiveSchema, stringsOf } from './effective-schema.ts';
import { formatSamples } from './formats.ts';
import { LONGEST_STRING } from './largest.ts';

/** What strings are made from, beside their schemas. */
export interface StringSource {
  readonly now: Date;
  readonly seed: number;
  readonly drawn: DrawnStrings;
}

export interface StringWish extends StringSource {
  /** A string of the effective schema to stay close to. */
  readonly like?: string;
  /** In characters (code points, as JSON Schema counts); any length that the effective schema allows without it. */
  readonly length?: number;
}

/**
 * Candidates for a string of the effective schema, the plainest first. None where no way to make one is known.
 *
 * @throws {UnusableSchema} its pattern is none
 */
export function* stringsFor(effective: EffectiveSchema, wish: StringWish): Generator<string> {
  const shortest = wish.length ?? atLeast(effective, 'minLength', 0);
  const longest = Math.min(wish.length ?? atMost(effective, 'maxLength'), LONGEST_STRING);
  if (shortest > longest) return;
  const patterns = stringsOf(effective, 'pattern').map((pattern) =>
    readSchema(() => new RegExp(pattern, 'u')),
  );
  for (const text of likelyStrings(effective, wish, patterns, shortest, longest)) {
    const size = [...text].length;
    const fits = size >= shortest && size <= longest;
    if (fits && patterns.every((pattern) => pattern.test(text))) yield text;
  }
}

function* likelyStrings(
  effective: EffectiveSchema,
  { like, length, now, seed, drawn }: StringWish,
  patterns: readonly RegExp[],
  shortest: number,
  longest: number,
): Generator<string> {
  const [format] = stringsOf(effective, 'format');
  const samples = format === undefined ? undefined : formatSamples(format, now);
  if (samples !== undefined) {
    yield* samples.good;
    if (length !== undefined) yield samples.ofLength?.(length) ?? '';
    if (like !== undefined) yield resizeEnd(like, shortest, longest);
    return;
  }
  if (patterns.length === 0) {
    yield plain(shortest, longest);
    return;
  }
  const matching = patterns.flatMap((pattern) => drawn.matching(pattern, seed));
  // What begins as one pattern wants and ends as the other does may match both.
  const joined =
    patterns.length > 1 ? matching.flatMap((one) => matching.slice(-JOINED).map((two) => one + two)) : [];
  const raw = [...(like === undefined ? [] : [like]), ...matching, ...joined];
  yield* raw;
  for (const change of [resize, resizeEnd]) for (const text of raw) yield change(text, shortest, longest);
}

/** How many strings are tried behind each, to find one that matches several patterns. */
const JOINED = 10;

function plain(shortest: number, longest: number): string {
  const size = Math.max(shortest, Math.min(PLAIN_LENGTH, longest));
  return 'example'.slice(0, size).padEnd(size, 'x');
}

/** Repeats or cuts the middle of `text`: what patterns like `^[a-z]+$` leave open. */
function resize(text: string, shortest: number, longest: number): string {
  const characters = [...text];
  const middle = Math.floor(characters.length / 2);
  const missing = shortest - characters.length;
  if (missing > 0) {
    const filler = (characters[middle] ?? 'x').repeat(missing);
    return characters.slice(0, middle).join('') + filler + characters.slice(middle).join('');
  }
  const surplus = Math.max(0, characters.length - longest);
  const cut = Math.max(0, middle - Math.floor(surplus / 2));
  return [...characters.slice(0, cut), ...characters.slice(cut + surplus)].join('');
}

/** Continues or cuts the end of `text`: what paths and queries leave open. */
function resizeEnd(text: string, shortest: number, longest: number): string {
  const characters = [...text];
  const missing = Math.max(0, shortest - characters.length);
  return characters.slice(0, longest).join('') + 'a'.repeat(missing);
}
