import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { petFolder, startPets } from './pet-folder.ts';

const MAIN = join(import.meta.dirname, '../../../src/toolkit/cli/main.ts');

test('Ctrl+C in the middle of a verification ends it with its reports', async () => {
  const { url, received } = await startPets('no JSON at all');
  const folder = await petFolder();
  const args = [
    '--conditions=source',
    MAIN,
    'verify',
    'pets',
    '--url',
    url,
    '--rate',
    '10',
    '--report',
    'json=report.json',
  ];
  const child = spawn(process.execPath, args, { cwd: folder, stdio: 'ignore' });
  const exit = once(child, 'exit');
  await vi.waitFor(() => expect(received.length).toBeGreaterThan(5), { timeout: 15_000 });

  child.kill('SIGINT');

  expect(await exit).toEqual([1, null]);
  expect(JSON.parse(await readFile(join(folder, 'report.json'), 'utf8'))).toMatchObject({
    ended: 'interrupted',
    summary: { coverage: { operations: { total: 2 } } },
  });
});

test('its exit code tells a mistake from a finding', async () => {
  const child = spawn(process.execPath, ['--conditions=source', MAIN, 'generat'], { stdio: 'ignore' });

  expect(await once(child, 'exit')).toEqual([2, null]);
});
