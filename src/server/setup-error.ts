import type { Contract, SourceLocation } from '@countersign/contract';

/** One way in which the contract, the handlers and the options do not fit together. */
export interface SetupProblem {
  readonly message: string;
  /** Where the contract says what is not met. */
  readonly location: SourceLocation | undefined;
}

/** The contract, the handlers and the options do not fit together. */
export class SetupError extends Error {
  readonly problems: readonly SetupProblem[];

  constructor({ title }: Contract, problems: readonly SetupProblem[]) {
    super(`The server of ${title} cannot start:\n${describeProblems(problems)}`);
    this.name = 'SetupError';
    this.problems = problems;
  }
}

/** One line for each, with its place where that is known. */
export function describeProblems(problems: readonly SetupProblem[]): string {
  return problems
    .map(({ message, location }) =>
      location === undefined ? `  ${message}` : `  ${location.file}:${location.line} ${message}`,
    )
    .join('\n');
}

/** Warnings that are told; the others are counted. */
const MOST_TOLD = 30;

/** A block of lines that says what a strict server would not start with. */
export function describeWarnings({ title }: Contract, problems: readonly SetupProblem[]): string {
  const others = problems.length - MOST_TOLD;
  return [
    `The server of ${title} starts; with \`strict\` it would not:`,
    describeProblems(problems.slice(0, MOST_TOLD)),
    ...(others > 0 ? [`  and ${others} more`] : []),
  ].join('\n');
}
