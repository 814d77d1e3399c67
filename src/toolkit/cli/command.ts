import type { OptionTable, OptionValues } from './options.ts';

/** What a command sees of the process, so that a test can give it another. */
export interface Terminal {
  /** The working folder; relative paths start here. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** One line for the reader of the results. */
  print(line: string): void;
  /** One line about the work itself: progress, warnings, errors. */
  tell(line: string): void;
  /** Shows a line in place of the one that it showed before, or none. `undefined` where nobody watches. */
  readonly show: ((line: string | undefined) => void) | undefined;
  /** Characters of a line, where the results are printed on a screen. */
  readonly columns: number | undefined;
  /** Aborted when a person asks the process to end. Whoever reads it takes over the signals from the system. */
  readonly stopped: AbortSignal;
}

/** Fine · findings · a mistake in how it was called, an environment in which it cannot work, or an early end. */
export type ExitCode = 0 | 1 | 2;

export interface Command<Options extends OptionTable = OptionTable> {
  /** The positional arguments as help shows them: `[name...]`. */
  readonly arguments?: string;
  /** How many positional arguments it takes at most. @default 0 */
  readonly maxArguments?: number;
  /** One line, without a full stop. */
  readonly summary: string;
  /** What a reader needs to know beyond the summary. */
  readonly details?: string;
  readonly options: Options;
  readonly example: string;
  run(values: OptionValues<Options>, names: readonly string[], terminal: Terminal): Promise<ExitCode>;
}

/** Gives a command's `run` the types of its own option table. */
export function defineCommand<const Options extends OptionTable>(
  command: Command<Options>,
): Command<Options> {
  return command;
}
