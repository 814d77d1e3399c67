import { globSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { expect, test } from 'vitest';
import { importsOf } from './imports.ts';

const VERIFY = resolve(import.meta.dirname, '../../../src/verify');

/** The folders of `src/verify`, each of which may import those before it, and none after it. */
const LAYERS = [
  'model',
  'values',
  'wire',
  'requests',
  'ids',
  'cases',
  'proof',
  'http',
  'judge',
  'scenario',
  'coverage',
  'run',
  'report',
];

const files = globSync('**/*.ts', { cwd: VERIFY, exclude: ['dist/**', 'node_modules/**'] });

test('every folder of verify is a layer', () => {
  const folders = new Set(files.filter((file) => file.includes(sep)).map(layerOf));

  expect([...folders].toSorted()).toEqual(LAYERS.toSorted());
});

test.each(LAYERS)('%s imports no layer below it', (layer) => {
  const upward = files
    .filter((file) => layerOf(file) === layer)
    .flatMap((file) => importsOf(resolve(VERIFY, file)))
    .filter(({ to }) => to.startsWith(VERIFY))
    .map(({ from, to }) => ({ from: relative(VERIFY, from), to: relative(VERIFY, to) }))
    // The package's entries put everything together, and nothing imports them.
    .filter(({ to }) => !to.includes(sep) || LAYERS.indexOf(layerOf(to)) > LAYERS.indexOf(layer));

  expect(upward).toEqual([]);
});

/** `cases` for `cases/positive/alternatives.ts`. */
function layerOf(file: string): string {
  return file.split(sep)[0] ?? '';
}
