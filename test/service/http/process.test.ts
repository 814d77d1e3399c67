import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { paste } from './paste.ts';

const MAIN = join(import.meta.dirname, '../../../src/service/main.ts');

test('killed while it serves, it has lost nothing: the campaign and the replay are there', async () => {
  const folder = await temporaryFolder();
  const killed = await serve(folder);
  const created = await paste(killed.screen);
  killed.child.kill('SIGKILL');
  await once(killed.child, 'exit');

  const restarted = await serve(folder);
  const replayed = await paste(killed.screen.replaceAll(killed.url, restarted.url));

  expect(created).toMatchObject({ status: 201, replayed: null });
  expect(replayed).toEqual({ ...created, replayed: 'true' });
});

test.each(['SIGTERM', 'SIGINT'] as const)('%s ends it in good order', async (signal) => {
  const { child } = await serve(await temporaryFolder());

  child.kill(signal);

  expect(await once(child, 'exit')).toEqual([0, null]);
});

interface Serving {
  readonly child: ChildProcess;
  readonly url: string;
  /** What it has printed. */
  readonly screen: string;
}

/** The service as a process of its own, once it is ready. */
async function serve(folder: string): Promise<Serving> {
  const args = ['--conditions=source', MAIN, '--demo', '--port', '0'];
  const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  let screen = '';
  for await (const chunk of child.stdout.setEncoding('utf8').iterator({ destroyOnReturn: false })) {
    screen += chunk;
    if (/^ {2}-d '.*'$/m.test(screen)) break;
  }
  const [url = ''] = /http:\/\/localhost:\d+/.exec(screen) ?? [];
  return { child, url, screen };
}

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}
