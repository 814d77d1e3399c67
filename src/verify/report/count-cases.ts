import { type VerdictCounts, verdicts } from '../model/outcome.ts';
import type { Report } from './report.ts';

/** How many cases had which verdict, those that are not listed included. */
export function countCases({ cases, unlisted }: Pick<Report, 'cases' | 'unlisted'>): {
  readonly total: number;
  readonly byVerdict: Readonly<VerdictCounts>;
} {
  const byVerdict = { ...unlisted };
  for (const { verdict } of cases) byVerdict[verdict] += 1;
  return { total: verdicts.reduce((sum, verdict) => sum + byVerdict[verdict], 0), byVerdict };
}
