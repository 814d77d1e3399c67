/** A user's project: the examples of the READMEs in a folder of their own, and a Node that runs them. */
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { readManifest } from './published.ts';
import { filesOf, readmes } from './readme-files.ts';
import { type Run, run, serve } from './run.ts';

export interface NodeVersion {
  readonly path: string;
  /** What makes it read TypeScript. */
  readonly flags: readonly string[];
}

/** `module`: every file is ESM. `commonjs`: as `npm init` leaves it, where only `.mts` files are. */
export type ProjectKind = 'module' | 'commonjs';

export interface Project {
  readonly folder: string;
  /** Its TypeScript files, as they are called there. */
  readonly sources: readonly string[];
  /** The base URL of the example's server. */
  readonly url: string;
  on(node: NodeVersion): Commands;
}

/** What a user does in the project. Files are named as in the READMEs. */
export interface Commands {
  runFile(name: string): Promise<Run>;
  /** Starts one, and gives what stops it. */
  serveFile(name: string): Promise<() => Promise<void>>;
  countersign(...args: string[]): Promise<Run>;
  vitest(...args: string[]): Promise<Run>;
}

/** @param modules the folder whose `node_modules` it finds; it is made in there */
export async function createProject(modules: string, kind: ProjectKind): Promise<Project> {
  const folder = join(modules, kind);
  await mkdir(folder);
  await writeFile(join(folder, 'package.json'), JSON.stringify(kind === 'module' ? { type: 'module' } : {}));
  const port = await freePort();
  const named = (name: string): string => (kind === 'module' ? name : name.replace(/\.ts$/, '.mts'));
  const examples = new Map(readmes.flatMap((readme) => [...filesOf(readme)]));
  for (const [name, source] of examples) {
    await writeFile(join(folder, named(name)), source.replaceAll('8080', String(port)));
  }
  return {
    folder,
    sources: [...examples.keys()].filter((name) => name.endsWith('.ts')).map(named),
    url: `http://localhost:${port}/v1`,
    on: ({ path, flags }) => {
      const start = (...args: string[]): Promise<Run> => run(path, [...flags, ...args], folder);
      return {
        runFile: (name) => start(named(name)),
        serveFile: (name) => serve(path, [...flags, named(name)], folder),
        countersign: (...args) => start(commandIn(modules), ...args),
        vitest: (...args) => start(join(modules, 'node_modules/vitest/vitest.mjs'), ...args),
      };
    },
  };
}

/** The file that `npx countersign` runs. */
export function commandIn(modules: string): string {
  const folder = join(modules, 'node_modules/countersign');
  return join(folder, readManifest(folder).bin?.['countersign'] ?? '');
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port is free');
  return address.port;
}
