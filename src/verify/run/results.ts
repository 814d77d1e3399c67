/** Keeps what the cases of a run have shown, in the order in which they were planned. */
import type { CaseResult, OutcomeCounts } from '../model/outcome.ts';

/**
 * Random cases that are listed; those after them are counted, unless they show something: an hour draws
 * hundreds of thousands, and a reader learns nothing from the name of one that passed.
 */
export const MOST_RANDOM_RESULTS = 10_000;

export class Results {
  readonly #listed: (CaseResult | undefined)[] = [];
  readonly #unlisted: OutcomeCounts = { pass: 0, inconclusive: 0, fail: 0, skipped: 0 };
  #random = 0;
  /** How many cases were run. */
  done = 0;

  /** Runs a case and keeps its result, at the place that it has when it begins. */
  async of({ phase }: Pick<CaseResult, 'phase'>, run: () => Promise<CaseResult>): Promise<CaseResult> {
    if (phase === 'random') this.#random += 1;
    const isListed = this.#random <= MOST_RANDOM_RESULTS;
    const place = isListed ? this.#listed.push(undefined) - 1 : undefined;
    const result = await run();
    this.done += 1;
    if (place !== undefined) this.#listed[place] = result;
    else if (result.outcome === 'fail') this.#listed.push(result);
    else this.#unlisted[result.outcome] += 1;
    return result;
  }

  get listed(): CaseResult[] {
    return this.#listed.filter((result) => result !== undefined);
  }

  get unlisted(): Readonly<OutcomeCounts> {
    return this.#unlisted;
  }
}
