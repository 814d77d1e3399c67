import type { CoverageCount } from '../coverage/coverage.ts';

/** Rounded down, so that 100 means everything; nothing to cover is covered. */
export function percentOf({ covered, total }: Pick<CoverageCount, 'covered' | 'total'>): number {
  return total === 0 ? 100 : Math.floor((covered / total) * 100);
}
