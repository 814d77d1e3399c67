/** What starting a server costs, beyond loading its modules and reading its contract. */
import { join } from 'node:path';
import { best, round, tell } from '../figures.ts';

const SIZES = [10, 100, 1_000];

/** Of the largest. */
const AIM = { start: 'at most 300 ms', memory: 'at most 150 MB' };

export async function benchBoot(): Promise<void> {
  for (const size of SIZES) {
    const script = join(import.meta.dirname, 'boot.ts');
    const { start = 0, megabytes = 0 } = await best((figures) => figures['start'] ?? 0, script, String(size));
    const isLargest = size === SIZES.at(-1);
    tell(
      `${round(size)} operations`,
      `${round(start)} ms`,
      isLargest ? AIM.start : '',
      'createServer, on a contract that is read',
    );
    tell('  memory', `${round(megabytes)} MB`, isLargest ? AIM.memory : '', 'added to the process');
  }
}
