import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, onTestFinished, test } from 'vitest';
import type { ContractProblem } from '../../../src/contract/contract-error.ts';
import { loadContract } from '../../../src/toolkit/bundle/load-contract.ts';
import { findDrift, generateFiles, writeGenerated } from '../../../src/toolkit/generate/generate.ts';
import { writeReceivedTypes, writeTypes } from '../../../src/toolkit/generate/types.ts';

const PETS = join(import.meta.dirname, 'pets');
const OBSERVATORY = join(import.meta.dirname, '../../support/observatory');
const generatePets = () => generateFiles(join(PETS, 'openapi.yaml'), { name: 'pets' });

test('a field with a default may be left out of a request', async () => {
  const types = await fileOf('types.ts');

  expect(types).toContain('name: string;');
  expect(types).toContain('mood?: "calm" | "wild";');
  expect(types).toContain('arrival?: string | null;');
});

test('a server receives what a default fills in', async () => {
  expect(await fileOf('received.ts')).toContain('mood: "calm" | "wild";');
});

test('a component schema is a type of its own where its name can be one', async () => {
  const document = {
    openapi: '3.1.0',
    info: { title: 'Names', version: '1' },
    paths: {},
    components: { schemas: { NewPet: {}, 'new-pet': {}, paths: {}, class: {}, Record: {} } },
  };

  const types = await writeTypes(await loadContract(document));

  expect(types.match(/^export \w+ \w+/gm)).toEqual([
    'export type paths',
    'export type webhooks',
    'export interface components',
    'export type operations',
    'export type NewPet',
  ]);
});

test('the operation table tells what a client needs of each operation', async () => {
  const table = await import(`data:text/javascript,${encodeURIComponent(await scriptOf('operations.ts'))}`);

  expect(table.basePath).toBe('/v1');
  expect(table.operations).toEqual({
    listPets: {
      method: 'get',
      path: '/pets',
      summary: 'List the pets',
      idempotent: false,
      security: [],
      successes: ['200'],
      refusals: ['4XX'],
    },
    createPet: {
      method: 'post',
      path: '/pets',
      summary: 'Take a pet in',
      idempotent: true,
      security: [{ petKey: [] }],
      successes: ['201'],
      refusals: ['400'],
    },
  });
});

test('the bundled contract keeps the order in which it was written', async () => {
  const bundled = await fileOf('contract.json');

  expect(Object.keys(JSON.parse(bundled))).toEqual([
    'openapi',
    'info',
    'servers',
    'x-idempotency',
    'security',
    'paths',
    'components',
  ]);
  expect(bundled.endsWith('}\n')).toBe(true);
});

test('the same contract gives the same bytes, wherever it lies', async () => {
  const elsewhere = await temporaryFolder();
  await cp(PETS, elsewhere, { recursive: true });

  const files = await generateFiles(join(elsewhere, 'openapi.yaml'), { name: 'pets' });

  expect([...files]).toEqual([...(await generatePets())]);
});

test('drift names each file that is missing or differs', async () => {
  const folder = await temporaryFolder();
  const files = await generatePets();
  expect(await findDrift(files, folder)).toHaveLength(files.size);

  expect(await writeGenerated(files, folder)).toHaveLength(files.size);
  expect(await findDrift(files, folder)).toEqual([]);
  expect(await writeGenerated(files, folder)).toEqual([]);

  await writeFile(join(folder, 'operations.ts'), '// edited by hand\n');
  await rm(join(folder, 'types.ts'));
  expect(await findDrift(files, folder)).toEqual([join(folder, 'types.ts'), join(folder, 'operations.ts')]);
});

test('a wrong contract stops it with file, line and rule', async () => {
  const folder = await temporaryFolder();
  await cp(PETS, folder, { recursive: true });
  const file = join(folder, 'schemas/pet.yaml');
  await writeFile(file, (await readFile(file, 'utf8')).replace('maxLength: 20', 'maxLength: many'));

  const generating = generateFiles(join(folder, 'openapi.yaml'), { name: 'pets' });

  await expect(generating).rejects.toThrow(
    /schemas\/pet\.yaml:6:\d+ error maxLength must be a whole number from 0 on, found "many" \(keyword-value\)/,
  );
});

async function fileOf(name: string): Promise<string> {
  return (await generatePets()).get(name) ?? '';
}

/** A generated file as JavaScript. */
async function scriptOf(name: string): Promise<string> {
  return stripTypeScriptTypes(await fileOf(name));
}

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

test('the types of a contract with everything new in OpenAPI 3.2 are those that use-of-types.ts uses', async () => {
  const warnings: ContractProblem[] = [];
  const files = await generateFiles(join(OBSERVATORY, 'openapi.yaml'), {
    onWarnings: (problems) => void warnings.push(...problems),
  });

  // What uses them compiles by `npm run typecheck`. They stand there as our formatter writes them.
  for (const [name, copy] of [
    ['types.ts', 'client-types.ts'],
    ['received.ts', 'received.ts'],
  ] as const) {
    expect(plain(files.get(name) ?? '')).toBe(plain(await readFile(join(OBSERVATORY, copy), 'utf8')));
  }
  // Of style alone: no rule takes what is new for a fault.
  expect(new Set(warnings.map(({ rule }) => rule))).toEqual(
    new Set(['tag-description', 'operation-4xx-response', 'no-unused-components']),
  );
});

/** TypeScript without what is a matter of formatting. */
function plain(source: string): string {
  const file = ts.createSourceFile('', source, ts.ScriptTarget.Latest);
  return ts.createPrinter({ removeComments: true }).printFile(file).replaceAll('"', "'");
}

test('a path item that is referred to has the types of its new methods', async () => {
  const responses = { '200': { description: 'Done' } };
  const document = {
    openapi: '3.2.0',
    info: { title: 'Items', version: '1' },
    paths: { '/a': { $ref: '#/components/pathItems/A' } },
    components: {
      pathItems: {
        A: {
          parameters: [{ name: 'q', in: 'query', schema: { type: 'string' } }],
          query: { operationId: 'find', responses },
          additionalOperations: { 'M-SEARCH': { responses } },
        },
      },
    },
  };

  const types = await writeTypes(await loadContract(document));

  expect(types).toContain('query: operations["find"];');
  expect(types).toContain('"M-SEARCH": operations["M-SEARCH /a"];');
  expect(types).toMatch(/"M-SEARCH \/a": \{\s+parameters: \{\s+query\?: \{\s+q\?: string;/);
  expect(types.match(/^ {4}find: /gm)).toHaveLength(1);
});

test('an operation without an id is typed under the one that the contract gives it, at each of its paths', async () => {
  const responses = { '200': { description: 'Done' } };
  const document = {
    openapi: '3.2.0',
    info: { title: 'Ids', version: '1' },
    paths: {
      '/a/{id}': {
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
        delete: { responses },
        additionalOperations: { PURGE: { responses } },
      },
      '/b': { $ref: '#/components/pathItems/Shared' },
      '/c': { $ref: '#/components/pathItems/Shared' },
      '/d': { $ref: '#/components/pathItems/Own' },
      'x-note': { get: { operationId: 'none', responses } },
    },
    components: {
      pathItems: {
        Shared: { get: { responses } },
        Own: { get: { operationId: 'own', responses } },
        Unused: { get: { operationId: 'unused', responses } },
      },
    },
  };
  const contract = await loadContract(document);

  const types = await writeTypes(contract);

  expect(idsIn(types)).toEqual(contract.operations.map(({ id }) => id).sort());
  expect(idsIn(await writeReceivedTypes(contract))).toEqual(idsIn(types));
  expect(types).toContain('delete: operations["DELETE /a/{id}"];');
  expect(types).toContain('PURGE: operations["PURGE /a/{id}"];');
});

test('what a webhook or a callback asks is no operation, whatever its id is', async () => {
  const responses = { '200': { description: 'Done' } };
  const content = { 'application/json': { schema: { type: 'object', properties: { moved: { const: 1 } } } } };
  const told = { post: { operationId: 'told', requestBody: { content }, responses } };
  const callbacks = { told: { 'https://example.com': { post: { operationId: 'calledBack', responses } } } };
  const document = {
    openapi: '3.1.0',
    info: { title: 'Hooks', version: '1' },
    paths: { '/a': { get: { operationId: 'list', callbacks, responses } } },
    webhooks: { told },
    components: { callbacks },
  };

  const types = await writeTypes(await loadContract(document));

  expect(idsIn(types)).toEqual(['list']);
  expect(types).toMatch(/interface webhooks \{\s+told: \{\s+parameters: \{/);
  expect(types).toContain('moved?: 1;');
});

/** The names of the members of `operations`, sorted. */
function idsIn(source: string): string[] {
  const file = ts.createSourceFile('types.ts', source, ts.ScriptTarget.Latest, true);
  return file.statements
    .flatMap((each) =>
      ts.isInterfaceDeclaration(each) && each.name.text === 'operations' ? each.members : [],
    )
    .flatMap(({ name }) =>
      name !== undefined && (ts.isIdentifier(name) || ts.isStringLiteral(name)) ? [name.text] : [],
    )
    .sort();
}

const withBooleanSchemas = (version: string): string =>
  [
    `openapi: ${version}`,
    'info: { title: Booleans, version: "1" }',
    'paths: {}',
    'components:',
    '  schemas:',
    '    Any: true',
    '    None: false',
    '    Box:',
    '      type: object',
    '      properties:',
    '        any: { $ref: "#/components/schemas/Any" }',
    '        none: { $ref: "#/components/schemas/None" }',
  ].join('\n');

test.each(['3.1.0', '3.2.0'])('a component schema may be a boolean in %s', async (version) => {
  const file = join(await temporaryFolder(), 'openapi.yaml');
  await writeFile(file, withBooleanSchemas(version));

  const types = (await generateFiles(file)).get('types.ts') ?? '';

  expect(types).toContain('Any: unknown;');
  expect(types).toContain('None: never;');
  expect(types).toContain('any?: components["schemas"]["Any"];');
});

test('a component schema is no boolean in 3.0, and no number in any version', async () => {
  const file = join(await temporaryFolder(), 'openapi.yaml');
  await writeFile(file, withBooleanSchemas('3.0.3'));
  await expect(generateFiles(file)).rejects.toThrow(/:6:10 error Expected type `Schema` .* got `boolean`/);

  await writeFile(file, withBooleanSchemas('3.1.0').replace('Any: true', 'Any: 5'));
  await expect(generateFiles(file)).rejects.toThrow(/:6:10 error Expected type `Schema` .* got `integer`/);
});

test('what of a contract is not read is told beside the matters of style', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'parts.yaml');
  await writeFile(
    file,
    [
      'openapi: 3.2.0',
      'info: { title: Parts, version: "1" }',
      'paths:',
      '  /a:',
      '    get:',
      '      responses:',
      '        "200":',
      '          content:',
      '            multipart/mixed:',
      '              itemSchema: {}',
    ].join('\n'),
  );
  const told: ContractProblem[] = [];
  await generateFiles(file, { onWarnings: (problems) => void told.push(...problems) });

  expect(told.filter(({ rule }) => rule === 'unread')).toMatchObject([
    {
      message: 'the schema of an item is not read: bodies of that media type are not read item by item',
      location: { file, line: 10 },
    },
  ]);
});
