/** Draws values until one shows a trouble, and makes that value as small as still shows it. */
import fc, { type Arbitrary } from 'fast-check';
import { RunEnded } from '../../model/run-ended.ts';
import type { ObservedDeviation } from '../stateful/observed-deviation.ts';

export interface Search {
  readonly seed: number;
  /** Values that are drawn, where none of them shows a trouble. */
  readonly draws: number;
  /** Values that are tried to make one smaller that does. */
  readonly shrinks: number;
  hasEnded(): boolean;
}

/**
 * The first trouble that is found, as the smallest value shows it; none where the run ends before.
 *
 * @param look what a value shows that is not known yet
 * @throws {unknown} what `look` throws
 */
export async function findAndShrink<Value>(
  values: Arbitrary<Value>,
  { seed, draws, shrinks, hasEnded }: Search,
  look: (value: Value) => Promise<readonly ObservedDeviation[]>,
): Promise<ObservedDeviation | undefined> {
  let found: ObservedDeviation | undefined;
  let tried = 0;
  // To fast-check an error is a value that fails: it would be made smaller, and not be told.
  let thrown: { readonly error: unknown } | undefined;
  const showsNothing = async (value: Value): Promise<boolean> => {
    if (hasEnded() || thrown !== undefined || tried > shrinks) return true;
    if (found !== undefined) tried += 1;
    const wanted = found;
    try {
      const observedDeviations = await look(value);
      const seen =
        wanted === undefined
          ? observedDeviations[0]
          : observedDeviations.find((observedDeviation) => isAlike(observedDeviation, wanted));
      found = seen ?? found;
      return seen === undefined;
    } catch (error) {
      thrown = { error };
      return true;
    }
  };
  await fc.check(fc.asyncProperty(values, showsNothing), { seed, numRuns: draws });
  if (thrown !== undefined && !(thrown.error instanceof RunEnded)) throw thrown.error;
  return found;
}

/** Whether it is the same fault, told of another value. */
function isAlike(one: ObservedDeviation, other: ObservedDeviation): boolean {
  return (
    one.operation === other.operation &&
    one.clause === other.clause &&
    one.deviation.kind === other.deviation.kind &&
    one.deviation.pointer === other.deviation.pointer
  );
}
