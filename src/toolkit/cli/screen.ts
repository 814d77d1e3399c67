import type { Terminal } from './command.ts';

/** What is needed of `process.stdout` and `process.stderr`. */
export interface OutputStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/**
 * Results go to `out`, words about the work to `err`. Where `err` is a screen, a line that is shown there
 * stays the last one and gives way to all others.
 */
export function screen(
  out: OutputStream,
  err: OutputStream,
): Pick<Terminal, 'print' | 'tell' | 'show' | 'columns'> {
  let shown: string | undefined;
  const show = (line: string | undefined): void => {
    if (line === undefined && shown === undefined) return;
    shown = line?.slice(0, Math.max(0, (err.columns ?? NARROW) - 1));
    err.write(ERASE_LINE + (shown ?? ''));
  };
  const around = (stream: OutputStream, line: string): void => {
    if (shown !== undefined) err.write(ERASE_LINE);
    stream.write(`${line}\n`);
    if (shown !== undefined) err.write(shown);
  };
  return {
    print: (line) => around(out, line),
    tell: (line) => around(err, line),
    show: err.isTTY === true ? show : undefined,
    columns: out.isTTY === true ? out.columns : undefined,
  };
}

/** Characters of a line, where a screen does not say. */
const NARROW = 80;

/** Back to the first column; erase to the end of the line (ECMA-48 §8.3.41, EL). */
const ERASE_LINE = '\r\u001b[K';
