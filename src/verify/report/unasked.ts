/** What a run has not asked, for no fault of the target, and no coverage tells of. */

import type { Gap } from '../model/gaps.ts';
import type { Report } from './report.ts';

/** Cases that were planned and could not be sent. */
export function skippedCases({ cases }: Pick<Report, 'cases'>): Gap[] {
  return cases.flatMap(({ name, outcome, reason = 'not sent' }) =>
    outcome === 'skipped' ? [{ id: name, reason }] : [],
  );
}

/** What could not be turned into a case; clauses are left out, since their coverage says so. */
export function unmadeCases({ dropped, coverage }: Pick<Report, 'dropped' | 'coverage'>): Gap[] {
  const clauses = new Set(coverage.clauses.items.map(({ id }) => id));
  return dropped
    .filter(({ about }) => !clauses.has(about))
    .map(({ operation, about, reason }) => ({ id: `${operation} ${about}`, reason }));
}
