import type { SourceLocation } from './contract.ts';

/** What is wrong with a contract, at one place of it. */
export interface ContractProblem {
  readonly message: string;
  readonly severity: 'error' | 'warning';
  /** The rule that found it: a Redocly rule id, or one of Countersign's own. */
  readonly rule: string;
  readonly location: SourceLocation | undefined;
  /** Into the document, without `#`: its place where no file and line is known. */
  readonly pointer?: string | undefined;
  /** What would mend it: a sentence, or lines to paste. @default nothing that is surely right */
  readonly remedy?: string | undefined;
}

/** A contract that cannot be used. Each problem says what, where and which rule, in the order of their places. */
export class ContractError extends Error {
  readonly problems: readonly ContractProblem[];

  constructor(source: string, problems: readonly ContractProblem[]) {
    const sorted = inOrder(problems);
    super(
      `${source} is not a usable contract:\n${sorted.map((problem) => `  ${describeProblem(problem)}`).join('\n')}`,
    );
    this.name = 'ContractError';
    this.problems = sorted;
  }
}

/** `openapi.yaml:12:3 error message (rule)`, and what would mend it on lines of its own. */
export function describeProblem(problem: ContractProblem): string {
  const { message, severity, rule, remedy } = problem;
  const place = describePlace(problem);
  const lines = remedy === undefined ? [] : remedy.split('\n').map((line) => `\n      ${line}`);
  return `${place === undefined ? '' : `${place} `}${severity} ${message} (${rule})${lines.join('')}`;
}

/** `openapi.yaml:12:3`, `#/paths/~1a`, or nothing where neither is known. */
export function describePlace({
  location,
  pointer,
}: Pick<ContractProblem, 'location' | 'pointer'>): string | undefined {
  if (location !== undefined) return `${location.file}:${location.line}:${location.column}`;
  return pointer === undefined ? undefined : `#${pointer}`;
}

/** By file, line and column; what has no place in a file comes last, in the order in which it was found. */
export function inOrder(problems: readonly ContractProblem[]): ContractProblem[] {
  return problems.toSorted(({ location: one }, { location: other }) => {
    if (one === undefined || other === undefined)
      return Number(one === undefined) - Number(other === undefined);
    if (one.file !== other.file) return one.file < other.file ? -1 : 1;
    return one.line - other.line || one.column - other.column;
  });
}
