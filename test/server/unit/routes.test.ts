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
});
