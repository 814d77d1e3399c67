/** What the page's script makes its tables from. */

import { coverageNames } from '../../coverage/coverage.ts';
import type { Report } from '../report.ts';
import { columnOf } from './columns.ts';

export interface PageData {
  readonly items: readonly PageItem[];
  readonly cases: readonly PageCase[];
}

/** One thing that can be covered. */
export interface PageItem {
  readonly set: string;
  readonly state: string;
  readonly id: string;
  readonly operation: string;
  readonly column: string;
  readonly reason: string;
}

export interface PageCase {
  readonly outcome: string;
  readonly name: string;
  readonly phase: string;
  readonly operation: string;
  /** The column of its clause. */
  readonly column: string;
  /** The status of the answer, or why there is none. */
  readonly answer: string;
  /** Milliseconds. */
  readonly duration: number;
}

export function pageData(report: Report): PageData {
  const kinds = new Map(report.coverage.clauses.items.map(({ id, kind }) => [id, kind]));
  return {
    items: coverageNames.flatMap((set) =>
      report.coverage[set].items.map((item) => ({
        set,
        state: item.state,
        id: item.id,
        operation: item.operation,
        column: columnOf(set, item),
        reason: item.reason ?? '',
      })),
    ),
    cases: report.cases.map(
      ({ outcome, name, phase, operation = '', clause = '', status, reason, duration }) => ({
        outcome,
        name,
        phase,
        operation,
        column: kinds.get(clause) ?? '',
        answer: status === undefined ? (reason ?? 'no answer') : String(status),
        duration: Math.round(duration * 10) / 10,
      }),
    ),
  };
}
