/** Strings drawn at random that match a pattern: the same ones for the same pattern and seed. */
import fc from 'fast-check';

/** How many strings are drawn for a pattern, to find one of the wanted length. */
const DRAWS = 30;

/** Draws for each pattern and seed once: drawing costs more than everything else about a string. */
export class DrawnStrings {
  readonly #drawn = new Map<string, readonly string[]>();

  /** The plainest first. A few guesses for syntax that the generator does not know. */
  matching(pattern: RegExp, seed: number): readonly string[] {
    const key = `${seed} ${pattern.source}`;
    const strings = this.#drawn.get(key) ?? draw(pattern, seed);
    this.#drawn.set(key, strings);
    return strings;
  }
}

function draw(pattern: RegExp, seed: number): string[] {
  try {
    const drawn = fc.sample(fc.stringMatching(pattern), { seed, numRuns: DRAWS });
    return drawn.sort((one, other) => awkwardness(one) - awkwardness(other));
  } catch {
    return ['example', 'Example1', 'a', '1'].filter((text) => pattern.test(text));
  }
}

/** How long a string is that nothing asks to be longer. */
export const PLAIN_LENGTH = 8;

/** Letters and digits read best in a report. */
function awkwardness(text: string): number {
  return text.replaceAll(/[A-Za-z0-9]/g, '').length * 100 + Math.abs(text.length - PLAIN_LENGTH);
}
