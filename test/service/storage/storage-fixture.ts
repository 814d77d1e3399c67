import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openStorage, type Storage } from '../../../src/service/storage/storage.ts';
import { Clock, secretKeys } from './storage-values.ts';

/** The path of a file that does not exist yet, in a folder that is removed after the test. */
export function newFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-storage-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'outreach.db');
}

/** A storage that is closed after the test, in memory if no file is named. */
export async function opened(file = ':memory:', clock = new Clock()): Promise<Storage> {
  const storage = await openStorage({ file, now: clock.now, randomBytes, secretKeys });
  onTestFinished(() => storage.close());
  return storage;
}

/** The ids of what `workspace` made and a transaction kept. */
export async function storedIn(storage: Storage): Promise<string[]> {
  const all = await storage.workspaces.list({ limit: 100, after: undefined });
  return all.map(({ id }) => id).sort();
}

/** A promise, and the function that fulfils it. */
export function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: resolve };
}
