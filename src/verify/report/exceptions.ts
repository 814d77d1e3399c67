/** Gaps that were agreed on, each with its reason. */
import type { Coverage } from '../coverage/coverage.ts';
import type { Gap } from '../model/gaps.ts';

/** A gap in coverage that was agreed on. */
export interface Exception {
  /** The id of a clause or an answer, or a pattern for several. */
  readonly gap: string | RegExp;
  readonly reason: string;
}

export interface Agreement {
  /** Gaps that nobody agreed on. */
  readonly open: readonly Gap[];
  /** Exceptions that no gap needs any more. */
  readonly stale: readonly Exception[];
}

export function compareGaps(
  { clauses, answers }: Pick<Coverage, 'clauses' | 'answers'>,
  exceptions: readonly Exception[],
): Agreement {
  const gaps = [...clauses.gaps, ...answers.gaps];
  const covers = ({ gap }: Exception, { id }: Gap): boolean =>
    typeof gap === 'string' ? gap === id : gap.test(id);
  return {
    open: gaps.filter((gap) => !exceptions.some((exception) => covers(exception, gap))),
    stale: exceptions.filter((exception) => !gaps.some((gap) => covers(exception, gap))),
  };
}
