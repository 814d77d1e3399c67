import type { IdempotencyClaim, StoredReply } from '@countersign/server';
import { describe, expect, it } from 'vitest';
import { gate, newFile, opened, storedIn } from './storage-fixture.ts';
import { Clock, workspace } from './storage-values.ts';

const claim: IdempotencyClaim = {
  tenant: 'ws_1',
  operation: 'createCampaign',
  key: '0f5c7a3e-9d14-4b7e-8c02-6a1f3d9e4b58',
  fingerprint: 'a body',
  ttlSeconds: 24 * 3600,
};

function reply(status: number): StoredReply {
  return { status, headers: { Location: '/campaigns/1' }, body: Uint8Array.of(0x7b, 0xff, 0x00, 0x7d) };
}

/** Executes a request that stores the workspace `id` and is answered with `status`. */
async function storing(id: string, status = 201, clock = new Clock()) {
  const storage = await opened(':memory:', clock);
  const execute = async () => {
    await storage.workspaces.insert(workspace(id));
    return reply(status);
  };
  return { storage, execute };
}

const neverExecuted = () => expect.fail('it was executed again');

describe('a key', () => {
  it('executes its request once and replays the reply to the byte', async () => {
    const { storage, execute } = await storing('one');
    expect(await storage.idempotency.once(claim, execute)).toEqual({ kind: 'first', reply: reply(201) });
    const again = await storage.idempotency.once(claim, neverExecuted);
    expect(again.kind).toBe('replayed');
    expect(again).toHaveProperty('reply.headers', { Location: '/campaigns/1' });
    expect(again).toHaveProperty('reply.body', Buffer.from(reply(201).body ?? []));
    expect(await storedIn(storage)).toEqual(['one']);
  });

  it('recalls its reply for its request alone, within its time, and claims nothing', async () => {
    const clock = new Clock();
    const { storage, execute } = await storing('one', 201, clock);
    expect(await storage.idempotency.recall(claim)).toBeUndefined();
    await storage.idempotency.once(claim, execute);
    expect(await storage.idempotency.recall(claim)).toMatchObject({
      kind: 'replayed',
      reply: { status: 201 },
    });
    expect(await storage.idempotency.recall({ ...claim, fingerprint: 'another body' })).toBeUndefined();
    clock.advance(claim.ttlSeconds);
    expect(await storage.idempotency.recall(claim)).toBeUndefined();
  });

  it('replays a reply without a body as such', async () => {
    const storage = await opened();
    const empty = { status: 204, headers: {}, body: undefined };
    await storage.idempotency.once(claim, async () => empty);
    expect(await storage.idempotency.once(claim, neverExecuted)).toEqual({ kind: 'replayed', reply: empty });
  });

  it('belongs to its request: another one under it is a mismatch', async () => {
    const { storage, execute } = await storing('one');
    await storage.idempotency.once(claim, execute);
    const other = { ...claim, fingerprint: 'another body' };
    expect(await storage.idempotency.once(other, neverExecuted)).toEqual({ kind: 'mismatch' });
  });

  it.each([{ tenant: 'ws_2' }, { operation: 'enrollProspects' }, { key: 'another' }])(
    'has nothing to do with the same request under %j',
    async (other) => {
      const storage = await opened();
      await storage.idempotency.once(claim, async () => reply(201));
      const outcome = await storage.idempotency.once({ ...claim, ...other }, async () => reply(200));
      expect(outcome).toMatchObject({ kind: 'first', reply: { status: 200 } });
    },
  );

  it('is free again after its time', async () => {
    const clock = new Clock();
    const storage = await opened(':memory:', clock);
    await storage.idempotency.once(claim, async () => reply(201));
    clock.advance(claim.ttlSeconds - 1);
    expect(await storage.idempotency.once(claim, neverExecuted)).toMatchObject({ kind: 'replayed' });
    clock.advance(1);
    const other = { ...claim, fingerprint: 'another body' };
    expect(await storage.idempotency.once(other, async () => reply(200))).toMatchObject({ kind: 'first' });
  });

  it('survives that the file is closed and opened again', async () => {
    const file = newFile();
    const first = await opened(file);
    await first.idempotency.once(claim, async () => reply(201));
    await first.close();
    const second = await opened(file);
    expect(await second.idempotency.once(claim, neverExecuted)).toMatchObject({ kind: 'replayed' });
  });
});

describe('a request that is refused', () => {
  it('leaves nothing but its reply, which is replayed', async () => {
    const { storage, execute } = await storing('one', 409);
    expect(await storage.idempotency.once(claim, execute)).toEqual({ kind: 'first', reply: reply(409) });
    expect(await storedIn(storage)).toEqual([]);
    expect(await storage.idempotency.once(claim, neverExecuted)).toMatchObject({
      kind: 'replayed',
      reply: { status: 409 },
    });
  });

  it('leaves its reply even if a transaction inside it has failed', async () => {
    const storage = await opened();
    const outcome = await storage.idempotency.once(claim, () =>
      storage.unitOfWork
        .transaction(async () => {
          await storage.workspaces.insert(workspace('one'));
          throw new Error('refused');
        })
        .catch(() => reply(400)),
    );
    expect(outcome).toMatchObject({ kind: 'first', reply: { status: 400 } });
    expect(await storage.idempotency.once(claim, neverExecuted)).toMatchObject({ kind: 'replayed' });
    expect(await storedIn(storage)).toEqual([]);
  });
});

describe('a request that fails', () => {
  it('from 500 on leaves nothing and frees its key', async () => {
    const { storage, execute } = await storing('one', 503);
    expect(await storage.idempotency.once(claim, execute)).toMatchObject({ reply: { status: 503 } });
    expect(await storedIn(storage)).toEqual([]);
    expect(await storage.idempotency.once(claim, async () => reply(201))).toMatchObject({ kind: 'first' });
  });

  it('by an exception leaves nothing, frees its key and passes the exception on', async () => {
    const storage = await opened();
    const attempt = storage.idempotency.once(claim, async () => {
      await storage.workspaces.insert(workspace('one'));
      throw new Error('bug');
    });
    await expect(attempt).rejects.toThrow('bug');
    expect(await storedIn(storage)).toEqual([]);
    expect(await storage.idempotency.once(claim, async () => reply(201))).toMatchObject({ kind: 'first' });
  });
});

describe('while a request runs', () => {
  it('the same one is told so at once, and another one that the key is taken', async () => {
    const storage = await opened();
    const started = gate();
    const finish = gate();
    const first = storage.idempotency.once(claim, async () => {
      started.open();
      await finish.opened;
      return reply(201);
    });
    await started.opened;
    const second = await storage.idempotency.once(claim, neverExecuted);
    expect(second).toEqual({ kind: 'running', retryAfterSeconds: 1 });
    expect(await storage.idempotency.recall(claim)).toEqual(second);
    const other = { ...claim, fingerprint: 'another body' };
    expect(await storage.idempotency.once(other, neverExecuted)).toEqual({ kind: 'mismatch' });
    finish.open();
    expect(await first).toMatchObject({ kind: 'first' });
    expect(await storage.idempotency.once(claim, neverExecuted)).toMatchObject({ kind: 'replayed' });
  });

  it('of many at once, one is executed', async () => {
    const { storage, execute } = await storing('one');
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () => storage.idempotency.once(claim, execute)),
    );
    expect(outcomes.filter(({ kind }) => kind === 'first')).toHaveLength(1);
    expect(outcomes.filter(({ kind }) => kind === 'running')).toHaveLength(19);
    expect(await storedIn(storage)).toEqual(['one']);
  });
});
