import { rm } from 'node:fs/promises';
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
  const { stdout, stderr } = await installed.runScript(
    'exports.js',
    `const names = {};
    for (const entry of ['countersign', 'countersign/client', 'countersign/vitest']) {
      names[entry] = Object.keys(await import(entry));
    }
    console.log(JSON.stringify(names));`,
  );

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

test('its command finds the config of the folder, and generates', async () => {
  await installed.runScript(
    'setup.js',
    `import { writeFileSync } from 'node:fs';
    writeFileSync('countersign.config.ts', \`
      import { defineConfig } from 'countersign';
      export default defineConfig({ contracts: { pets: { contract: 'pets.yaml', generated: 'generated/pets' } } });
    \`);
    writeFileSync('pets.yaml', JSON.stringify({
      openapi: '3.1.0',
      info: { title: 'Pet API', version: '1', license: { name: 'MIT', identifier: 'MIT' } },
      servers: [{ url: 'https://pets.test' }],
      security: [],
      paths: {
        '/pets': {
          get: {
            operationId: 'listPets',
            summary: 'List the pets',
            responses: { 200: { description: 'The pets.' }, '4XX': { description: 'Refused.' } },
          },
        },
      },
    }));`,
  );

  expect(await installed.countersign('generate')).toMatchObject({ code: 0, stderr: '' });
  expect(await installed.countersign('generate', '--check')).toMatchObject({ code: 0 });
  expect(await installed.countersign('docs', 'pets')).toMatchObject({ code: 0, stderr: '' });
});

test('a consumer has its types', { timeout: 60_000 }, async () => {
  const { code, stdout } = await installed.checkTypes(
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

  expect(stdout).toBe('');
  expect(code).toBe(0);
});
