import type { Terminal } from '../../../src/toolkit/cli/command.ts';

export interface TestTerminal extends Terminal {
  readonly printed: readonly string[];
  readonly told: readonly string[];
  /** As if a person pressed Ctrl+C. */
  stop(): void;
}

/** A terminal in `folder` that keeps what is said. */
export function testTerminal(folder: string, env: Terminal['env'] = {}): TestTerminal {
  const stop = new AbortController();
  const printed: string[] = [];
  const told: string[] = [];
  return {
    folder,
    env,
    print: (line) => printed.push(line),
    tell: (line) => told.push(line),
    show: undefined,
    columns: undefined,
    stopped: stop.signal,
    stop: () => stop.abort(),
    printed,
    told,
  };
}
