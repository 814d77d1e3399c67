import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { toCurl } from '../../../src/verify/report/curl.ts';
import { compareGaps } from '../../../src/verify/report/exceptions.ts';
import { renderText } from '../../../src/verify/report/render-text.ts';
import { correct } from '../../faults/library/server.ts';
import { verifyLibrary } from '../../faults/library/verify-library.ts';

test('a finding says what, why, where and how to see it oneself', async () => {
  const report = await verifyLibrary({
    isBook: (book) => correct.isBook({ ...book, pages: Math.min(5000, Number(book['pages'])) }),
  });
  expect(renderText(report).replaceAll(/127\.0\.0\.1:\d+/g, 'host')).toContain(
    [
      '✗ addBook body /pages maximum: answered 201, expected 400',
      '  It breaks "body /pages maximum 5000" and nothing else, so it must be refused for that.',
      '  case: addBook · body /pages maximum 5000 · 5001 → 400 invalid_book',
      '  contract: #/components/schemas/NewBook/properties/pages/maximum',
      "  curl -i -X POST 'http://host/v1/books' \\",
      "    -H 'Content-Type: application/json' \\",
      "    -H 'Authorization: Bearer tok_reader' \\",
      `    --data-raw '{"title":"examplex","pages":5001}'`,
      '  answer: 201 application/json {"id":"book',
    ].join('\n'),
  );
});

test('one cause is one finding, however many cases show it', async () => {
  const { findings } = await verifyLibrary({
    answer: ({ headers: { 'x-request-id': _, ...headers }, ...answer }) => ({ ...answer, headers }),
  });
  const refusals = findings.find(({ pointer }) =>
    pointer.startsWith('/paths/~1books/post/responses/400/headers'),
  );
  expect(refusals?.cases.length).toBeGreaterThan(10);
});

test('a command can be pasted into a shell, quotes and all', () => {
  const body = new TextEncoder().encode('{"name":"it\'s $HOME \\"here\\""}');
  const command = toCurl('http://localhost/v1/', {
    method: 'PATCH',
    target: '/a?b=%20',
    headers: [['X-Say', `'hi'`]],
    body,
  });
  const script = `curl() { printf '%s\\n' "$@"; }; ${command}`;
  expect(execFileSync('sh', ['-c', script], { encoding: 'utf8' }).trimEnd().split('\n')).toEqual([
    '-i',
    '-X',
    'PATCH',
    'http://localhost/v1/a?b=%20',
    '-H',
    `X-Say: 'hi'`,
    '--data-raw',
    '{"name":"it\'s $HOME \\"here\\""}',
  ]);
});

test('a gap needs an exception, and an exception needs a gap', () => {
  const tally = { total: 2, covered: 0, unbreakable: [], items: [] };
  const coverage = {
    clauses: { ...tally, gaps: [{ id: 'addBook body /isbn pattern', reason: 'not sent' }] },
    answers: { ...tally, gaps: [{ id: 'addBook 500', reason: 'not seen' }] },
  };
  const known = { gap: / 500$/, reason: 'no request makes it fail' };
  const stale = { gap: 'addBook 503', reason: 'never' };
  expect(compareGaps(coverage, [known, stale])).toEqual({
    open: [{ id: 'addBook body /isbn pattern', reason: 'not sent' }],
    stale: [stale],
  });
});

test('the same seed gives the same cases', async () => {
  const names = async () => (await verifyLibrary()).cases.map(({ name }) => name).sort();
  expect(await names()).toEqual(await names());
});
