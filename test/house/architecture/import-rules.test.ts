import { globSync, readFileSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Import, importsOf } from './imports.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const files = globSync('src/**/*.ts', { cwd: ROOT, exclude: ['**/dist/**'] }).map((file) =>
  resolve(ROOT, file),
);
const imports = files.flatMap(importsOf);

/** The packages that each package may use: contract ← server, verify ← toolkit; the client knows nothing of ours. */
const MAY_USE: Readonly<Record<string, readonly string[]>> = {
  contract: [],
  client: [],
  server: ['@countersign/contract'],
  verify: ['@countersign/contract'],
  toolkit: ['@countersign/contract', '@countersign/server', '@countersign/verify'],
  service: ['@countersign/contract', '@countersign/client', '@countersign/server'],
};

/** What each folder of the reference service may import of its others. */
const PARTS_OF_SERVICE: Readonly<Record<string, readonly string[]>> = {
  mail: [],
  csv: [],
  outreach: [],
  storage: ['outreach'],
  apis: ['outreach'],
};

/** A library that only these know, so that it can be replaced there. */
const KNOWN_ONLY_TO: Readonly<Record<string, readonly string[]>> = {
  '@redocly/openapi-core': ['src/toolkit/bundle/redocly.ts', 'src/toolkit/bundle/redocly-types.ts'],
  'openapi-typescript': ['src/toolkit/generate/types.ts'],
  'openapi-fetch': ['src/client/client.ts'],
  'express-openapi-validator': ['src/server/'],
  express: [
    'src/server/',
    'src/service/start-service.ts',
    'src/service/pages.ts',
    'src/service/apis/apis.ts',
  ],
  busboy: ['src/server/read-form.ts'],
  saxes: ['src/server/xml/parse-xml.ts'],
  kysely: ['src/service/storage/'],
  'node:sqlite': ['src/service/storage/'],
  nodemailer: ['src/service/mail/'],
  imapflow: ['src/service/mail/'],
  '@stoplight/prism-http': ['src/toolkit/mock/'],
  '@stoplight/prism-http-server': ['src/toolkit/mock/'],
};

interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

describe.each(Object.entries(MAY_USE))('the package in src/%s', (folder, allowed) => {
  const manifest: Manifest = JSON.parse(readFileSync(resolve(ROOT, 'src', folder, 'package.json'), 'utf8'));
  const own = imports.filter(({ from }) => packageOf(from) === folder);

  test('imports its own files by path, and other packages by name', () => {
    const across = own.filter(({ to }) => isOurs(to) && ![folder, 'generated'].includes(packageOf(to)));

    expect(across.map(describeImport)).toEqual([]);
  });

  test(`uses of ours only ${allowed.length === 0 ? 'nothing' : allowed.join(', ')}`, () => {
    const used = own.filter(({ to }) => to === 'countersign' || to.startsWith('@countersign/'));

    expect(used.filter(({ to }) => !allowed.includes(to)).map(describeImport)).toEqual([]);
  });

  test('lists exactly what it imports', () => {
    const imported = own.map(({ to }) => to).filter((to) => !isOurs(to) && !to.startsWith('node:'));
    // What is run, resolved or only typed is named beside the reason.
    const listed = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
    const indirect = Object.keys(USED_WITHOUT_IMPORT[folder] ?? {});

    expect(listed.toSorted()).toEqual([...new Set([...imported, ...indirect])].toSorted());
  });
});

/** Dependencies that no import statement names, and why they are there. */
const USED_WITHOUT_IMPORT: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  server: { '@types/express': 'its declarations speak of Express requests' },
  toolkit: {
    '@redocly/cli': 'run as a process, for the docs page',
    '@stoplight/prism-cli': 'the command `prism`, beside the engine that is imported',
  },
};

test('only the service and what is generated for it import generated files', () => {
  const outside = imports.filter(
    ({ from, to }) => packageOf(from) !== 'service' && packageOf(to) === 'generated',
  );

  expect(outside.map(describeImport)).toEqual([]);
});

describe('inside the service', () => {
  test.each(Object.entries(PARTS_OF_SERVICE))('%s imports only %j', (part, allowed) => {
    const forbidden = imports
      .filter(({ from, to }) => partOf(from) === part && isOurs(to) && packageOf(to) === 'service')
      .filter(({ to }) => ![part, ...allowed].includes(partOf(to) ?? ''));

    expect(forbidden.map(describeImport)).toEqual([]);
  });

  test('one API knows nothing of another', () => {
    const apiOf = (file: string) => /^src\/service\/apis\/([^/]+)\//.exec(pathOf(file))?.[1];
    const across = imports.filter(({ from, to }) => {
      const [mine, other] = [apiOf(from), apiOf(to)];
      return mine !== undefined && other !== undefined && mine !== other;
    });

    expect(across.map(describeImport)).toEqual([]);
  });

  test('the domain knows no HTTP, no OpenAPI and no SQL', () => {
    const packages = imports.filter(({ from, to }) => partOf(from) === 'outreach' && !isOurs(to));

    expect(packages.filter(({ to }) => to !== 'node:crypto').map(describeImport)).toEqual([]);
  });
});

test.each(Object.entries(KNOWN_ONLY_TO))('%s is known only to %j', (library, places) => {
  const elsewhere = imports
    .filter(({ to }) => to === library)
    .filter(({ from }) => !places.some((place) => pathOf(from).startsWith(place)));

  expect(elsewhere.map(describeImport)).toEqual([]);
});

test('the client runs in a browser: nothing of Node is loaded with it', () => {
  const loaded = loadedWith('src/client/exports.ts', () => true);

  expect(loaded.sort()).toEqual(['openapi-fetch', 'src/client/client.ts', 'src/client/exports.ts']);
});

test('a server starts without express-openapi-validator: what judges requests is loaded by the first of them', () => {
  const loaded = loadedWith('src/server/application.ts', ({ isDynamic }) => !isDynamic);

  expect(loaded).toContain('src/server/cross-check/cross-check.ts');
  expect(loaded).not.toContain('express-openapi-validator');
});

/** What is loaded with `entry`, itself included: our files by their paths, and names of packages. */
function loadedWith(entry: string, follows: (each: Import) => boolean): string[] {
  const loaded = new Set<string>();
  const load = (file: string): void => {
    if (loaded.has(file)) return;
    loaded.add(file);
    if (!isOurs(file)) return;
    for (const each of importsOf(file)) if (!each.typeOnly && follows(each)) load(each.to);
  };
  load(resolve(ROOT, entry));
  return [...loaded].map((file) => (isOurs(file) ? pathOf(file) : file));
}

test('no file imports itself by way of others, types included', () => {
  const known = new Set<string>();
  const cycles: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) cycles.push([...path.slice(path.indexOf(file)), file].map(pathOf).join(' → '));
    if (known.has(file) || path.includes(file)) return;
    for (const { from, to } of imports) if (from === file && isOurs(to)) visit(to, [...path, file]);
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
function packageOf(file: string): string {
  const [top = '', folder = ''] = pathOf(file).split('/');
  return top === 'src' ? folder : top;
}

/** `outreach` for `src/service/outreach/page.ts`; `undefined` outside the folders of the service. */
function partOf(file: string): string | undefined {
  return /^src\/service\/([^/]+)\//.exec(pathOf(file))?.[1];
}

function describeImport({ from, to }: { readonly from: string; readonly to: string }): string {
  return `${pathOf(from)} imports ${isOurs(to) ? pathOf(to) : to}`;
}
