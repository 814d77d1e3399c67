/** What an installed package costs. */
import { readFileSync } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { runOrThrow } from '../../test/house/packages/run.ts';

/** Runs of each measurement; the best counts, since the machine does other things, too. */
const RUNS = 5;

/** Bytes in a stat's block, whatever the file system's own blocks are. */
const BLOCK = 512;

/** Bytes that `folder` takes on the disk, as `du` counts them: blocks, and each file once however often it is linked. */
export async function sizeOnDisk(folder: string): Promise<number> {
  const sizes = new Map<number, number>();
  const visit = async (path: string): Promise<void> => {
    const stats = await lstat(path);
    sizes.set(stats.ino, stats.blocks * BLOCK);
    if (!stats.isDirectory()) return;
    for (const name of await readdir(path)) await visit(join(path, name));
  };
  await visit(folder);
  return [...sizes.values()].reduce((sum, size) => sum + size, 0);
}

/** How many packages npm has installed in `folder`. */
export function packageCount(folder: string): number {
  const lock = readFileSync(join(folder, 'node_modules/.package-lock.json'), 'utf8');
  const { packages }: { readonly packages: Readonly<Record<string, unknown>> } = JSON.parse(lock);
  return Object.keys(packages).length;
}

/** Milliseconds that importing `name` adds to a Node that does nothing. */
export async function importTime(name: string, folder: string): Promise<number> {
  const bare = await best("''", folder);
  return (await best(`import(${JSON.stringify(name)})`, folder)) - bare;
}

async function best(script: string, folder: string): Promise<number> {
  const runs: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const started = performance.now();
    await runOrThrow(process.execPath, ['-e', script], folder);
    runs.push(performance.now() - started);
  }
  return Math.min(...runs);
}
