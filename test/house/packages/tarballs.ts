import { join } from 'node:path';
import { publishedPackages, ROOT } from './published.ts';
import { runOrThrow } from './run.ts';

/** The tarball of each package, by its name. */
export type Tarballs = ReadonlyMap<string, string>;

/**
 * Packs every published package into `folder`, built anew. Whoever publishes has the types checked on the way, by
 * `prepack`; here `npm run typecheck` has done that.
 */
export async function packAll(folder: string): Promise<Tarballs> {
  const workspaces = publishedPackages.flatMap(({ manifest }) => ['-w', manifest.name]);
  await runOrThrow('node', ['build/build.ts', '--noCheck'], ROOT);
  await runOrThrow(
    'npm',
    ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder, ...workspaces],
    ROOT,
  );
  return new Map(
    publishedPackages.map(({ manifest: { name, version } }) => [
      name,
      join(folder, `${name.replace('@', '').replace('/', '-')}-${version}.tgz`),
    ]),
  );
}

/** The paths in a tarball, below the folder `package`. */
export async function filesIn(tarball: string, folder: string): Promise<string[]> {
  const list = await runOrThrow('tar', ['-tzf', tarball], folder);
  return list
    .trim()
    .split('\n')
    .map((path) => path.replace(/^package\//, ''));
}
