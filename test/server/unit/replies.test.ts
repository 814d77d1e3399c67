import { describe, expect, it } from 'vitest';
import { json, type LibraryHandlers, startLibrary } from './library.ts';

/** A handler that TypeScript would refuse: it got its reply from somewhere that it trusted. */
function returning(id: keyof LibraryHandlers, reply: unknown): Partial<LibraryHandlers> {
  return { [id]: () => reply };
}

const LOCATION = { Location: '/api/v1/books/b1' };
const book = { id: 'b1', title: 'Emma', copies: 1 };

describe('a reply', () => {
  it.each([
    ['an undocumented status', { status: 418 }, { in: 'status', message: '418 is not documented' }],
    [
      'a missing required field',
      { status: 201, headers: LOCATION, body: { id: 'b1', title: 'Emma' } },
      { in: 'body', path: '/copies', clause: 'required "copies"' },
    ],
    [
      'a field that is too long',
      { status: 201, headers: LOCATION, body: { ...book, title: 'a'.repeat(21) } },
      { in: 'body', path: '/title', clause: 'maxLength 20' },
    ],
    [
      'an undocumented field',
      { status: 201, headers: LOCATION, body: { ...book, shelf: 1 } },
      { in: 'body', path: '/shelf' },
    ],
    ['no body', { status: 201, headers: LOCATION }, { in: 'body', clause: 'application/json' }],
    ['a body that JSON cannot say', { status: 201, headers: LOCATION, body: circle() }, { in: 'body' }],
    ['a missing required header', { status: 201, body: book }, { in: 'header', path: 'Location' }],
    [
      'an undocumented header',
      { status: 201, headers: { ...LOCATION, 'X-Shelf': '1' }, body: book },
      { in: 'header', path: 'X-Shelf', message: 'is not documented' },
    ],
    [
      'a header with a line break',
      { status: 201, headers: { ...LOCATION, 'X-Request-Id': 'a\r\nSet-Cookie: a=1' }, body: book },
      { in: 'header', path: 'X-Request-Id' },
    ],
    [
      'an undocumented media type',
      { status: 201, headers: LOCATION, body: 'Emma', mediaType: 'text/plain' },
      { in: 'media type', message: 'text/plain is not documented' },
    ],
  ])('with %s never leaves the server', async (_, reply, defect) => {
    await using library = await startLibrary({ handlers: returning('createBook', reply) });
    const response = await library.call('POST', '/books', json({ title: 'Emma' }));
    expect(response.status).toBe(500);
    expect(await response.json()).toEqual({
      code: 'internal',
      message: 'Something went wrong on our side.',
      details: { kind: 'internal' },
    });
    expect(library.events).toMatchObject([
      { event: 'broken_reply', operation: { id: 'createBook' }, defects: [defect] },
    ]);
  });

  it('with a body where there must be none never leaves the server', async () => {
    await using library = await startLibrary({
      handlers: returning('deleteBook', { status: 204, body: {} }),
    });
    expect((await library.call('DELETE', '/books/b1')).status).toBe(500);
  });

  it('that does not name one of several media types never leaves the server', async () => {
    await using library = await startLibrary({
      handlers: returning('getBook', { status: 200, body: book }),
    });
    expect((await library.call('GET', '/books/b1')).status).toBe(500);
  });

  it('that is none is an exception', async () => {
    await using library = await startLibrary({ handlers: returning('getBook', undefined) });
    expect((await library.call('GET', '/books/b1')).status).toBe(500);
    expect(library.events).toMatchObject([{ event: 'exception' }]);
  });

  it('with a header of the wrong type never leaves the server', async () => {
    const reply = { status: 200, headers: { 'X-Total-Count': 'many' }, body: { books: [] } };
    await using library = await startLibrary({ handlers: returning('listBooks', reply) });
    await library.call('GET', '/books');
    expect(library.events).toMatchObject([{ defects: [{ in: 'header', clause: 'type "integer"' }] }]);
  });

  it('may be of a documented range, or of the default', async () => {
    const gone = { status: 410, body: { code: 'gone', message: 'It was sold.' } } as const;
    await using library = await startLibrary({ handlers: { getBook: () => gone, listBooks: () => gone } });
    expect((await library.call('GET', '/books/b1')).status).toBe(410);
    expect((await library.call('GET', '/books')).status).toBe(410);
  });

  it('says its media type', async () => {
    await using library = await startLibrary({
      handlers: { getBook: () => ({ status: 200, mediaType: 'text/plain', body: 'Émma' }) },
    });
    const response = await library.call('GET', '/books/b1');
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(await response.text()).toBe('Émma');
  });

  it('is proven in the form in which it is sent', async () => {
    const title = { toJSON: () => 'Emma' };
    const reply = { status: 201, headers: LOCATION, body: { ...book, title, shelf: undefined } };
    await using library = await startLibrary({ handlers: returning('createBook', reply) });
    const response = await library.call('POST', '/books', json({ title: 'Emma' }));
    expect(await response.json()).toEqual(book);
  });

  it('leaves no effect if it breaks the contract', async () => {
    const shelf: string[] = [];
    await using library = await startLibrary({
      options: {
        unitOfWork: async (run) => {
          const before = [...shelf];
          try {
            return await run();
          } catch (error) {
            shelf.splice(0, shelf.length, ...before);
            throw error;
          }
        },
      },
      handlers: {
        createBook: ({ body }) => {
          shelf.push(body.title);
          const id = body.title === 'Emma' ? 'b1' : '';
          return { status: 201, headers: { Location: id === '' ? '\n' : `/${id}` }, body: { ...body, id } };
        },
      },
    });
    expect((await library.call('POST', '/books', json({ title: 'Emma' }))).status).toBe(201);
    expect((await library.call('POST', '/books', json({ title: 'Persuasion' }))).status).toBe(500);
    expect(shelf).toEqual(['Emma']);
  });
});

function circle(): object {
  const body: Record<string, unknown> = { ...book };
  body['self'] = body;
  return body;
}
