import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { newFile, opened, storedIn } from './storage-fixture.ts';

const program = join(import.meta.dirname, 'crash-program.ts');

/** Runs the program until it says that its request is under way, and kills it there. */
async function killedAtWork(file: string): Promise<void> {
  const child = spawn(process.execPath, [program, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(child.stdout, 'data');
  expect(String(line)).toBe('at work\n');
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  expect(await ended).toEqual([null, 'SIGKILL']);
}

it('a process that is killed at work leaves what it has finished, and nothing half done', async () => {
  const file = newFile();
  await killedAtWork(file);
  const storage = await opened(file);
  expect(await storedIn(storage)).toEqual(['finished']);
});

it('a key whose request was killed is free, and one that had been answered is replayed', async () => {
  const file = newFile();
  await killedAtWork(file);
  const storage = await opened(file);
  const claim = { tenant: 'ws_1', operation: 'createCampaign', fingerprint: 'a body', ttlSeconds: 3600 };
  const reply = { status: 201, headers: {}, body: undefined };
  const finished = await storage.idempotency.once({ ...claim, key: 'finished' }, async () => reply);
  const killed = await storage.idempotency.once({ ...claim, key: 'killed' }, async () => reply);
  expect([finished.kind, killed.kind]).toEqual(['replayed', 'first']);
});

it('requests that were counted stay counted', async () => {
  const file = newFile();
  await killedAtWork(file);
  const storage = await opened(file);
  const verdict = await storage.rateLimits.take({ tenant: 'ws_1', windows: [{ limit: 3, window: 60 }] });
  expect(verdict.remaining).toBe(1);
});
