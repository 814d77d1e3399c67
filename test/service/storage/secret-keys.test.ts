import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { loadSecretKeys, type SecretKeyMade } from '../../../src/service/storage/secret-keys.ts';
import { StorageError } from '../../../src/service/storage/storage-error.ts';

async function dataFile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return join(folder, 'data.sqlite');
}

const encodedKey = (): string => randomBytes(32).toString('base64');

function sourceOf(given: { setting?: string; dataFile?: string }) {
  const onEvent = vi.fn<(event: SecretKeyMade) => void>();
  return { setting: given.setting, dataFile: given.dataFile, randomBytes, onEvent };
}

test('the environment goes before the file', async () => {
  const file = await dataFile();
  const source = sourceOf({ setting: encodedKey(), dataFile: file });

  await loadSecretKeys(source);

  await expect(stat(`${file}.key`)).rejects.toThrow('ENOENT');
  expect(source.onEvent).not.toHaveBeenCalled();
});

test('without a key one is made beside the data file, for its owner alone, and said so', async () => {
  const file = await dataFile();
  const source = sourceOf({ dataFile: file });

  await loadSecretKeys(source);

  expect((await stat(`${file}.key`)).mode & 0o777).toBe(0o600);
  expect(source.onEvent.mock.calls).toEqual([[{ event: 'secret_key_made', file: `${file}.key` }]]);
  expect(JSON.stringify(source.onEvent.mock.calls)).not.toContain(
    (await readFile(`${file}.key`, 'utf8')).trim(),
  );
});

test('the next start finds the same key', async () => {
  const file = await dataFile();
  const [made] = await loadSecretKeys(sourceOf({ dataFile: file }));

  const next = sourceOf({ dataFile: file });
  const [found] = await loadSecretKeys(next);

  expect(found.id).toBe(made.id);
  expect(next.onEvent).not.toHaveBeenCalled();
});

test('two processes that start at once have one key', async () => {
  const file = await dataFile();

  const [[one], [other]] = await Promise.all([
    loadSecretKeys(sourceOf({ dataFile: file })),
    loadSecretKeys(sourceOf({ dataFile: file })),
  ]);

  expect(one.id).toBe(other.id);
  expect(await readdir(dirname(file))).toEqual([`${basename(file)}.key`]);
});

test('several keys stay in their order', async () => {
  const [newest, older] = [encodedKey(), encodedKey()];
  const [alone] = await loadSecretKeys(sourceOf({ setting: newest }));

  const keys = await loadSecretKeys(sourceOf({ setting: `${newest}, ${older}` }));

  expect(keys).toHaveLength(2);
  expect(keys[0].id).toBe(alone.id);
});

describe('what is no key stops the start, and is not shown', () => {
  test.for([
    '',
    'hunter2',
    randomBytes(16).toString('base64'),
    randomBytes(32).toString('base64url').slice(0, 42),
  ])('in the environment: %j', async (setting) => {
    const error: unknown = await loadSecretKeys(sourceOf({ setting })).catch((thrown: unknown) => thrown);

    expect(error).toBeInstanceOf(StorageError);
    expect(String(error)).toContain('COUNTERSIGN_SECRET_KEY');
    if (setting !== '') expect(String(error)).not.toContain(setting);
  });

  test('in the file', async () => {
    const file = await dataFile();
    await writeFile(`${file}.key`, 'hunter2\n');

    await expect(loadSecretKeys(sourceOf({ dataFile: file }))).rejects.toThrow(`${file}.key`);
  });

  test('a folder that cannot be written to', async () => {
    const file = join(await dataFile(), 'missing', 'data.sqlite');

    await expect(loadSecretKeys(sourceOf({ dataFile: file }))).rejects.toThrow(StorageError);
  });

  test('no data file, and nothing in the environment', async () => {
    await expect(loadSecretKeys(sourceOf({}))).rejects.toThrow('Set COUNTERSIGN_SECRET_KEY');
  });
});
