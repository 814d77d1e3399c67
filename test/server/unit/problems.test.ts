import { describe, expect, it } from 'vitest';
import { Problem } from '../../../src/server/problem.ts';
import { json, startLibrary, writeProblem } from './library.ts';

const SECRET = 'connect ECONNREFUSED postgres://admin:hunter2@db';

describe('a problem', () => {
  it('that a handler throws is written by the function of the API', async () => {
    await using library = await startLibrary({
      handlers: {
        createBook: () => {
          throw new Problem({
            kind: 'application',
            code: 'shelf_full',
            status: 409,
            message: 'No room is left.',
          });
        },
      },
    });
    const response = await library.call('POST', '/books', json({ title: 'Emma' }));
    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({ code: 'shelf_full', message: 'No room is left.' });
    expect(library.events).toEqual([]);
  });

  it('is made of what the application throws, as the options say', async () => {
    class ShelfFull extends RangeError {}
    await using library = await startLibrary({
      handlers: {
        createBook: ({ body }) => {
          throw body.title === 'Emma' ? new ShelfFull() : new RangeError(SECRET);
        },
      },
      options: {
        refusal: (thrown, { operation }) =>
          thrown instanceof ShelfFull
            ? new Problem({ kind: 'application', code: operation.id, status: 409, message: 'No room.' })
            : undefined,
      },
    });
    const refused = await library.call('POST', '/books', json({ title: 'Emma' }));
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({ code: 'createBook' });
    expect((await library.call('POST', '/books', json({ title: 'Persuasion' }))).status).toBe(500);
    expect(library.events).toMatchObject([{ event: 'exception' }]);
  });

  it('knows the request id of the answer', async () => {
    await using library = await startLibrary({
      options: {
        newRequestId: () => 'req-1',
        problem: (problem, { requestId }) => ({
          status: problem.status,
          body: { code: 'x', message: requestId },
        }),
      },
    });
    const response = await library.call('GET', '/nothing');
    expect(response.headers.get('x-request-id')).toBe('req-1');
    expect(await response.json()).toMatchObject({ message: 'req-1' });
  });

  it.each([
    ['a handler', { handlers: { createBook: fail } }],
    [
      'a function that authenticates',
      { options: { authenticate: { bearer: fail, terminal: fail, password: fail } } },
    ],
    ['the store of rate limits', { options: { rateLimit: { store: { take: fail } } } }],
    ['the store of idempotency keys', { options: { idempotency: { recall: fail, once: fail } } }],
    ['the unit of work', { options: { unitOfWork: fail } }],
  ])('hides what %s threw, and logs it', async (_, change) => {
    await using library = await startLibrary(change);
    const response = await library.call(
      'POST',
      '/books',
      json({ title: 'Emma' }, { 'idempotency-key': 'k' }),
    );
    expect(response.status).toBe(500);
    const text = await response.text();
    expect(JSON.parse(text)).toMatchObject({ code: 'internal' });
    expect(text).not.toContain('hunter2');
    expect(library.events).toMatchObject([
      { event: 'exception', requestId: response.headers.get('x-request-id'), error: new Error(SECRET) },
    ]);
  });

  it('whose status the operation does not document becomes a documented 500, and is logged', async () => {
    await using library = await startLibrary({
      handlers: {
        createBook: () => {
          throw new Problem({ kind: 'application', code: 'teapot', status: 418, message: 'No.' });
        },
      },
    });
    const response = await library.call('POST', '/books', json({ title: 'Emma' }));
    expect(response.status).toBe(500);
    expect(await response.json()).toMatchObject({ code: 'internal' });
    expect(library.events).toMatchObject([
      { event: 'undocumented_problem', status: 418, facts: { code: 'teapot' }, defects: [{ in: 'status' }] },
    ]);
  });

  it('whose body the operation does not document becomes a documented 500, and is logged', async () => {
    await using library = await startLibrary({
      options: {
        problem: (problem) => {
          const isTrap = problem.facts.kind === 'malformed' && problem.facts.part === 'body';
          return isTrap ? { status: 400, body: { reason: 'bad' } } : writeProblem(problem);
        },
      },
    });
    const response = await library.call('POST', '/books', { ...json({}), body: '{' });
    expect(response.status).toBe(500);
    expect(library.events).toMatchObject([
      {
        event: 'undocumented_problem',
        status: 400,
        defects: expect.arrayContaining([expect.objectContaining({ in: 'body' })]),
      },
    ]);
  });

  it('that cannot be written is an empty 500, and is logged', async () => {
    await using library = await startLibrary({
      options: {
        problem: (problem, { operation }) => (operation === undefined ? fail() : writeProblem(problem)),
      },
    });
    const response = await library.call('GET', '/nothing');
    expect(response.status).toBe(500);
    expect(await response.text()).toBe('');
    expect(library.events).toMatchObject([{ event: 'exception' }, { event: 'exception' }]);
  });
});

function fail(): never {
  throw new Error(SECRET);
}
