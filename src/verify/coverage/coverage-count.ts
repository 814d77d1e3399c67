import type { Gap } from '../model/gaps.ts';
import type { CoverageCount, CoverageItem } from './coverage.ts';

export function countCoverage(items: readonly CoverageItem[]): CoverageCount {
  const untestable = itemsIn(items, 'untestable');
  const gaps = itemsIn(items, 'open');
  const total = items.length - untestable.length;
  return { total, covered: total - gaps.length, gaps, untestable, items };
}

function itemsIn(items: readonly CoverageItem[], state: CoverageItem['state']): Gap[] {
  return items.filter((item) => item.state === state).map(({ id, reason = '' }) => ({ id, reason }));
}
