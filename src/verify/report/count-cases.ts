import { type OutcomeCounts, outcomes } from '../model/outcome.ts';
import type { Report } from './report.ts';

/** How many cases had which outcome, those that are not listed included. */
export function countCases({ cases, unlisted }: Pick<Report, 'cases' | 'unlisted'>): {
  readonly total: number;
  readonly byOutcome: Readonly<OutcomeCounts>;
} {
  const byOutcome = { ...unlisted };
  for (const { outcome } of cases) byOutcome[outcome] += 1;
  return { total: outcomes.reduce((sum, outcome) => sum + byOutcome[outcome], 0), byOutcome };
}
