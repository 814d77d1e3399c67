import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { runService } from '../../../src/service/command.ts';
import { loadContract } from '../../../src/toolkit/bundle/load-contract.ts';
import { ensureDocs } from '../../../src/toolkit/docs/docs.ts';
import { type TestTerminal, testTerminal } from '../../toolkit/cli/test-terminal.ts';
import { paste } from './paste.ts';

test('the command that it prints creates a campaign; pasted again, it is replayed, after a restart too', async () => {
  const folder = await temporaryFolder();
  const first = await serve(folder);
  const created = await paste(first.screen());
  await first.stop();

  const second = await serve(folder);
  const replayed = await paste(first.screen().replaceAll(first.url, second.url));
  await second.stop();

  expect(created).toMatchObject({ status: 201, replayed: null });
  expect(replayed).toEqual({ ...created, replayed: 'true' });
});

test('the other command that it prints creates a campaign in the ColdSend API', async () => {
  const { screen, stop } = await serve(await temporaryFolder());
  const created = await paste(screen(), 1);
  await stop();

  expect(created.status).toBe(201);
  expect(JSON.parse(created.body)).toMatchObject({
    status: 'DRAFT',
    message: 'Campaign created successfully',
  });
});

test('a switch that is none is refused', async () => {
  const terminal = testTerminal(await temporaryFolder(), { COUNTERSIGN_ALLOW_PRIVATE_MAIL_HOSTS: 'yes' });

  expect(await runService([], terminal)).toBe(2);
  expect(terminal.told).toEqual(['COUNTERSIGN_ALLOW_PRIVATE_MAIL_HOSTS must be true or false, got "yes".']);
});

test('its pages are there: docs, contracts, health', { timeout: 60_000 }, async () => {
  await Promise.all(['campaign', 'coldsend', 'settings'].map(generateDocs));
  const { url, stop } = await serve(await temporaryFolder());
  const statuses: Record<string, number> = {};
  for (const path of [
    '/docs/campaign',
    '/docs/coldsend',
    '/docs/settings',
    '/openapi/campaign.json',
    '/openapi/coldsend.json',
    '/openapi/settings.json',
    '/healthz',
    '/readyz',
  ]) {
    const response = await fetch(`${url}${path}`);
    await response.arrayBuffer();
    statuses[path] = response.status;
  }
  await stop();

  expect(new Set(Object.values(statuses))).toEqual(new Set([200]));
});

test('a taken port is said, and the next free one used', async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, resolve));
  onTestFinished(() => {
    taken.close();
  });
  const address = taken.address();
  const port = typeof address === 'object' ? String(address?.port) : '';

  const { screen, stop } = await serve(await temporaryFolder(), { PORT: port }, []);
  await stop();

  expect(screen()).toMatch(new RegExp(`^Port ${port} is taken; this is \\d+\\.$`, 'm'));
});

test('a PORT that is none is refused', async () => {
  const terminal = testTerminal(await temporaryFolder(), { PORT: 'http' });

  expect(await runService([], terminal)).toBe(2);
  expect(terminal.told).toEqual(['PORT must be a whole number from 0 to 65535, got "http".']);
});

interface Serving {
  readonly url: string;
  /** What it has printed. */
  screen(): string;
  stop(): Promise<void>;
}

async function serve(folder: string, env = {}, args = ['--port', '0']): Promise<Serving> {
  const terminal: TestTerminal = testTerminal(folder, env);
  const exit = runService(['--demo', ...args], terminal);
  const screen = () => terminal.printed.join('\n');
  await vi.waitFor(() => expect(screen() + terminal.told.join('\n')).toContain('Countersign is running'), {
    timeout: 15_000,
  });
  const [url = ''] = /http:\/\/localhost:\d+/.exec(screen()) ?? [];
  const stop = async () => {
    terminal.stop();
    expect(await exit).toBe(0);
  };
  return { url, screen, stop };
}

/** What `npm start` does before it starts the service. */
async function generateDocs(name: string): Promise<void> {
  const folder = resolve(import.meta.dirname, '../../../generated', name);
  await ensureDocs(await loadContract(join(folder, 'contract.json'), { name }), folder);
}

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}
