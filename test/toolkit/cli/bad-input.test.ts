/** What is wrong with a contract is told by each command, all at once, without a stack. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { run } from '../../../src/toolkit/cli/run.ts';
import { testTerminal } from './test-terminal.ts';

async function folderWith(text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'bad-input-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'openapi.yaml'), text);
  return folder;
}

/** The exit code of `countersign <line>` in a folder with this contract, and what it says. */
async function said(line: string, text: string): Promise<{ readonly code: number; readonly lines: string }> {
  const terminal = testTerminal(await folderWith(text));
  const code = await run(line.split(' '), terminal);
  return { code, lines: [...terminal.printed, ...terminal.told].join('\n') };
}

const unusable = `openapi: 3.1.0
info: { title: T, version: '1' }
paths:
  /a/{id}:
    get:
      operationId: one
      responses: { '200': { $ref: '#/components/responses/Dune' } }
components:
  responses:
    Done: { description: Done., content: { text/plain: { schema: { type: string, pattern: '\\Z', minLength: 2, maxLength: 1 } } } }
`;
const unservable = unusable.replace('Dune', 'Done');

const places = (lines: string): string[] =>
  Array.from(
    lines.matchAll(/openapi\.yaml:(\d+):\d+ (?:error|warning) .*\((.+)\)$/gm),
    ([, line, rule]) => `${line} ${rule}`,
  );

describe('a contract that cannot be used', () => {
  test.each([
    ['generate openapi.yaml', 1],
    ['mock openapi.yaml', 1],
    ['docs openapi.yaml', 1],
    ['clauses openapi.yaml', 1],
    ['verify openapi.yaml --url http://127.0.0.1:1', 2],
  ])('stops countersign %s, which ends with %d', async (line, code) => {
    const told = await said(line, unusable);

    expect(told.code).toBe(code);
    expect(places(told.lines)).toEqual([
      '5 path-parameter',
      '7 reference',
      '10 pattern',
      '10 satisfiable-schema',
    ]);
    expect(told.lines).not.toContain(' at ');
  });

  test('is told by lint beside what rules say, and no place twice', async () => {
    const { code, lines } = await said('lint openapi.yaml', unusable);

    expect(code).toBe(1);
    expect(places(lines)).toEqual(
      expect.arrayContaining([
        '5 path-parameter',
        '7 reference',
        '10 pattern',
        '10 satisfiable-schema',
        '5 operation-summary',
      ]),
    );
    expect(lines).not.toMatch(/no-unresolved-refs|path-parameters-defined/);
    expect(lines).toContain('where anybody may call: security: []');
  });
});

test('a path without its slash and a status that does not exist are told once, where they are written', async () => {
  const lost = `openapi: 3.1.0
info: { title: T, version: '1' }
paths:
  a: { $ref: '#/components/pathItems/B' }
  /b: { $ref: '#/components/pathItems/B' }
components:
  responses:
    Done: { description: Done. }
  pathItems:
    B: { get: { responses: { ok: { $ref: '#/components/responses/Done' } } } }
`;
  const { lines } = await said('lint openapi.yaml', lost);

  expect(places(lines).filter((place) => /path-slash|response-status|struct/.test(place))).toEqual([
    '4 path-slash',
    '10 response-status',
  ]);
});

describe('a contract that no server can keep', () => {
  test.each(['generate', 'mock'])('stops countersign %s', async (command) => {
    const { code, lines } = await said(`${command} openapi.yaml`, unservable);

    expect(code).toBe(1);
    expect(places(lines)).toEqual(['5 path-parameter', '10 pattern', '10 satisfiable-schema']);
  });

  test('is verified all the same, and it is said that something is wrong', async () => {
    const { lines } = await said('verify openapi.yaml --mock', unservable);

    expect(lines).toContain('2 faults with which no server can serve it; countersign lint names them');
  });
});

test('a mistyped file is told with the one that is there', async () => {
  expect(await said('lint opnapi.yaml', unusable)).toEqual({
    code: 2,
    lines: expect.stringMatching(
      /^There is no file opnapi\.yaml \(is .*openapi\.yaml meant\?\), and no countersign\.config\.ts/,
    ),
  });
});
