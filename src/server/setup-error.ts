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
    const lines = problems.map(({ message, location }) =>
      location === undefined ? `  ${message}` : `  ${location.file}:${location.line} ${message}`,
    );
    super(`The server of ${title} cannot start:\n${lines.join('\n')}`);
    this.name = 'SetupError';
    this.problems = problems;
  }
}
