import { expect, test } from 'vitest';
import { verifyLibrary } from './library/verify-library.ts';

const always = (status: number, code: string) => ({
  answer: () => ({
    status,
    headers: { 'content-type': 'application/json', 'x-request-id': '1' },
    body: { error: { code, message: 'No.' } },
  }),
});

test.each([
  [400, 'invalid_book'],
  [404, 'not_found'],
  [401, 'unauthorized'],
])('a server that answers %i to everything keeps no clause', async (status, code) => {
  const { coverage, findings } = await verifyLibrary(always(status, code));
  expect(coverage.clauses.covered).toBe(0);
  expect(findings).not.toEqual([]);
});

test('a server that accepts everything keeps no clause', async () => {
  const { coverage } = await verifyLibrary({
    answer: () => ({
      status: 200,
      headers: { 'content-type': 'application/json', 'x-request-id': '1' },
      body: { data: [], id: '1', title: 'A title', pages: 1 },
    }),
  });
  expect(coverage.clauses.covered).toBe(0);
});
