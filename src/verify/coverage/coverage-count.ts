import type { Gap } from '../model/gaps.ts';
import type { CoverageItem, Tally } from './coverage.ts';

export function tallyOf(items: readonly CoverageItem[]): Tally {
  const unbreakable = itemsIn(items, 'unbreakable');
  const gaps = itemsIn(items, 'open');
  const total = items.length - unbreakable.length;
  return { total, covered: total - gaps.length, gaps, unbreakable, items };
}

function itemsIn(items: readonly CoverageItem[], state: CoverageItem['state']): Gap[] {
  return items.filter((item) => item.state === state).map(({ id, reason = '' }) => ({ id, reason }));
}
