import { describe, expect, it } from 'vitest';
import { gate, opened, storedIn } from './storage-fixture.ts';
import { workspace } from './storage-values.ts';

describe('a transaction', () => {
  it('keeps everything if it succeeds, and answers its result', async () => {
    const storage = await opened();
    const result = await storage.unitOfWork.transaction(async () => {
      await storage.workspaces.insert(workspace('one'));
      await storage.workspaces.insert(workspace('two'));
      return 'done';
    });
    expect(result).toBe('done');
    expect(await storedIn(storage)).toEqual(['one', 'two']);
  });

  it('keeps nothing if it fails, and passes the error on', async () => {
    const storage = await opened();
    const attempt = storage.unitOfWork.transaction(async () => {
      await storage.workspaces.insert(workspace('one'));
      expect(await storedIn(storage)).toEqual(['one']);
      throw new Error('no');
    });
    await expect(attempt).rejects.toThrow('no');
    expect(await storedIn(storage)).toEqual([]);
  });

  it('is joined by one that is called inside it', async () => {
    const storage = await opened();
    const attempt = storage.unitOfWork.transaction(async () => {
      await storage.unitOfWork.transaction(() => storage.workspaces.insert(workspace('inner')));
      throw new Error('no');
    });
    await expect(attempt).rejects.toThrow('no');
    expect(await storedIn(storage)).toEqual([]);
  });

  it('is undone if an inner one fails, even if nobody minds', async () => {
    const storage = await opened();
    const attempt = storage.unitOfWork.transaction(async () => {
      await storage.workspaces.insert(workspace('outer'));
      await storage.unitOfWork
        .transaction(async () => {
          await storage.workspaces.insert(workspace('inner'));
          throw new Error('half done');
        })
        .catch(() => 'ignored');
    });
    await expect(attempt).rejects.toThrow('half done');
    expect(await storedIn(storage)).toEqual([]);
  });

  it('does not mix with another that runs at the same time', async () => {
    const storage = await opened();
    const written = gate();
    const asked = gate();
    const failing = storage.unitOfWork.transaction(async () => {
      await storage.workspaces.insert(workspace('failing 1'));
      written.open();
      await asked.opened;
      await storage.workspaces.insert(workspace('failing 2'));
      throw new Error('no');
    });
    await written.opened;
    const kept = storage.unitOfWork.transaction(async () => {
      await storage.workspaces.insert(workspace('kept 1'));
      await storage.workspaces.insert(workspace('kept 2'));
    });
    const alone = storage.workspaces.insert(workspace('alone'));
    asked.open();
    await expect(failing).rejects.toThrow('no');
    await Promise.all([kept, alone]);
    expect(await storedIn(storage)).toEqual(['alone', 'kept 1', 'kept 2']);
  });

  it('keeps every one of many that fail and succeed in turn', async () => {
    const storage = await opened();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 40 }, (_, n) =>
        storage.unitOfWork.transaction(async () => {
          await storage.workspaces.insert(workspace(`${n} a`));
          await storage.workspaces.find(`${n} a`);
          await storage.workspaces.insert(workspace(`${n} b`));
          if (n % 2 === 1) throw new Error('odd');
        }),
      ),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(20);
    const even = Array.from({ length: 20 }, (_, n) => [`${2 * n} a`, `${2 * n} b`]).flat();
    expect(await storedIn(storage)).toEqual(even.sort());
  });

  it('can be ruled out by what waits for others, however deep inside it is', async () => {
    const { unitOfWork } = await opened();
    unitOfWork.requireNone();
    const inside = unitOfWork.transaction(() => unitOfWork.transaction(async () => unitOfWork.requireNone()));
    await expect(inside).rejects.toThrow('inside a transaction');
    unitOfWork.requireNone();
  });

  it('cannot be written to by what outlives it', async () => {
    const storage = await opened();
    const ended = gate();
    let late: Promise<void> | undefined;
    await storage.unitOfWork.transaction(async () => {
      late = ended.opened.then(() => storage.workspaces.insert(workspace('late')));
    });
    ended.open();
    await expect(late).rejects.toThrow(/committed/);
    expect(await storedIn(storage)).toEqual([]);
  });
});
