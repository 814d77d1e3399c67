import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../../..');
const files = globSync(['src/**/*.ts', 'test/**/*.ts', 'bench/**/*.ts'], {
  cwd: ROOT,
  exclude: ['**/dist/**', '**/node_modules/**'],
});

/** Lines above which a file is about more than one thing. */
const LONGEST_FILE = 400;

test(`no file is longer than ${LONGEST_FILE} lines`, () => {
  const long = files
    .map((file) => ({ file, lines: readFileSync(resolve(ROOT, file), 'utf8').split('\n').length - 1 }))
    .filter(({ lines }) => lines > LONGEST_FILE);

  expect(long).toEqual([]);
});

test('names are kebab-case', () => {
  const odd = files.filter((file) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)*\.ts$/.test(basename(file)));

  expect(odd).toEqual([]);
});

test('names say what a file is about', () => {
  const vague = files.filter((file) =>
    /^(utils?|helpers?|common|misc|index|types?)\.ts$/.test(basename(file)),
  );

  // A contract's types are what `generate/types.ts` is about.
  expect(vague.filter((file) => dirname(file) !== 'src/toolkit/generate')).toEqual([]);
});
