/** What `verify` costs: each figure from a process of its own, beside what is aimed at. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Runs of each measurement; the best counts, since the machine does other things, too. */
const RUNS = 3;

export async function benchVerify(): Promise<void> {
  const throughput = await best('throughput.ts', ({ casesPerSecond = 0 }) => -casesPerSecond);
  const { cases = 0, casesPerSecond = 0, requestsPerSecond = 0 } = throughput;
  tell(
    'cases a second',
    round(casesPerSecond),
    'at least 4,000',
    `${cases} cases, bare node:http server over loopback`,
  );
  tell('  the client alone', round(requestsPerSecond), '', 'requests a second, nothing planned or judged');
  tell('  of what it can', `${Math.round((casesPerSecond / requestsPerSecond) * 100)} %`, '', '');

  const first = await best('first-case.ts', ({ firstCase = 0 }) => firstCase);
  const { operations = 0, firstCase = 0, imports = 0 } = first;
  tell(
    'first case',
    `${round(firstCase)} ms`,
    'at most 300 ms',
    `${operations} operations, contract read and planned`,
  );
  tell('  imports before it', `${round(imports)} ms`, '', 'from the start of the process');

  const plan = await best('plan-large.ts', (figures) => figures['plan'] ?? 0);
  tell(
    'planning',
    `${round(plan['plan'] ?? 0)} ms`,
    'at most 3,000 ms',
    `${plan['operations']} operations, ${plan['cases']} cases`,
  );
  tell('  of a processor', `${round(plan['cpu'] ?? 0)} ms`, '', 'whatever else the machine does');
  tell('  peak memory', `${round(plan['megabytes'] ?? 0)} MB`, 'at most 300 MB', 'of the process');
  tell('  reading it before', `${round(plan['load'] ?? 0)} ms`, '', '');
}

type Figures = Readonly<Record<string, number>>;

async function best(script: string, cost: (figures: Figures) => number): Promise<Figures> {
  const runs: Figures[] = [];
  for (let run = 0; run < RUNS; run++) runs.push(await measure(script));
  return runs.sort((one, other) => cost(one) - cost(other))[0] ?? {};
}

async function measure(script: string): Promise<Figures> {
  const { stdout } = await promisify(execFile)(process.execPath, [join(import.meta.dirname, script)]);
  return JSON.parse(stdout);
}

function tell(what: string, figure: string, aim: string, note: string): void {
  console.log([what.padEnd(20), figure.padStart(10), aim.padEnd(16), note].join('  ').trimEnd());
}

function round(figure: number): string {
  return Math.round(figure).toLocaleString('en');
}
