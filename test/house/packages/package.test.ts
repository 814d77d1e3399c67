import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type InstalledPackage, installPackage } from './installed-package.ts';

/** Milliseconds: it is compiled and packed first. */
const BUILD_TIMEOUT = 120_000;

let installed: InstalledPackage;
beforeAll(async () => {
  installed = await installPackage();
}, BUILD_TIMEOUT);
afterAll(() => rm(installed.folder, { recursive: true, force: true }));

test('what the package exports', async () => {
  await installed.write(
    'exports.js',
    `const names = {};
    for (const entry of ['countersign', 'countersign/client', 'countersign/vitest']) {
      names[entry] = Object.keys(await import(entry));
    }
    console.log(JSON.stringify(names));`,
  );
  const { stdout, stderr } = await installed.runScript('exports.js');

  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toMatchInlineSnapshot(`
    {
      "countersign": [
        "ContractError",
        "Problem",
        "createServer",
        "defineConfig",
        "loadContract",
      ],
      "countersign/client": [
        "createCampaignClient",
        "createClient",
      ],
      "countersign/vitest": [
        "describeContract",
      ],
    }
  `);
});

test('its command works', async () => {
  const help = await installed.countersign('--help');

  expect(help).toMatchObject({ code: 0, stderr: '' });
  expect(help.stdout).toContain('countersign <command> [options]');
});

test('the example of the README lints, generates and compiles', { timeout: 60_000 }, async () => {
  const readme = await readFile(join(import.meta.dirname, '../../../README.md'), 'utf8');
  const files = [...readme.matchAll(/^```\w+ (\S+\.\w+)\n(.*?)^```$/gms)];
  for (const [, name = '', source = ''] of files) await installed.write(name, source);

  expect(await installed.countersign('lint')).toMatchObject({ code: 0, stdout: '' });
  expect(await installed.countersign('generate')).toMatchObject({ code: 0, stderr: '' });
  expect(await installed.checkTypes('server.ts', 'client.ts', 'pets.test.ts')).toMatchObject({
    code: 0,
    stdout: '',
  });
});

test('a consumer has its types', { timeout: 60_000 }, async () => {
  await installed.write(
    'consumer.ts',
    `import { createServer, defineConfig, loadContract, Problem, type Handlers } from 'countersign';
    import { createCampaignClient, createClient } from 'countersign/client';

    defineConfig({ contracts: { pets: { contract: 'pets.yaml', generated: 'generated/pets' } } });
    // @ts-expect-error the folder to generate into is missing
    defineConfig({ contracts: { pets: { contract: 'pets.yaml' } } });

    interface operations {
      listPets: {
        parameters: { query?: never; header?: never; path?: never; cookie?: never };
        requestBody?: never;
        responses: { 200: { headers: {}; content: { 'application/json': string[] } } };
      };
    }
    interface Keeper { readonly scopes: readonly string[]; readonly zoo: string }
    const handlers = {
      listPets: ({ principal }) => ({ status: 200, body: [principal.zoo] }),
    } satisfies Handlers<operations, Keeper>;
    const contract = await loadContract<operations>('pets.yaml');
    const app = await createServer(contract, handlers, {
      authenticate: { petKey: async () => ({ scopes: [], zoo: 'Lisbon' }) },
      tenant: ({ zoo }) => zoo,
      problem: ({ status, message }) => ({ status, body: { message } }),
      log: () => {},
    });
    app.listen(3000);

    const api = createCampaignClient({ baseUrl: 'http://localhost:3000/api/v1', apiKey: 'wsk_secret' });
    const result = await api.GET('/campaigns/{campaignId}', { params: { path: { campaignId: 'cmp_1' } } });
    if (result.ok) result.data.data.name.toUpperCase();
    // @ts-expect-error there is no such path
    await api.GET('/cats');
    createClient<{}>({ baseUrl: 'http://localhost' });
    new Problem({ kind: 'internal' });
    `,
  );

  expect(await installed.checkTypes('consumer.ts')).toMatchObject({ code: 0, stdout: '' });
});
