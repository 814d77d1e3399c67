/** Figures of a script, measured in a process of its own, and the lines that tell them. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Runs of each measurement; the best counts, since the machine does other things, too. */
const RUNS = 3;

/** What a script prints as one line of JSON. */
export type Figures = Readonly<Record<string, number>>;

/** The figures of the run with the least `cost`. The script gets this process's own options of Node. */
export async function best(
  cost: (figures: Figures) => number,
  script: string,
  ...args: readonly string[]
): Promise<Figures> {
  const runs: Figures[] = [];
  for (let run = 0; run < RUNS; run++) {
    const command = [...process.execArgv, script, ...args];
    const { stdout } = await promisify(execFile)(process.execPath, command);
    runs.push(JSON.parse(stdout));
  }
  return runs.sort((one, other) => cost(one) - cost(other))[0] ?? {};
}

export function tell(what: string, figure: string, aim: string, note: string): void {
  console.log([what.padEnd(20), figure.padStart(10), aim.padEnd(16), note].join('  ').trimEnd());
}

export function round(figure: number): string {
  return Math.round(figure).toLocaleString('en');
}
