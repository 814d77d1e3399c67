import { describe, expect, it } from 'vitest';
import { sharedLibrary, startLibrary } from './library.ts';

const library = await sharedLibrary();

const basic = (user: string, password: string): string => `Basic ${btoa(`${user}:${password}`)}`;

describe('a credential', () => {
  it.each([
    [{ authorization: '' }, 'missing', 'none'],
    [{ authorization: 'Bearer' }, 'missing', 'a bearer scheme without a token'],
    [{ authorization: basic('ann', "ann's password") }, 'missing', 'one of another scheme'],
    [{ authorization: 'Bearer mallory' }, 'invalid', 'one that nobody has'],
  ])('%j is refused with 401 as %s: %s', async (headers, credential) => {
    const response = await library.call('GET', '/books', { headers });
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer realm="library.openapi"');
    expect(response.headers.get('x-ratelimit-limit')).toBeNull();
    expect(await response.json()).toMatchObject({ code: 'unauthenticated', details: { credential } });
  });

  it('names its scheme in any case', async () => {
    expect((await library.call('GET', '/books', { headers: { authorization: 'bEARER ann' } })).status).toBe(
      200,
    );
  });

  it('is checked before the body is looked at', async () => {
    const response = await library.call('POST', '/books', { headers: { authorization: '' }, body: '{' });
    expect(response.status).toBe(401);
  });

  it('is not needed where the contract and the options both say so', async () => {
    const principals: unknown[] = [];
    await using library = await startLibrary({
      handlers: {
        getLatestBook: ({ principal }) => {
          principals.push(principal);
          return { status: 200, body: { id: 'b1', title: 'Emma', copies: 1 } };
        },
      },
    });
    expect((await fetch(`${library.origin}/api/v1/books/latest`)).status).toBe(200);
    expect(principals).toEqual([undefined]);
  });
});

describe('a scope', () => {
  it('that is missing is refused with 403, what is required and what is granted', async () => {
    const response = await library.call('POST', '/books', { headers: { authorization: 'Bearer bob' } });
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({
      code: 'insufficient_scope',
      details: { missing: ['books:write'], required: ['books:write'], granted: ['books:read'] },
    });
  });

  it('may be covered by another, as the options say', async () => {
    await using library = await startLibrary({
      options: { granted: (required, scopes) => scopes.includes(required.replace('write', 'read')) },
    });
    const response = await library.call('POST', '/books', { headers: { authorization: 'Bearer bob' } });
    expect(response.status).toBe(400);
  });
});

describe('alternatives (OR) of several schemes (AND)', () => {
  const catalogue = async (headers: Record<string, string>): Promise<number> => {
    const response = await library.call('GET', '/catalogue', { headers: { authorization: '', ...headers } });
    return response.status;
  };

  it.each([
    ['both schemes of the first', { authorization: 'Bearer ann', 'x-terminal-key': 'ann' }, 200],
    ['the one scheme of the second', { authorization: basic('ann', "ann's password") }, 200],
    ['one of the two only', { authorization: 'Bearer ann' }, 401],
    ['the other of the two only', { 'x-terminal-key': 'ann' }, 401],
    ['two that are not of one tenant', { authorization: 'Bearer ann', 'x-terminal-key': 'bob' }, 401],
    ['a wrong password', { authorization: basic('ann', "bob's password") }, 401],
    ['a Basic credential without a colon', { authorization: `Basic ${btoa('ann')}` }, 401],
    ['both schemes, one without the scope', { authorization: 'Bearer eve', 'x-terminal-key': 'ann' }, 403],
  ])('with %s', async (_, headers, status) => {
    expect(await catalogue(headers)).toBe(status);
  });

  it('lists each scheme in the challenge', async () => {
    const response = await fetch(`${library.origin}/api/v1/catalogue`);
    expect(response.headers.get('www-authenticate')).toBe(
      'Bearer realm="library.openapi", ApiKey realm="library.openapi", in="header", name="X-Terminal-Key", ' +
        'Basic realm="library.openapi", charset="UTF-8"',
    );
  });
});
