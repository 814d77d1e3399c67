import { existsSync, globSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkTypes } from './check-types.ts';
import { install } from './install.ts';
import { OLDEST_NODE, oldestNode } from './oldest-node.ts';
import {
  type Commands,
  commandIn,
  createProject,
  type NodeVersion,
  type Project,
  type ProjectKind,
} from './project.ts';
import { type Entry, entriesOf, publishedPackages, ROOT } from './published.ts';
import { filesOf, readmes } from './readme-files.ts';
import { type Run, run } from './run.ts';
import { filesIn, packAll, type Tarballs } from './tarballs.ts';

/** Milliseconds: five packages are compiled and packed first, and an old Node may be fetched. */
const PREPARATION_TIMEOUT = 300_000;

/** Milliseconds: some of it starts Node a few times, on a machine that does much else. */
const RUN_TIMEOUT = 120_000;

/** The Node of this repository, and the oldest that the packages run on. */
type Name = 'pinned' | 'oldest';

/** Holds everything, and has no `node_modules` itself. */
let base: string;
/** Where all packages are installed. */
let folder: string;
let tarballs: Tarballs;
let nodes: Record<Name, NodeVersion>;
let projects: Record<ProjectKind, Project>;

beforeAll(async () => {
  base = await realpath(await mkdtemp(join(tmpdir(), 'countersign-packages-')));
  folder = join(base, 'together');
  await mkdir(folder);
  const [packed, oldest] = await Promise.all([packAll(base), oldestNode()]);
  tarballs = packed;
  nodes = {
    pinned: { path: process.execPath, flags: [] },
    oldest: {
      path: oldest,
      flags: ['--experimental-strip-types', '--disable-warning=ExperimentalWarning'],
    },
  };
  await install(
    folder,
    [...publishedPackages.map(({ manifest }) => manifest.name), 'vitest', '@types/node'],
    tarballs,
  );
  const [module, commonjs] = await Promise.all([
    generated('module', 'pinned'),
    generated('commonjs', 'oldest'),
  ]);
  projects = { module, commonjs };
}, PREPARATION_TIMEOUT);
afterAll(() => rm(base, { recursive: true, force: true }));

/** A project of the READMEs' examples, linted and generated on one Node and run on the other. */
async function generated(kind: ProjectKind, node: Name): Promise<Project> {
  const project = await createProject(folder, kind);
  const { countersign } = project.on(nodes[node]);
  expect(await countersign('lint')).toMatchObject({ code: 0, stdout: '' });
  expect(await countersign('generate')).toMatchObject({ code: 0, stderr: '' });
  return project;
}

test('all packages begin at the same Node, which is the one that they are run on here', async () => {
  expect(publishedPackages.map(({ manifest }) => manifest.engines?.node)).toEqual(
    publishedPackages.map(() => `>=${OLDEST_NODE}`),
  );
  const { stdout } = await run(nodes.oldest.path, ['--version'], folder);
  expect(stdout).toMatch(`v${OLDEST_NODE}.`);
});

test('packing any of them builds first', () => {
  const builds = publishedPackages.map(({ manifest }) => manifest.scripts?.['prepack']);

  expect(builds).toEqual(publishedPackages.map(() => 'node ../../build/build.ts'));
});

test('a file of an example is the same in each README', () => {
  const texts = new Map<string, Set<string>>();
  for (const [name, text] of readmes.flatMap((readme) => [...filesOf(readme)])) {
    texts.set(name, (texts.get(name) ?? new Set()).add(text));
  }

  expect([...texts.keys()].toSorted()).toEqual([
    'clauses.ts',
    'client.ts',
    'countersign.config.ts',
    'load.ts',
    'pets.test.ts',
    'pets.yaml',
    'server.ts',
    'verify.ts',
  ]);
  expect([...texts].filter(([, { size }]) => size > 1).map(([name]) => name)).toEqual([]);
});

describe.concurrent.each(publishedPackages)('$manifest.name', (published) => {
  const { source, manifest } = published;
  const { name } = manifest;

  test('is packed with its README, its licence and what is built of its sources, and nothing else', async () => {
    const packed = await filesIn(tarballs.get(name) ?? '', base);
    const built = packed.filter((path) => path.startsWith('dist/'));

    expect(packed.filter((path) => !built.includes(path)).toSorted()).toEqual([
      'LICENSE',
      'README.md',
      'package.json',
    ]);
    const sources = built.map((path) => path.replace(/^dist\//, '').replace(/\.(d\.ts|js)$/, '.ts'));
    expect(sources.filter((path) => !existsSync(join(source, path)))).toEqual([]);
    expect(built.length).toBe(2 * new Set(sources).size);
    expect(readFileSync(join(source, 'LICENSE'), 'utf8')).toBe(readFileSync(join(ROOT, 'LICENSE'), 'utf8'));
  });

  test('works with what it depends on, and nothing more', { timeout: RUN_TIMEOUT }, async () => {
    const alone = join(base, 'alone', name.replace('/', '-'));
    await mkdir(alone, { recursive: true });
    const needsVitest = 'vitest' in (manifest.peerDependencies ?? {});
    await install(alone, needsVitest ? [name, 'vitest'] : [name], tarballs);

    const evaluate = (script: string): Promise<Run> =>
      run(nodes.oldest.path, ['--input-type=module', '-e', script], alone);

    for (const entry of entriesOf(published)) {
      const { stdout, ...rest } = await evaluate(
        `console.log(Object.keys(await import('${entry.name}')).join('\\n'))`,
      );
      expect(rest).toEqual({ code: 0, stderr: '' });
      expect(stdout.trim().split('\n').toSorted()).toEqual(listedValues(entry));
    }
    // What is imported at need as well. The command itself would run.
    const files = globSync('dist/**/*.js', {
      cwd: join(alone, 'node_modules', name),
      exclude: ['**/cli/main.js'],
    });
    const urls = files.map((file) => `./node_modules/${name}/${file}`);
    expect(files.length).toBeGreaterThan(0);
    expect(await evaluate(urls.map((url) => `await import('${url}');`).join('\n'))).toEqual({
      code: 0,
      stdout: '',
      stderr: '',
    });
  });
});

/** The names that are there at run time, by the list of what the entry exports. */
function listedValues({ listing }: Entry): string[] {
  const values = readFileSync(listing, 'utf8').matchAll(/^value (.*)$/gm);
  return [...values].map(([, name = '']) => name).toSorted();
}

test.concurrent('the types of the examples are right', { timeout: RUN_TIMEOUT }, async () => {
  await writeFile(join(folder, 'module/consumer.ts'), CONSUMER);
  const files = Object.entries(projects).flatMap(([kind, { sources }]) =>
    sources.map((name) => join(kind, name)),
  );

  expect(await checkTypes(folder, [...files, 'module/consumer.ts'])).toMatchObject({ code: 0, stdout: '' });
});

test.concurrent('a file that is not exported cannot be imported', async () => {
  const script = "await import('@countersign/server/dist/routes.js').catch(({ code }) => console.log(code))";
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script], folder);

  expect(stdout).toBe('ERR_PACKAGE_PATH_NOT_EXPORTED\n');
});

test.concurrent('CommonJS can require them', { timeout: RUN_TIMEOUT }, async () => {
  const entries = publishedPackages
    .flatMap((each) => entriesOf(each).map(({ name }) => name))
    // Vitest itself is imported only.
    .filter((name) => !name.endsWith('/vitest'));
  const script = `for (const name of ${JSON.stringify(entries)}) console.log(typeof require(name));`;
  const required = await run(
    nodes.oldest.path,
    ['--disable-warning=ExperimentalWarning', '--input-type=commonjs', '-e', script],
    folder,
  );

  expect(required).toEqual({ code: 0, stdout: 'object\n'.repeat(entries.length), stderr: '' });
});

// What the pinned Node generated runs on the oldest one, and the other way round: both of both would take 25 s more.
describe.for<[ProjectKind, Name]>([
  ['module', 'oldest'],
  ['commonjs', 'pinned'],
])(
  'the example of the READMEs, in a project of type %s on the %s Node',
  { timeout: RUN_TIMEOUT },
  ([kind, node]) => {
    let commands: Commands;
    let stop: () => Promise<void>;
    beforeAll(async () => {
      commands = projects[kind].on(nodes[node]);
      stop = await commands.serveFile('server.ts');
    });
    afterAll(() => stop());

    test.concurrent('the client gets the answer that the README tells', async () => {
      expect(await commands.runFile('client.ts')).toEqual({ code: 0, stdout: 'calm\n', stderr: '' });
    });

    test.concurrent('the contract is read', async () => {
      const clauses = await commands.runFile('clauses.ts');
      expect(clauses).toMatchObject({ code: 0, stderr: '' });
      expect(clauses.stdout.split('\n')).toEqual(
        expect.arrayContaining([
          'createPet post /v1/pets',
          'createPet body /name maxLength 20',
          '/mood must be one of calm, wild',
        ]),
      );
      const load = await commands.runFile('load.ts');
      expect(load).toEqual({ code: 0, stdout: "Pet API [ 'createPet' ]\n", stderr: '' });
    });

    test.concurrent('the server keeps its contract, as code sees it', async () => {
      const verified = await commands.runFile('verify.ts');
      expect(verified).toMatchObject({ code: 0, stderr: '' });
      expect(verified.stdout).toContain('no findings');
    });

    test.concurrent('and as the command sees it', async () => {
      const verified = await commands.countersign(
        'verify',
        'pets',
        '--url',
        projects[kind].url,
        '--auth',
        'petKey=let-me-in',
      );
      expect(verified).toMatchObject({ code: 0, stderr: '' });
      expect(verified.stdout).toContain('no findings');
    });

    test.concurrent('and as Vitest sees it', async () => {
      const tested = await commands.vitest('run');
      expect(tested).toMatchObject({ code: 0, stderr: '' });
      expect(tested.stdout).toMatch(/Tests {2}\d+ passed/);
    });
  },
);

describe.concurrent('the command on the oldest Node', () => {
  const countersign = (args: readonly string[], cwd: string): Promise<Run> =>
    run(nodes.oldest.path, [commandIn(folder), ...args], cwd);

  test('tells what it can do', async () => {
    const help = await countersign(['--help'], folder);

    expect(help).toMatchObject({ code: 0, stderr: '' });
    expect(help.stdout).toContain('countersign <command> [options]');
  });

  test.for([{ type: 'module' }, {}])(
    'refuses a configuration in TypeScript with what helps, in a project with %j',
    async (manifest) => {
      const project = await mkdtemp(join(folder, 'typescript-config-'));
      await writeFile(join(project, 'package.json'), JSON.stringify(manifest));
      await writeFile(join(project, 'countersign.config.ts'), 'export default {};\n');

      expect(await countersign(['lint'], project)).toEqual({
        code: 2,
        stdout: '',
        stderr: expect.stringContaining('Use Node 22.18 or newer, or write countersign.config.mjs instead.'),
      });
    },
  );
});

/** What a project that uses the types by hand relies on. */
const CONSUMER = `
import { createClient } from '@countersign/client';
import { createServer, type Handlers, Problem, readContract } from '@countersign/server';
import { defineConfig } from 'countersign';

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
interface paths {
  '/pets': { get: operations['listPets'] };
}
interface Keeper { readonly scopes: readonly string[]; readonly zoo: string }
const handlers = {
  listPets: ({ principal }) => ({ status: 200, body: [principal.zoo] }),
} satisfies Handlers<operations, Keeper>;
const contract = await readContract<operations>('contract.json');
const options = {
  authenticate: { petKey: async () => ({ scopes: [], zoo: 'Lisbon' }) },
  tenant: ({ zoo }: Keeper) => zoo,
  problem: ({ status, message }: Problem) => ({ status, body: { message } }),
  log: () => {},
};
const app = await createServer(contract, handlers, options);
app.listen(3000);
// @ts-expect-error a handler is missing
await createServer(contract, {}, options);
// @ts-expect-error there is no such operation
await createServer(contract, { ...handlers, listCats: handlers.listPets }, options);

const api = createClient<paths>({ baseUrl: 'http://localhost:3000' });
const result = await api.GET('/pets');
if (result.ok) result.data[0]?.toUpperCase();
// @ts-expect-error there is no such path
await api.GET('/cats');
createClient<{}>({ baseUrl: 'http://localhost' });
new Problem({ kind: 'internal' });
`;
