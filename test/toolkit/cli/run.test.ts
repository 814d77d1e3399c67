import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { commands } from '../../../src/toolkit/cli/commands.ts';
import { run } from '../../../src/toolkit/cli/run.ts';
import { petFolder } from './pet-folder.ts';
import { testTerminal } from './test-terminal.ts';

const names = Object.keys(commands);

test('help names every command', async () => {
  const terminal = testTerminal('.');

  expect(await run(['--help'], terminal)).toBe(0);

  expect(names).toEqual(['lint', 'generate', 'mock', 'verify', 'clauses', 'docs']);
  for (const name of names) expect(terminal.printed.join('\n')).toMatch(new RegExp(`^ {2}${name} `, 'm'));
});

test.each(names)('%s --help shows usage, options and an example', async (name) => {
  const terminal = testTerminal('.');

  expect(await run([name, '--help'], terminal)).toBe(0);

  const help = terminal.printed.join('\n');
  expect(help).toMatch(new RegExp(`^countersign ${name} .*\\[options\\]$`, 'm'));
  expect(help).toContain('-h, --help');
  expect(help).toMatch(new RegExp(`^Example: countersign ${name}`, 'm'));
});

describe('a mistake in how it is called ends with 2 and says what to do', () => {
  test.each([
    ['', ''],
    ['generat', 'Unknown command "generat". Did you mean "generate"? See countersign --help.'],
    ['nope', 'Unknown command "nope". See countersign --help.'],
    ['toString', 'Unknown command "toString". See countersign --help.'],
    ['generate --chekc', 'Unknown option --chekc. Did you mean "--check"?'],
    ['mock one two', 'Unexpected argument "two". See countersign mock --help.'],
    ['mock', 'Which contract? See countersign mock --help.'],
    ['docs campagin', 'No contract is called "campagin". Did you mean "campaign"?'],
  ])('countersign %s', async (line, message) => {
    const terminal = testTerminal(resolve('.'));

    expect(await run(line.split(' ').filter(Boolean), terminal)).toBe(2);
    expect(terminal.told.join('\n')).toContain(message);
  });
});

describe('in a folder with a contract', () => {
  test('generate writes, and --check is content until something drifts', async () => {
    const folder = await petFolder();

    expect(await run(['generate'], testTerminal(folder))).toBe(0);
    expect(await readdir(join(folder, 'generated/pets'))).toEqual(
      expect.arrayContaining(['types.ts', 'operations.ts', 'contract.json', 'docs.html']),
    );
    expect(await run(['generate', '--check'], testTerminal(folder))).toBe(0);

    const drifted = join(folder, 'generated/pets/operations.ts');
    await writeFile(drifted, '');
    const terminal = testTerminal(folder);
    expect(await run(['generate', '--check', 'pets'], terminal)).toBe(1);
    expect(terminal.printed).toEqual([`drifted ${drifted}`]);
    expect(await readFile(drifted, 'utf8')).toBe('');
  });

  test('lint names the place and rule of a finding, and ends with 1 for what --strict does not let pass', async () => {
    const folder = await petFolder();
    const terminal = testTerminal(folder);
    expect(await run(['lint'], terminal)).toBe(0);
    expect(terminal.told).toEqual(['pets: 0 findings in 1 file']);

    const file = join(folder, 'openapi.yaml');
    await writeFile(
      file,
      (await readFile(file, 'utf8')).replace('summary: List the pets', 'deprecated: true'),
    );
    const broken = testTerminal(folder);
    expect(await run(['lint'], broken)).toBe(0);
    expect(await run(['lint', '--strict'], broken)).toBe(1);
    expect(broken.printed.join('\n')).toMatch(/openapi\.yaml:1\d:\d+ warning .* \(operation-summary\)/);
  });

  test('generate tells matters of style once, and stops at them only if it is told to', async () => {
    const folder = await petFolder();
    const file = join(folder, 'openapi.yaml');
    await writeFile(
      file,
      (await readFile(file, 'utf8')).replace('summary: List the pets', 'deprecated: true'),
    );
    const terminal = testTerminal(folder);

    expect(await run(['generate', 'pets'], terminal)).toBe(0);
    expect(terminal.told.join('\n')).toMatch(/^pets: \d+ matters? of style .*\n.*\(operation-summary\)$/m);
    expect(await run(['generate', 'pets', '--strict'], terminal)).toBe(1);
  });

  test('a file that no config knows is generated beside the others, or where --out says', async () => {
    const folder = await petFolder();
    const terminal = testTerminal(folder);

    expect(await run(['generate', 'openapi.yaml', '--out', 'elsewhere'], terminal)).toBe(0);
    expect(await readdir(join(folder, 'elsewhere'))).toContain('types.ts');
    expect(await run(['lint', 'openapi.yaml'], terminal)).toBe(0);
  });

  test('generate stops at a broken contract with its place and rule', async () => {
    const folder = await petFolder();
    await writeFile(join(folder, 'schemas/pet.yaml'), 'NewPet: [');
    const terminal = testTerminal(folder);

    expect(await run(['generate'], terminal)).toBe(1);
    expect(terminal.told.join('\n')).toMatch(/schemas\/pet\.yaml:\d+:\d+ error /);
  });

  test('docs prints the path of the page', async () => {
    const folder = await petFolder();
    const terminal = testTerminal(folder);

    expect(await run(['docs', 'pets'], terminal)).toBe(0);
    expect(await readFile(String(terminal.printed[0]), 'utf8')).toContain('<title>Pet API</title>');
  });
});
