import type { SourceLocation } from './contract.ts';

/** What is wrong with a contract, at one place of it. */
export interface ContractProblem {
  readonly message: string;
  readonly severity: 'error' | 'warning';
  /** The rule that found it: a Redocly rule id, or one of Countersign's own. */
  readonly rule: string;
  readonly location: SourceLocation | undefined;
}

/** A contract that cannot be used. Each problem says what, where and which rule. */
export class ContractError extends Error {
  readonly problems: readonly ContractProblem[];

  constructor(source: string, problems: readonly ContractProblem[]) {
    super(
      `${source} is not a usable contract:\n${problems.map((problem) => `  ${describeProblem(problem)}`).join('\n')}`,
    );
    this.name = 'ContractError';
    this.problems = problems;
  }
}

/** `openapi.yaml:12:3 error message (rule)` */
export function describeProblem({ message, severity, rule, location }: ContractProblem): string {
  const place = location === undefined ? '' : `${location.file}:${location.line}:${location.column} `;
  return `${place}${severity} ${message} (${rule})`;
}
