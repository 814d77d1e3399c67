import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { run } from '../../../src/toolkit/cli/run.ts';
import { petFolder, startPets } from './pet-folder.ts';
import { testTerminal } from './test-terminal.ts';

const LIST = ['--operation', 'listPets'];

describe('what it cannot do is said before anything is sent', () => {
  test.each([
    [[], 'Where does pets answer? Give --url, or contracts.pets.targets.server in the config.'],
    [['--url', 'pets'], '--url must be a URL, got "pets".'],
    [['--url', 'http://localhost:1', '--mock'], 'Give --url or --mock, not both.'],
    [['--url', 'http://127.0.0.1:1'], 'Nothing answers at http://127.0.0.1:1: '],
    [['--url', 'http://pets.test/v1?page=1#top'], `leave out "?page=1#top"`],
    [['--url', 'http://cat:secret@pets.test/v1'], '--url holds a credential: give it with --auth.'],
    [['--auth', 'petKey=1'], '--auth goes with --url.'],
    [
      ['--url', 'http://pets.test', '--auth', 'petkey=1'],
      '--auth: the contract has no security scheme "petkey". Did you mean "petKey"? (it has petKey)',
    ],
    [['--operation', 'listPets', '--skip', 'listPets'], 'Nothing is left to ask'],
    [['--phase', 'stateful', '--skip', 'stateful'], 'Nothing is left to ask'],
    [['--mock', '--report', 'json=openapi.yaml/a.json'], '--report json: '],
    [['--mock', '--report', 'json=.'], '--report json: EISDIR'],
    [['pest'], 'No contract is called "pest". Did you mean "pets"? Configured: pets.'],
    [['--operation', 'listPet'], '--operation: nothing is called "listPet". Did you mean "listPets"?'],
    [['--phase', 'negativ'], '--phase: nothing is called "negativ". Did you mean "negative"?'],
    [['--tag', 'pets'], '--tag: nothing is called "pets".'],
    [['--skip', 'everything'], '--skip: nothing is called "everything".'],
    [
      ['--report', 'xml=a'],
      '--report must be FORMAT=FILE; formats are junit, json, html, sarif, markdown, har.',
    ],
    [['--report', 'json'], '--report json needs a file: --report json=FILE'],
    [['--shard', '5/4'], '--shard must be a part of a number of parts like 1/4, got "5/4".'],
    [['--shard', '1/4', '--min-coverage', '1'], '--min-coverage goes with a whole run'],
    [['--time', 'soon'], '--time must be a duration like 90s, 5m or 1h, got "soon".'],
    [['--run-id', 'a-b'], '--run-id takes up to 16 letters and digits, got "a-b".'],
    [['--header', 'X-Key=secret'], "--header must be 'Name: value'; got one that is not."],
    [
      ['--mock', '--baseline', 'known.json'],
      '--baseline: there is no known.json. Write one with --report json=known.json.',
    ],
  ])('verify %j', async (args, message) => {
    const folder = await petFolder();
    const terminal = testTerminal(folder);

    expect(await run(['verify', ...args], terminal)).toBe(2);
    expect(terminal.told.map((line) => line.replaceAll(`${folder}/`, ''))).toEqual([
      expect.stringContaining(message),
    ]);
  });
});

test('a target that keeps the contract has no findings', async () => {
  const terminal = testTerminal(await petFolder());

  expect(await run(['verify', 'pets', '--mock', ...LIST], terminal)).toBe(0);
  expect(terminal.printed.join('\n')).toMatch(/^Pet API 1\.2\.0 at http.* operations +1\/1 .* no findings/ms);
});

test('a mock takes the name and password that it is given', async () => {
  const folder = await petFolder();
  const file = join(folder, 'basic.json');
  const basic = {
    openapi: '3.1.0',
    info: { title: 'Safe', version: '1' },
    security: [{ name: [] }],
    paths: {
      '/safe': { get: { operationId: 'open', responses: { '200': { description: 'It is open' } } } },
    },
    components: { securitySchemes: { name: { type: 'http', scheme: 'basic' } } },
  };
  await writeFile(file, JSON.stringify(basic));

  expect(await run(['verify', file, '--mock'], testTerminal(folder))).toBe(0);
});

test('one that does not ends with 1, and its findings are printed', async () => {
  const { url } = await startPets('no JSON at all');
  const terminal = testTerminal(await petFolder());

  expect(await run(['verify', 'pets', '--url', url, '--auth', 'petKey=k'], terminal)).toBe(1);
  expect(terminal.printed.join('\n')).toMatch(/^✗ listPets: the body is no JSON$/m);
});

test('a contract that asks for credentials says so where none is given', async () => {
  const { url } = await startPets('[]');
  const terminal = testTerminal(await petFolder());

  await run(['verify', 'pets', '--url', url], terminal);
  expect(terminal.told).toContain('pets asks for credentials, and none is given: --auth petKey=VALUE');
});

test('a run tells by what it can be repeated, and its repetition sends the same', async () => {
  const { url } = await startPets('[]');
  const folder = await petFolder();
  const args = ['verify', 'pets', '--url', url, '--auth', 'petKey=k', '--seed', '7', '--phase', 'positive'];
  const send = async (...more: string[]) => {
    const terminal = testTerminal(folder);
    await run([...args, '--concurrency', '1', '--report', 'har=a.har', ...more], terminal);
    const [, runId = ''] = /^ {2}seed 7, run (\w+)$/m.exec(terminal.printed.join('\n')) ?? [];
    const { log } = JSON.parse(await readFile(join(folder, 'a.har'), 'utf8'));
    return { runId, sent: log.entries.map(({ request }: { request: object }) => request) };
  };

  const first = await send();
  expect(first.runId).not.toBe('');
  expect(await send('--run-id', first.runId)).toEqual(first);
});

test('a contract can be a file, and then needs no config', async () => {
  const { url, received } = await startPets('[]');
  const folder = await petFolder();
  await rm(join(folder, 'countersign.config.ts'));
  const terminal = testTerminal(folder);

  const args = ['openapi.yaml', '--url', url, '--header', 'X-Team: blue', ...LIST, '--phase', 'positive'];
  expect(await run(['verify', ...args], terminal)).toBe(0);
  expect(received.at(-1)).toMatchObject({ 'x-team': 'blue' });
});

test('where there is neither a file nor a config, it says what to give', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const terminal = testTerminal(folder);

  expect(await run(['verify', '--url', 'http://localhost'], terminal)).toBe(2);
  expect(await run(['verify', 'pets.yaml', '--url', 'http://localhost'], terminal)).toBe(2);
  expect(terminal.told).toEqual([
    'Which contract? Give a file or a URL, or change to the folder with countersign.config.ts.',
    'There is no file pets.yaml, and no countersign.config.ts that knows a contract of that name.',
  ]);
});

test('what is left out is not sent', async () => {
  const { url } = await startPets('[]');
  const folder = await petFolder();
  const phases = ['positive', 'negative', 'security', 'stateful'].flatMap((phase) => ['--skip', phase]);
  const args = ['--url', url, '--skip', 'createPet', ...phases, '--report', 'json=report.json'];
  await run(['verify', ...args], testTerminal(folder));

  const { cases } = JSON.parse(await readFile(join(folder, 'report.json'), 'utf8'));
  const said = (name: 'phase' | 'operation') => [
    ...new Set(cases.map((each: object) => Reflect.get(each, name))),
  ];
  expect(said('phase')).toEqual(['protocol']);
  expect(said('operation')).toEqual(['listPets']);
});

describe('reports', () => {
  test('any number, into folders that are made, and named for the contract', async () => {
    const { url } = await startPets('[]');
    const folder = await petFolder();
    const terminal = testTerminal(folder);
    const files = ['json=out/{name}.json', 'html=out/{name}.html', 'har=out/a.har', 'sarif=out/a.sarif'];

    expect(
      await run(['verify', '--url', url, ...LIST, '--report', ...files, '--report', 'junit=a.xml'], terminal),
    ).toBe(0);
    expect((await readdir(join(folder, 'out'))).sort()).toEqual([
      'a.har',
      'a.sarif',
      'pets.html',
      'pets.json',
    ]);
    expect(terminal.told.filter((line) => line.startsWith('wrote '))).toHaveLength(5);
    expect(terminal.told).toContain(`wrote ${join(folder, 'a.xml')}`);
  });

  test('several contracts do not share a file', async () => {
    const folder = await petFolder();
    const entry = "{ contract: 'openapi.yaml', generated: 'generated/pets' }";
    await writeFile(
      join(folder, 'countersign.config.ts'),
      `export default { contracts: { pets: ${entry}, others: ${entry} } };`,
    );
    const terminal = testTerminal(folder);

    expect(await run(['verify', '--mock', '--report', 'json=all.json'], terminal)).toBe(2);
    expect(terminal.told).toEqual([
      "--report json: there are 2 contracts; write {name} where each one's name goes.",
    ]);
  });

  test('no credential stands in them, unless it is asked for', async () => {
    const { url } = await startPets('no JSON at all');
    const folder = await petFolder();
    const write = async (...more: string[]) => {
      const args = ['--url', url, '--auth', 'petKey=key-1234567890', '--report', 'har=a.har', 'html=a.html'];
      await run(['verify', ...args, ...more], testTerminal(folder));
      return (
        (await readFile(join(folder, 'a.har'), 'utf8')) + (await readFile(join(folder, 'a.html'), 'utf8'))
      );
    };

    expect(await write()).not.toContain('key-1234567890');
    expect(await write('--show-secrets')).toContain('Bearer key-1234567890');
  });
});

describe('exit code', () => {
  test('a finding that the baseline has does not fail', async () => {
    const { url } = await startPets('no JSON at all');
    const folder = await petFolder();
    const args = ['verify', '--url', url, ...LIST, '--phase', 'positive'];

    expect(await run([...args, '--report', 'json=known.json'], testTerminal(folder))).toBe(1);
    const terminal = testTerminal(folder);
    expect(await run([...args, '--baseline', 'known.json'], terminal)).toBe(0);
    expect(terminal.printed.join('\n')).toContain('known by the baseline: 1\n  ✗ listPets: ');
  });

  test('a coverage below the wanted one fails', async () => {
    const { url } = await startPets('[]');
    const terminal = testTerminal(await petFolder());
    const args = ['--url', url, '--auth', 'petKey=k', '--phase', 'positive', '--skip', 'createPet'];

    expect(await run(['verify', ...args, '--min-coverage', '100'], terminal)).toBe(0);
    expect(await run(['verify', ...args.slice(0, -2), '--bail', '--min-coverage', '1'], terminal)).toBe(1);
    expect(terminal.told).toEqual([
      expect.stringMatching(/^0 of \d+ clauses are covered, fewer than 1 percent\.$/),
    ]);
  });

  test('a contract that cannot be used is no finding', async () => {
    const folder = await petFolder();
    const terminal = testTerminal(folder);
    await writeFile(join(folder, 'schemas/pet.yaml'), 'NewPet: [');

    expect(await run(['verify', '--url', 'http://127.0.0.1:1', ...LIST], terminal)).toBe(2);
    expect(terminal.told.join('\n')).toMatch(/schemas\/pet\.yaml:\d+:\d+ error /);
  });

  test('an interrupted run is no success, and still reports', async () => {
    const { url } = await startPets('[]');
    const folder = await petFolder();
    const terminal = testTerminal(folder);
    terminal.stop();

    expect(await run(['verify', '--url', url, ...LIST, '--report', 'json=a.json'], terminal)).toBe(2);
    expect(terminal.printed.join('\n')).toContain('The run was interrupted before every case was sent.');
    expect(JSON.parse(await readFile(join(folder, 'a.json'), 'utf8'))).toMatchObject({
      ended: 'interrupted',
      summary: { coverage: { operations: { covered: 0, total: 1 } } },
    });
  });
});
