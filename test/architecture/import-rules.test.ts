import { globSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { describe, expect, test } from 'vitest';
import { importsOf } from './imports.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const files = globSync('src/**/*.ts', { cwd: ROOT }).map((file) => resolve(ROOT, file));
const imports = files.flatMap(importsOf);

/** What each part may import of ours, besides itself. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  contract: [],
  generate: ['contract'],
  server: ['contract'],
  client: [],
  mock: ['contract'],
  mail: [],
  csv: [],
  verify: ['contract'],
  outreach: [],
  storage: ['outreach'],
  apis: ['server', 'outreach', 'generated', 'client', 'contract'],
};

/** They put the parts together. So do `service.ts` and the package's entries. */
const SEE_EVERYTHING: readonly string[] = ['service', 'cli'];

/** A library that only these know, so that it can be replaced there. */
const KNOWN_ONLY_TO: Readonly<Record<string, readonly string[]>> = {
  '@redocly/openapi-core': ['src/contract/redocly.ts'],
  'openapi-typescript': ['src/generate/types.ts'],
  'openapi-fetch': ['src/client/client.ts'],
  'express-openapi-validator': ['src/server/'],
  express: ['src/server/', 'src/service.ts', 'src/service/'],
  busboy: ['src/server/read-form.ts'],
  kysely: ['src/storage/'],
  'node:sqlite': ['src/storage/'],
  nodemailer: ['src/mail/'],
  imapflow: ['src/mail/'],
  '@stoplight/prism-http': ['src/mock/'],
  '@stoplight/prism-http-server': ['src/mock/'],
};

describe('who may import whom', () => {
  test.each(Object.entries(MAY_IMPORT))('%s imports only %j', (part, allowed) => {
    const forbidden = imports
      .filter(({ from, to }) => partOf(from) === part && isOurs(to))
      .filter(({ to }) => ![part, ...allowed].includes(partOf(to)));

    expect(forbidden.map(describeImport)).toEqual([]);
  });

  test('every folder of src has its rule', () => {
    const folders = new Set(files.map(partOf).filter((part) => !part.endsWith('.ts')));
    expect([...folders].sort()).toEqual([...Object.keys(MAY_IMPORT), ...SEE_EVERYTHING].sort());
  });

  test('one API knows nothing of another', () => {
    const apiOf = (file: string) => /^src\/apis\/([^/]+)\//.exec(pathOf(file))?.[1];
    const across = imports.filter(({ from, to }) => {
      const [mine, other] = [apiOf(from), apiOf(to)];
      return mine !== undefined && other !== undefined && mine !== other;
    });

    expect(across.map(describeImport)).toEqual([]);
  });
});

test.each(Object.entries(KNOWN_ONLY_TO))('%s is known only to %j', (library, places) => {
  const elsewhere = imports
    .filter(({ to }) => to === library)
    .filter(({ from }) => !places.some((place) => pathOf(from).startsWith(place)));

  expect(elsewhere.map(describeImport)).toEqual([]);
});

test('the domain knows no HTTP, no OpenAPI and no SQL', () => {
  const packages = imports.filter(({ from, to }) => partOf(from) === 'outreach' && !isOurs(to));

  expect(packages.filter(({ to }) => to !== 'node:crypto').map(describeImport)).toEqual([]);
});

test('the client runs in a browser: nothing of Node is loaded with it', () => {
  const loaded = new Set<string>();
  const load = (file: string): void => {
    if (loaded.has(file)) return;
    loaded.add(file);
    if (isOurs(file)) for (const { to, typeOnly } of importsOf(file)) if (!typeOnly) load(to);
  };
  load(resolve(ROOT, 'src/countersign-client.ts'));

  expect([...loaded].map((file) => (isOurs(file) ? pathOf(file) : file)).sort()).toEqual([
    'openapi-fetch',
    'src/apis/campaign/client.ts',
    'src/client/client.ts',
    'src/countersign-client.ts',
  ]);
});

test('no file imports itself by way of others', () => {
  const known = new Set<string>();
  const cycles: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) cycles.push([...path.slice(path.indexOf(file)), file].map(pathOf).join(' → '));
    if (known.has(file) || path.includes(file)) return;
    for (const { from, to, typeOnly } of imports) {
      if (from === file && isOurs(to) && !typeOnly) visit(to, [...path, file]);
    }
    known.add(file);
  };
  for (const file of files) visit(file, []);

  expect(cycles).toEqual([]);
});

function isOurs(target: string): boolean {
  return target.startsWith(`${ROOT}${sep}`);
}

function pathOf(file: string): string {
  return relative(ROOT, file).split(sep).join('/');
}

/** `contract` for `src/contract/load.ts`, `generated` for `generated/campaign/types.ts`. */
function partOf(file: string): string {
  const [top = '', part = ''] = pathOf(file).split('/');
  return top === 'src' ? part : top;
}

function describeImport({ from, to }: { readonly from: string; readonly to: string }): string {
  return `${pathOf(from)} imports ${isOurs(to) ? pathOf(to) : to}`;
}
