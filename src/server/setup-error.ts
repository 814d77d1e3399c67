import { type Contract, describePlace, type SourceLocation } from '@countersign/contract';

/** One way in which the contract, the handlers and the options do not fit together. */
export interface SetupProblem {
  readonly message: string;
  /** Where the contract says what is not met. */
  readonly location: SourceLocation | undefined;
  /** The same as a pointer into the document, without `#`, for a contract whose files are not at hand. */
  readonly pointer?: string | undefined;
  /** What would mend it: a sentence, or lines to paste. @default nothing that is surely right */
  readonly remedy?: string | undefined;
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

/** One line for each, with its place and what would mend it, where these are known. */
export function describeProblems(problems: readonly SetupProblem[]): string {
  return problems
    .map((problem) => {
      const { message, remedy } = problem;
      const place = describePlace(problem);
      const lines = remedy === undefined ? [] : remedy.split('\n').map((line) => `\n      ${line}`);
      return `  ${place === undefined ? '' : `${place} `}${message}${lines.join('')}`;
    })
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
