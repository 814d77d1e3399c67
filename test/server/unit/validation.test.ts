import { describe, expect, it } from 'vitest';
import type { Violation } from '../../../src/contract/contract.ts';
import { LARGEST_EXPLAINED_BODY, MOST_VIOLATIONS } from '../../../src/server/validate-request.ts';
import { json, type LibraryHandlers, sharedLibrary, startLibrary } from './library.ts';

const NOW = new Date('2026-06-01T00:00:00Z');

const library = await sharedLibrary({ now: () => NOW });

/** The violations of a refused request, or none if it was accepted. */
async function violations(method: string, path: string, init?: RequestInit): Promise<readonly Violation[]> {
  const response = await library.call(method, path, init);
  if (response.ok) return [];
  const { code, details } = await response.json();
  expect([response.status, code]).toEqual([400, 'invalid_request']);
  return details.violations;
}

const inBody = (body: unknown): Promise<readonly Violation[]> => violations('POST', '/books', json(body));

describe('what a handler gets', () => {
  type Seen = Parameters<LibraryHandlers['listBooks']>[0];

  async function listed(path: string, headers: Record<string, string> = {}): Promise<Seen> {
    const seen: Seen[] = [];
    await using library = await startLibrary({
      handlers: {
        listBooks: (input) => {
          seen.push(input);
          return { status: 200, headers: { 'X-Total-Count': 0 }, body: { books: [] } };
        },
      },
    });
    expect((await library.call('GET', path, { headers })).status).toBe(200);
    const [input] = seen;
    if (input === undefined) throw new Error('the handler was not called');
    return input;
  }

  it('parameters with the types of the contract', async () => {
    const { query, headers } = await listed('/books?limit=5&tags=a,b%2Cc', { 'x-shelf-number': '12' });
    // A comma that is encoded beside one that is not belongs to an item (RFC 6570 §3.2.8).
    expect(query).toEqual({ limit: 5, tags: ['a', 'b,c'] });
    expect(headers).toEqual({ 'X-Shelf-Number': 12 });
  });

  it('path parameters too, whatever their names', async () => {
    expect(await (await library.call('GET', '/shelves/12')).json()).toBe(12);
  });

  it('defaults', async () => {
    expect((await listed('/books')).query).toEqual({ limit: 20 });
  });

  it('characters that RFC 3986 allows in a query unencoded', async () => {
    expect((await listed('/books?author=a@b.example:/?')).query).toMatchObject({ author: 'a@b.example:/?' });
  });

  it('who asks, and the request id of the answer', async () => {
    const { principal, requestId, operation } = await listed('/books');
    expect(principal).toMatchObject({ library: 'north' });
    expect(requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(operation.id).toBe('listBooks');
  });

  it('a body with its defaults', async () => {
    const response = await library.call('POST', '/books', json({ title: 'Emma' }));
    expect(await response.json()).toMatchObject({ title: 'Emma', copies: 1 });
  });
});

describe('a parameter', () => {
  it.each([
    ['/books?limit=0', 'query', '/limit', 'minimum', 1],
    ['/books?limit=101', 'query', '/limit', 'maximum', 100],
    ['/books?limit=many', 'query', '/limit', 'type', 'integer'],
    ['/books?limit=1.5', 'query', '/limit', 'type', 'integer'],
    ['/books?limit=0x10', 'query', '/limit', 'type', 'integer'],
    ['/books?limit=+5', 'query', '/limit', 'type', 'integer'],
    ['/books?limit=05', 'query', '/limit', 'type', 'integer'],
    ['/shelves/0b1', 'path', '/shelf-number', 'type', 'integer'],
    ['/books?limit=1&limit=2', 'query', '/limit', 'type', 'integer'],
    ['/books?genre=poem', 'query', '/genre', 'enum', ['novel', 'essay', null]],
    ['/books?tags=1,2,3,4', 'query', '/tags', 'maxItems', 3],
    ['/books?page=2', 'query', '/page', 'additionalProperties', false],
    ['/books?author[first]=a', 'query', '/author[first]', 'additionalProperties', false],
    ['/books?__proto__=1', 'query', '/__proto__', 'additionalProperties', false],
    ['/books/123456789', 'path', '/bookId', 'maxLength', 8],
    ['/shelves/0', 'path', '/shelf-number', 'minimum', 1],
    ['/shelves/first', 'path', '/shelf-number', 'type', 'integer'],
  ])('GET %s breaks %s %s %s %j', async (path, place, pointer, keyword, expected) => {
    expect(await violations('GET', path)).toMatchObject([{ in: place, pointer, keyword, expected }]);
  });

  it('in a header is known under the name that the contract gives it', async () => {
    const init = { headers: { 'x-shelf-number': '0' } };
    expect(await violations('GET', '/books', init)).toMatchObject([
      { in: 'header', pointer: '/X-Shelf-Number', keyword: 'minimum', expected: 1, actual: 0 },
    ]);
  });

  it('without a value is what its schema says of an empty text', async () => {
    const answer = await library.call('GET', '/books?author=');
    expect(answer.status).toBe(200);
    expect(await violations('GET', '/books?genre=')).toMatchObject([
      { in: 'query', pointer: '/genre', keyword: 'enum', actual: '' },
    ]);
  });

  it('is listed with all the others', async () => {
    const found = await violations('GET', '/books?limit=0&page=2&tags=1,2,3,4&genre=poem');
    expect(found.map(({ pointer }) => pointer).sort()).toEqual(['/genre', '/limit', '/page', '/tags']);
  });
});

describe('a body', () => {
  it.each([
    [{}, '/title', 'required', 'title'],
    [{ title: '' }, '/title', 'minLength', 1],
    [{ title: 'a'.repeat(21) }, '/title', 'maxLength', 20],
    [{ title: 'Emma', pages: 1 }, '/pages', 'additionalProperties', false],
    [{ title: 'Emma', copies: '1' }, '/copies', 'type', 'integer'],
    [{ title: 'Emma', isbn: '978' }, '/isbn', 'pattern', '^[0-9]{13}$'],
    [{ title: 'Emma', labels: { 'x-a': 'purple' } }, '/labels/x-a', 'maxLength', 5],
    [{ title: 'Emma', size: [1, 'x'] }, '/size/1', 'type', 'number'],
    [{ title: 'Emma', binding: 'hard' }, '/colour', 'required', 'colour'],
    [{ title: 'Emma', lentAt: '2026-02-30T12:00:00Z' }, '/lentAt', 'format', 'date-time'],
    [null, '', 'type', 'object'],
    [[], '', 'type', 'object'],
    ['Emma', '', 'type', 'object'],
  ])('%j breaks %j %s', async (body, pointer, keyword, expected) => {
    expect(await inBody(body)).toMatchObject([{ in: 'body', pointer, keyword, expected }]);
  });

  it.each([
    [{ title: 'Emma', subtitle: null }],
    [{ title: 'Emma', labels: { 'x-a': 'red' }, size: [1, 2], isbn: '9780000000001' }],
    [{ title: 'Emma', binding: 'hard', colour: 'red' }],
  ])('%j is accepted', async (body) => {
    expect(await inBody(body)).toEqual([]);
  });

  it('keeps the clauses between fields', async () => {
    const found = await inBody({
      title: 'Emma',
      lentAt: '2026-05-03T00:00:00Z',
      dueAt: '2026-05-02T00:00:00Z',
      chapters: [{ number: 1 }, { number: 1 }],
    });
    expect(found.map(({ pointer, keyword }) => `${pointer} ${keyword}`).sort()).toEqual([
      '/chapters x-unique-by',
      '/dueAt x-after',
      '/dueAt x-future',
    ]);
  });

  it('that is missing breaks the clause that it is required', async () => {
    expect(await violations('POST', '/books')).toMatchObject([
      { in: 'body', pointer: '', keyword: 'required', expected: true },
    ]);
  });

  it.each([{ kind: 'HomeLoan', seat: '1' }, { kind: 'none' }, {}, null, 5])(
    'with a discriminator refuses %j like any other',
    async (body) => {
      expect(await violations('POST', '/loans', json(body))).not.toEqual([]);
    },
  );

  it('that is optional may be missing', async () => {
    expect(await violations('PATCH', '/books/b1')).toEqual([]);
  });

  it('with very many violations is answered with some of them', async () => {
    const labels = Object.fromEntries(
      Array.from({ length: MOST_VIOLATIONS + 1 }, (_, index) => [`k${index}`, 1]),
    );
    expect(await inBody({ title: 'Emma', labels })).toHaveLength(MOST_VIOLATIONS);
  });

  it('that is very large is answered with the first violation', async () => {
    const body = { title: 'Emma', chapters: Array<number>(LARGEST_EXPLAINED_BODY / 2).fill(1) };
    expect(await inBody(body)).toMatchObject([
      { in: 'body', pointer: '/chapters', keyword: 'maxItems', expected: expect.any(Number) },
    ]);
  });

  it('with a member __proto__ changes no prototype', async () => {
    const init = { ...json({}), body: '{"title":"Emma","__proto__":{"copies":99}}' };
    expect(await violations('POST', '/books', init)).toMatchObject([
      { pointer: '/__proto__', keyword: 'additionalProperties' },
    ]);
    expect({}).not.toHaveProperty('copies');
  });
});
