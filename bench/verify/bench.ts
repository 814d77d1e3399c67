/** What `verify` costs: each figure from a process of its own, beside what is aimed at. */
import { join } from 'node:path';
import { best, round, tell } from '../figures.ts';

export async function benchVerify(): Promise<void> {
  const throughput = await best(({ casesPerSecond = 0 }) => -casesPerSecond, script('throughput.ts'));
  const { cases = 0, casesPerSecond = 0, requestsPerSecond = 0 } = throughput;
  tell(
    'cases a second',
    round(casesPerSecond),
    'at least 4,000',
    `${cases} cases, bare node:http server over loopback`,
  );
  tell('  the client alone', round(requestsPerSecond), '', 'requests a second, nothing planned or judged');
  tell('  of what it can', `${Math.round((casesPerSecond / requestsPerSecond) * 100)} %`, '', '');

  const first = await best(({ firstCase = 0 }) => firstCase, script('first-case.ts'));
  const { operations = 0, firstCase = 0, imports = 0 } = first;
  tell(
    'first case',
    `${round(firstCase)} ms`,
    'at most 300 ms',
    `${operations} operations, contract read and planned`,
  );
  tell('  imports before it', `${round(imports)} ms`, '', 'from the start of the process');

  const plan = await best((figures) => figures['plan'] ?? 0, script('plan-large.ts'));
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

function script(name: string): string {
  return join(import.meta.dirname, name);
}
