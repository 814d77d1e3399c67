/** The columns of the heat map: kinds of clauses, and what else a run covers. */
import { clauseKinds, clauseKindTitles } from '../../coverage/clause-kind.ts';
import type { CoverageItem, CoverageName } from '../../coverage/coverage.ts';
import type { Finding } from '../../model/finding.ts';
import type { Report } from '../report.ts';

export interface Column {
  readonly key: string;
  readonly title: string;
}

/** What is covered beside clauses, by its own name. */
const OTHERS: readonly (Column & { readonly key: CoverageName })[] = [
  { key: 'parameters', title: 'parameters that stood in an accepted request' },
  { key: 'answers', title: 'documented answers that were seen' },
  { key: 'parts', title: 'optional parts of answers that were seen' },
];

/** The columns that have anything in them. */
export function columnsOf({ coverage }: Report): Column[] {
  const kinds = new Set(coverage.clauses.items.map(({ kind }) => kind));
  return [
    ...clauseKinds.filter((key) => kinds.has(key)).map((key) => ({ key, title: clauseKindTitles[key] })),
    ...OTHERS.filter(({ key }) => coverage[key].items.length > 0),
  ];
}

/** The column that an item belongs to. */
export function columnOf(name: CoverageName, { kind }: CoverageItem): string {
  return name === 'clauses' ? kind : name;
}

/** The column that a finding belongs to: that of its clause, or the answers'. */
export function columnOfFinding(report: Report): (finding: Finding) => string {
  const kinds = new Map(report.coverage.clauses.items.map(({ id, kind }) => [id, kind]));
  return ({ clause }) => (clause === undefined ? undefined : kinds.get(clause)) ?? 'answers';
}
