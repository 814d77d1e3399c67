import { describe, expect, it } from 'vitest';
import { fingerprint } from '../../../src/server/idempotency.ts';
import { Problem } from '../../../src/server/problem.ts';
import { json, type Running, sharedLibrary, startLibrary } from './library.ts';

const library = await sharedLibrary();

const KEY = { 'idempotency-key': '8e03978e-40d5-43dd-bc93-6894a57f9324' };

/** A library that numbers its books, so that a second creation would show. */
function numbering(): Promise<Running> {
  let books = 0;
  return startLibrary({
    handlers: {
      createBook: ({ body }) => {
        books++;
        const id = `b${books}`;
        return {
          status: 201,
          headers: { Location: `/api/v1/books/${id}` },
          body: { id, title: body.title, copies: books },
        };
      },
    },
  });
}

describe('a repeated request with the same Idempotency-Key', () => {
  it('gets the first answer to the byte', async () => {
    await using library = await numbering();
    const first = await library.call('POST', '/books', json({ title: 'Emma' }, KEY));
    const second = await library.call('POST', '/books', json({ title: 'Emma' }, KEY));
    expect(second.status).toBe(201);
    expect(await second.text()).toBe(await first.text());
    expect(second.headers.get('location')).toBe('/api/v1/books/b1');
    expect(second.headers.get('content-type')).toBe('application/json');
    expect(first.headers.get('idempotent-replayed')).toBeNull();
    expect(second.headers.get('idempotent-replayed')).toBe('true');
    expect(second.headers.get('x-request-id')).not.toBe(first.headers.get('x-request-id'));
    expect(second.headers.get('x-ratelimit-remaining')).toBe('998');
  });

  it('is the same however its JSON is written', async () => {
    await using library = await numbering();
    await library.call('POST', '/books', json({ title: 'Emma', subtitle: 'x' }, KEY));
    const body = '{ "subtitle": "x", "title": "\\u0045mma" }';
    const second = await library.call('POST', '/books', { ...json({}, KEY), body });
    expect(second.headers.get('idempotent-replayed')).toBe('true');
  });

  it('and another body is refused with 409', async () => {
    await using library = await numbering();
    await library.call('POST', '/books', json({ title: 'Emma' }, KEY));
    const second = await library.call('POST', '/books', json({ title: 'Persuasion' }, KEY));
    expect(second.status).toBe(409);
    expect(await second.json()).toMatchObject({ code: 'idempotency_mismatch' });
  });

  it('gets it even if the request would be refused by now', async () => {
    let now = new Date('2026-06-01T00:00:00Z');
    await using library = await startLibrary({ options: { now: () => now } });
    const loan = { title: 'Emma', dueAt: '2026-06-02T00:00:00Z' };
    const first = await library.call('POST', '/books', json(loan, KEY));
    now = new Date('2026-06-03T00:00:00Z');
    const second = await library.call('POST', '/books', json(loan, KEY));
    expect([second.status, await second.text()]).toEqual([201, await first.text()]);
    const other = { title: 'Persuasion', dueAt: '2026-06-04T00:00:00Z' };
    expect((await library.call('POST', '/books', json(other, KEY))).status).toBe(409);
    const withoutKey = await library.call('POST', '/books', json(loan));
    expect(withoutKey.status).toBe(400);
  });

  it('while the first still runs is refused with 409 and a time to wait', async () => {
    const [started, finish] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    await using library = await startLibrary({
      handlers: {
        createBook: async () => {
          started.resolve();
          await finish.promise;
          return { status: 201, headers: { Location: '/' }, body: { id: 'b1', title: 'Emma', copies: 1 } };
        },
      },
    });
    const first = library.call('POST', '/books', json({ title: 'Emma' }, KEY));
    await started.promise;
    const second = await library.call('POST', '/books', json({ title: 'Emma' }, KEY));
    finish.resolve();
    expect(second.status).toBe(409);
    expect(second.headers.get('retry-after')).toBe('1');
    expect(await second.json()).toMatchObject({ code: 'idempotency_running' });
    expect((await first).status).toBe(201);
  });

  it('of another tenant, or without a key, is another request', async () => {
    await using library = await numbering();
    await library.call('POST', '/books', json({ title: 'Emma' }, KEY));
    const titles = await Promise.all(
      [json({ title: 'Emma' }), json({ title: 'Emma' })].map(async (init) =>
        (await library.call('POST', '/books', init)).json(),
      ),
    );
    expect(titles.map(({ id }) => id).sort()).toEqual(['b2', 'b3']);
  });

  it('gets a refusal again, but not an internal problem', async () => {
    let calls = 0;
    await using library = await startLibrary({
      handlers: {
        createBook: ({ body }) => {
          calls++;
          if (body.title === 'Emma') throw new Error('crash');
          throw new Problem({ kind: 'application', code: 'full', status: 409, message: `Call ${calls}` });
        },
      },
    });
    const call = async (title: string, key: string): Promise<{ status: number; text: string }> => {
      const response = await library.call('POST', '/books', json({ title }, { 'idempotency-key': key }));
      return { status: response.status, text: await response.text() };
    };
    expect((await call('Emma', 'a')).status).toBe(500);
    expect((await call('Emma', 'a')).status).toBe(500);
    expect(calls).toBe(2);
    const refusal = await call('Persuasion', 'b');
    expect(refusal).toMatchObject({ status: 409, text: expect.stringContaining('Call 3') });
    expect(await call('Persuasion', 'b')).toEqual(refusal);
    expect(calls).toBe(3);
  });

  it.each(['a b', 'a'.repeat(256), ''])('%j is no key that the contract allows', async (key) => {
    const response = await library.call(
      'POST',
      '/books',
      json({ title: 'Emma' }, { 'idempotency-key': key }),
    );
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      details: { violations: [{ in: 'header', pointer: '/Idempotency-Key', keyword: 'pattern' }] },
    });
  });

  it('is no repetition after a request that was invalid', async () => {
    await using library = await numbering();
    expect((await library.call('POST', '/books', json({ title: '' }, KEY))).status).toBe(400);
    expect((await library.call('POST', '/books', json({ title: 'Emma' }, KEY))).status).toBe(201);
  });
});

describe('a fingerprint', () => {
  it('tells method, target and body apart', () => {
    const prints = [
      fingerprint('post', '/books', { a: 1 }),
      fingerprint('put', '/books', { a: 1 }),
      fingerprint('post', '/books/b1', { a: 1 }),
      fingerprint('post', '/books', { a: '1' }),
      fingerprint('post', '/books', [{ a: 1 }]),
      fingerprint('post', '/books', undefined),
      fingerprint('post', '/books', null),
    ];
    expect(new Set(prints).size).toBe(prints.length);
  });

  it('does not see the order of members, and sees that of items', () => {
    expect(fingerprint('post', '/', { a: { b: 1, c: 2 } })).toBe(
      fingerprint('post', '/', { a: { c: 2, b: 1 } }),
    );
    expect(fingerprint('post', '/', [1, 2])).not.toBe(fingerprint('post', '/', [2, 1]));
  });
});
