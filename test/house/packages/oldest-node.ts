import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { publishedPackages, ROOT } from './published.ts';
import { run } from './run.ts';

/** `22.12`: what `engines` of the packages begin at. */
export const OLDEST_NODE =
  /^>=(\d+\.\d+)$/.exec(publishedPackages[0]?.manifest.engines?.node ?? '')?.[1] ?? '';

/**
 * The path of the oldest Node on which the packages are to run. It is no devDependency, since it is as large as all the
 * others but one; it is fetched once, and kept in `node_modules/.cache`.
 *
 * @throws {Error} the registry cannot be reached
 */
export async function oldestNode(): Promise<string> {
  const folder = join(ROOT, 'node_modules/.cache', `node-${OLDEST_NODE}`);
  const path = join(folder, 'node_modules/node/bin/node');
  if (existsSync(path)) return path;
  await mkdir(folder, { recursive: true });
  // The package `node` fetches the binary by its install script.
  const manifest = { private: true, allowScripts: { node: true } };
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  const args = ['install', '--no-save', '--no-audit', '--no-fund', `node@${OLDEST_NODE}`];
  const { code, stderr } = await run('npm', args, folder);
  if (code === 0 && existsSync(path)) return path;
  throw new Error(
    `Node ${OLDEST_NODE}, the oldest that the packages run on, is fetched from the registry once, and it could not be: ` +
      `npm ${args.join(' ')} ended with ${code}.\n${stderr}`,
  );
}
