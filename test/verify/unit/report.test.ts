import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { toCurl } from '../../../src/verify/report/curl.ts';
import { compareGaps } from '../../../src/verify/report/exceptions.ts';
import { MOST_FINDINGS, renderText } from '../../../src/verify/report/render-text.ts';
import { correct } from '../faults/library/server.ts';
import { verifyLibrary } from '../faults/library/verify-library.ts';

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

/** What a shell would run for a pasted command: the arguments of `curl`, one a line, and what it is told. */
function pasted(command: string): { args: string[]; input: Buffer } {
  const script = `curl() { printf '%s\\n' "$@" >&2; case "$*" in *@-*) cat;; esac; }; ${command}`;
  const { stdout, stderr } = spawnSync('sh', ['-c', script]);
  return { args: stderr.toString().trimEnd().split('\n'), input: stdout };
}

test('a command can be pasted into a shell, quotes and all', () => {
  const command = toCurl('http://localhost/v1/', {
    method: 'PATCH',
    target: '/a?b=%20',
    headers: [
      ['X-Say', `'hi'`],
      ['Content-Type', 'application/json'],
    ],
    body: new TextEncoder().encode('{"name":"it\'s $HOME \\"here\\""}'),
  });
  expect(pasted(command).args).toEqual([
    '-i',
    '-X',
    'PATCH',
    'http://localhost/v1/a?b=%20',
    '-H',
    `X-Say: 'hi'`,
    '-H',
    'Content-Type: application/json',
    '--data-raw',
    '{"name":"it\'s $HOME \\"here\\""}',
  ]);
});

test.each([
  ['a HEAD request, whose answer has no body', { method: 'HEAD' }, ['-I', 'http://localhost/a']],
  [
    'brackets and dot segments, which curl would take for something else',
    { target: '/a/../b?c[d]=1' },
    ['-i', '-X', 'POST', '-g', '--path-as-is', 'http://localhost/a/../b?c[d]=1'],
  ],
  [
    'a field without a value',
    { headers: [['X-None', '']] as const },
    ['-i', '-X', 'POST', 'http://localhost/a', '-H', 'X-None;'],
  ],
  [
    'a body without a media type',
    { body: Buffer.from('{}') },
    ['-i', '-X', 'POST', 'http://localhost/a', '-H', 'Content-Type:', '--data-raw', '{}'],
  ],
])('a command sends %s', (_, request, args) => {
  const plain = { method: 'POST', target: '/a', headers: [], body: undefined };
  expect(pasted(toCurl('http://localhost', { ...plain, ...request })).args).toEqual(args);
});

test('a command sends bytes that no argument can hold', () => {
  const body = Buffer.from([...Buffer.from(`100% 'a\\b'\r\né`), 0, 0x1b, 0xff]);
  const command = toCurl('http://localhost', {
    method: 'PUT',
    target: '/a',
    headers: [['Content-Type', 'application/octet-stream']],
    body,
  });
  expect(pasted(command).input).toEqual(body);
  expect(command).toMatch(/^[\n -~]*$/);
});

test('a target cannot write to the terminal of who asks it', async () => {
  const report = await verifyLibrary({ answer: (answer) => ({ ...answer, body: '\u001b[2J\u009b1m' }) });
  expect(report.findings).not.toEqual([]);
  expect(renderText(report)).not.toMatch(/(?!\n)\p{Cc}/u);
});

test('a gap needs an exception, and an exception needs a gap', () => {
  const count = { total: 2, covered: 0, untestable: [], items: [] };
  const coverage = {
    clauses: { ...count, gaps: [{ id: 'addBook body /isbn pattern', reason: 'not sent' }] },
    answers: { ...count, gaps: [{ id: 'addBook 500', reason: 'not seen' }] },
  };
  const known = { gap: / 500$/, reason: 'no request makes it fail' };
  const stale = { gap: 'addBook 503', reason: 'never' };
  expect(compareGaps(coverage, [known, stale])).toEqual({
    open: [{ id: 'addBook body /isbn pattern', reason: 'not sent' }],
    stale: [stale],
  });
});

test('of very many findings the first are told, and how many more there are', async () => {
  const report = await verifyLibrary({ isDesk: () => true });
  const [finding] = report.findings;
  if (finding === undefined) throw new Error('a desk that nobody checks is a finding');
  const findings = Array.from({ length: MOST_FINDINGS + 2 }, () => finding);
  const text = renderText({ ...report, findings });
  expect(text.match(/^✗/gm)).toHaveLength(MOST_FINDINGS);
  expect(text).toContain('and 2 findings more: write a report to read them all');
});

test('the same seed gives the same cases', async () => {
  const names = async () => (await verifyLibrary()).cases.map(({ name }) => name).sort();
  expect(await names()).toEqual(await names());
});

test('what was not asked is told with the reason, and what its coverage tells is not told twice', async () => {
  const { cases, coverage, ...report } = await verifyLibrary({}, { phases: ['positive'] });
  const [clause] = coverage.clauses.items;
  const text = renderText({
    ...report,
    coverage,
    cases: cases.map((each) => ({ ...each, outcome: 'skipped', reason: 'no id of kind BookId' })),
    dropped: [
      { operation: 'listBooks', about: 'query /from filters', reason: 'no property is called so' },
      { operation: 'addBook', about: clause?.id ?? '', reason: 'told as a gap' },
    ],
  });
  expect(text).toMatch(
    /^cases not sent: (\d+)\n {2}\1: no id of kind BookId\n {4}listBooks · valid request → 200$/m,
  );
  expect(text).toMatch(
    /^not made into a case: 1\n {2}1: no property is called so\n {4}listBooks query \/from filters$/m,
  );
  expect(text).not.toContain('told as a gap');
});
