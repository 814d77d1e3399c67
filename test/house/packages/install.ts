/** An install without a registry: our packages from their tarballs, what they depend on from this repository. */
import { copyFileSync, existsSync, linkSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { type Manifest, publishedPackages, ROOT, readManifest } from './published.ts';
import { runOrThrow } from './run.ts';
import type { Tarballs } from './tarballs.ts';

/**
 * Puts the packages called `names` into `folder`, and whatever they depend on, however far, at the place where `npm ci`
 * put it in this repository. Nothing else is there: a dependency that a package.json does not list is missing.
 */
export async function install(folder: string, names: readonly string[], tarballs: Tarballs): Promise<void> {
  const done = new Set<string>();
  /** `source`: where the package lies in this repository, from where its dependencies are found. */
  const add = async (name: string, from: string, isOptional: boolean): Promise<void> => {
    const tarball = tarballs.get(name);
    const source = tarball === undefined ? find(name, from) : sourceOf(name);
    if (source === undefined) {
      if (isOptional) return;
      throw new Error(`${relative(ROOT, from)} depends on ${name}, which is not installed`);
    }
    if (done.has(source)) return;
    done.add(source);
    const target =
      tarball === undefined ? join(folder, relative(ROOT, source)) : join(folder, 'node_modules', name);
    mkdirSync(target, { recursive: true });
    if (tarball === undefined) linkTree(source, target);
    else await runOrThrow('tar', ['-xzf', tarball, '-C', target, '--strip-components', '1'], folder);
    const { needed, optional } = dependenciesOf(readManifest(target));
    for (const each of needed) await add(each, source, false);
    for (const each of optional) await add(each, source, true);
  };
  for (const name of names) await add(name, ROOT, false);
}

function dependenciesOf(manifest: Manifest): { readonly needed: string[]; readonly optional: string[] } {
  const { dependencies, optionalDependencies = {}, peerDependencies, peerDependenciesMeta = {} } = manifest;
  const names = Object.keys({ ...dependencies, ...peerDependencies });
  const isOptional = (name: string): boolean => name in optionalDependencies;
  const isLeftOut = (name: string): boolean => peerDependenciesMeta[name]?.optional === true;
  return {
    needed: names.filter((name) => !isOptional(name) && !isLeftOut(name)),
    // What is made for another platform is not there.
    optional: Object.keys(optionalDependencies),
  };
}

function sourceOf(name: string): string | undefined {
  return publishedPackages.find(({ manifest }) => manifest.name === name)?.source;
}

/** Where `name` is for a package that lies at `from`, as Node looks for it. */
function find(name: string, from: string): string | undefined {
  const folder = join(from, 'node_modules', name);
  if (existsSync(join(folder, 'package.json'))) return folder;
  return from === ROOT ? undefined : find(name, dirname(from));
}

/** Real files at `target`, so that what they import is looked for there. Packages in them are packages of their own. */
function linkTree(source: string, target: string): void {
  for (const entry of readdirSync(source, { withFileTypes: true })) {
    const [from, to] = [join(source, entry.name), join(target, entry.name)];
    if (entry.isDirectory() && entry.name === 'node_modules') continue;
    if (entry.isDirectory()) {
      mkdirSync(to);
      linkTree(from, to);
    } else linkFile(from, to);
  }
}

function linkFile(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    // Temporary files may lie on another file system.
    copyFileSync(from, to);
  }
}
