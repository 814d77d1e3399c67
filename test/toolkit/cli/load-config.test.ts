import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { chooseContracts, loadConfig } from '../../../src/toolkit/config/load-config.ts';

test('paths are relative to the folder of the config', async () => {
  const folder = await folderWith({
    'countersign.config.ts': `export default { contracts: {
      pets: { contract: 'pets.yaml', generated: 'generated/pets', scenarios: ['scenarios.arazzo.yaml'] },
    } };`,
    'redocly.yaml': '',
  });

  expect(await loadConfig(folder)).toEqual({
    contracts: [
      {
        name: 'pets',
        contract: join(folder, 'pets.yaml'),
        generated: join(folder, 'generated/pets'),
        scenarios: [join(folder, 'scenarios.arazzo.yaml')],
      },
    ],
    isStrict: false,
    lintConfig: join(folder, 'redocly.yaml'),
  });
});

test('without a config it says what one looks like', async () => {
  await expect(loadConfig(await folderWith({}))).rejects.toThrow(
    /No countersign\.config\.ts in .*defineConfig\(\{/s,
  );
});

test.each([
  ['', 'it has no default export'],
  ['export default {};', 'contracts must name at least one contract'],
  ['export default { contracts: { pets: "pets.yaml" } };', 'contracts.pets must be an object'],
  [
    'export default { contracts: { pets: { generated: "out" } } };',
    'contracts.pets.contract must be the path of an OpenAPI document',
  ],
  [
    'export default { contracts: { pets: { contract: "a", generated: "b", scenario: "c" } } };',
    'contracts.pets.scenario is not known. Did you mean "scenarios"?',
  ],
  ['export default { contracts: ', 'countersign.config.ts:1'],
  ['\n\nthrow new Error("no luck");', 'countersign.config.ts:3:7 does not run: no luck'],
])('%s is refused', async (source, message) => {
  const folder = await folderWith({ 'countersign.config.ts': source });

  await expect(loadConfig(folder)).rejects.toThrow(message);
});

test('contracts are chosen by name; a name that is not configured is refused', async () => {
  const folder = await folderWith({
    'countersign.config.ts': `export default { contracts: {
      pets: { contract: 'pets.yaml', generated: 'generated/pets' },
      cats: { contract: 'cats.yaml', generated: 'generated/cats' },
    } };`,
    'pets.yaml': '',
  });
  const config = await loadConfig(folder);

  expect(chooseContracts(config, ['pets']).map(({ name }) => name)).toEqual(['pets']);
  expect(() => chooseContracts(config, ['pest'])).toThrow(
    'No contract is called "pest". Did you mean "pets"? Configured: pets, cats.',
  );
  expect(() => chooseContracts(config, [])).toThrow(
    /contracts\.cats\.contract: there is no file .*cats\.yaml/,
  );
});

async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  return folder;
}
