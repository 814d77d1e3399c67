/** Strings drawn at random that match a pattern: the same ones for the same pattern and seed. */
import fc from 'fast-check';
import { BoundedCache } from './bounded-cache.ts';

/** How many strings are drawn for a pattern, to find one of the wanted length. */
const DRAWS = 30;

/** Patterns and seeds whose strings are remembered: more patterns than most contracts have. */
const MOST_REMEMBERED = 500;

/** Draws for each pattern and seed once: drawing costs more than everything else about a string. */
export class DrawnStrings {
  readonly #drawn = new BoundedCache<string, readonly string[]>(MOST_REMEMBERED);

  /** The plainest first. A few guesses for syntax that the generator does not know. */
  matching(pattern: RegExp, seed: number): readonly string[] {
    return this.#drawn.of(`${seed} ${pattern.source}`, () => draw(pattern, seed));
  }
}

function draw(pattern: RegExp, seed: number): string[] {
  const drawn = [pattern.source, simplified(pattern.source)].flatMap((source) => sample(source, seed));
  const matching = [...new Set(drawn)].filter((text) => pattern.test(text));
  const strings = matching.length > 0 ? matching : GUESSES.filter((text) => pattern.test(text));
  return strings.sort((one, other) => distanceFromPlain(one) - distanceFromPlain(other));
}

/** Strings that some patterns match which nothing can be drawn for. */
const GUESSES = ['example', 'Example1', 'a', '1'];

/** None for syntax that the generator does not know. */
function sample(source: string, seed: number): string[] {
  try {
    return fc.sample(fc.stringMatching(new RegExp(source, 'u')), { seed, numRuns: DRAWS });
  } catch {
    return [];
  }
}

/** A pattern that is near `source` without what looks around; a back reference is what it refers to once more. */
function simplified(source: string): string {
  const [, group = ''] = /\(((?:[^()\\]|\\.)*)\)/.exec(source) ?? [];
  return source.replaceAll(/\(\?<?[=!](?:[^()\\]|\\.)*\)/g, '').replaceAll('\\1', `(?:${group})`);
}

/** How long a string is that nothing asks to be longer. */
export const PLAIN_LENGTH = 8;

/** Letters and digits read best in a report. */
function distanceFromPlain(text: string): number {
  return text.replaceAll(/[A-Za-z0-9]/g, '').length * 100 + Math.abs(text.length - PLAIN_LENGTH);
}
