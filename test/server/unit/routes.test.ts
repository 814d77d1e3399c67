import { describe, expect, it } from 'vitest';
import { type Lookup, routes } from '../../../src/server/routes.ts';
import { loadContract } from '../../../src/toolkit/bundle/load-contract.ts';

/** A lookup of operations that are called like their paths. */
async function lookup(...paths: string[]): Promise<(method: string, path: string) => Lookup> {
  const items = paths.map((path) => [path, { get: { operationId: path, responses: {} } }]);
  const { operations } = await loadContract({ openapi: '3.1.0', paths: Object.fromEntries(items) });
  return routes(operations);
}

describe('a lookup', () => {
  it('prefers the literal, and comes back from it where it leads nowhere', async () => {
    const find = await lookup('/books/latest', '/books/{id}/pages');
    expect(find('GET', '/books/latest')).toMatchObject({ operation: { id: '/books/latest' } });
    expect(find('GET', '/books/latest/pages')).toMatchObject({
      operation: { id: '/books/{id}/pages' },
      params: new Map([['id', 'latest']]),
    });
  });

  it('takes parameters apart within a segment', async () => {
    const find = await lookup('/books/{id}', '/books/{id}.{format}', '/books/{id}:pause');
    expect(find('GET', '/books/b1.pdf')).toMatchObject({
      params: new Map([
        ['id', 'b1'],
        ['format', 'pdf'],
      ]),
    });
    expect(find('GET', '/books/b1:pause')).toMatchObject({ operation: { id: '/books/{id}:pause' } });
    expect(find('GET', '/books/b1')).toMatchObject({ operation: { id: '/books/{id}' } });
  });

  it('gives each operation the names of its own template', async () => {
    const find = await lookup('/a/{one}/x', '/a/{two}/y');
    expect(find('GET', '/a/1/y')).toMatchObject({ params: new Map([['two', '1']]) });
  });

  it('takes no character of a template for a pattern', async () => {
    const find = await lookup('/a+b/{id}(x)');
    expect(find('GET', '/a+b/1(x)')).toMatchObject({ kind: 'found' });
    expect(find('GET', '/aab/1x')).toEqual({ kind: 'not_found' });
  });

  it('finds a literal in whichever way it is percent-encoded', async () => {
    const find = await lookup(
      '/ä',
      '/sp ace',
      '/one%20two',
      '/~me',
      '/größe/{x}',
      '/maß-{x}',
      '/a|b',
      '/c|{x}',
    );
    for (const [path, id] of [
      ['/%C3%A4', '/ä'],
      ['/%c3%a4', '/ä'],
      ['/sp%20ace', '/sp ace'],
      ['/one%20two', '/one%20two'],
      ['/%7eme', '/~me'],
      ['/gr%C3%B6%c3%9Fe/1', '/größe/{x}'],
      ['/m%61%c3%9f-1', '/maß-{x}'],
      ['/a|b', '/a|b'],
      ['/a%7Cb', '/a|b'],
      ['/c|1', '/c|{x}'],
      ['/c%7c1', '/c|{x}'],
    ] as const)
      expect(find('GET', path), path).toMatchObject({ kind: 'found', operation: { id } });
  });

  it('takes no encoded delimiter for one, and no broken encoding for anything', async () => {
    const find = await lookup('/a/b', '/a:b', '/100%', '/ä-{x}', '/c%2Fd', '/e:{x}');
    for (const path of ['/a%2Fb', '/a%3Ab', '/e%3A1', '/100%', '/%C3', '/%C3-1', '/%zz', '/c/d'])
      expect(find('GET', path), path).toEqual({ kind: 'not_found' });
    expect(find('GET', '/100%25')).toMatchObject({ operation: { id: '/100%' } });
    expect(find('GET', '/c%2fd')).toMatchObject({ operation: { id: '/c%2Fd' } });
  });

  it('leaves the values of parameters as they are written', async () => {
    const find = await lookup('/ä-{x}');
    expect(find('GET', '/%c3%a4-%2E%2f')).toMatchObject({ params: new Map([['x', '%2E%2f']]) });
  });
});
