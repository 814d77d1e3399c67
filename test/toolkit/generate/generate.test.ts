import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { loadContract } from '../../../src/toolkit/bundle/load-contract.ts';
import { findDrift, generateFiles, writeGenerated } from '../../../src/toolkit/generate/generate.ts';
import { writeTypes } from '../../../src/toolkit/generate/types.ts';

const PETS = join(import.meta.dirname, 'pets');
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
    /schemas\/pet\.yaml:6:\d+ error Expected type `integer` but got `string`\. \(struct\)/,
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
