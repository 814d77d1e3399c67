/** The packages that are published, as their folders in `src` describe them. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '../../..');

/** What a package.json says, as far as installing it goes. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly bin?: Readonly<Record<string, string>>;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly engines?: { readonly node?: string };
  readonly exports?: Readonly<Record<string, string | { readonly source: string }>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

export interface PublishedPackage {
  /** Its folder in the repository. */
  readonly source: string;
  readonly manifest: Manifest;
}

export const publishedPackages: readonly PublishedPackage[] = [
  'contract',
  'client',
  'server',
  'verify',
  'toolkit',
].map((folder) => {
  const source = join(ROOT, 'src', folder);
  return { source, manifest: readManifest(source) };
});

export function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}

/** An entry by which code is imported. */
export interface Entry {
  /** `@countersign/verify/vitest` */
  readonly name: string;
  /** The file in the repository whose exports it gives. */
  readonly file: string;
  /** Where the names that it exports are listed. */
  readonly listing: string;
}

export function entriesOf({ source, manifest }: PublishedPackage): Entry[] {
  return Object.entries(manifest.exports ?? {}).flatMap(([path, target]) => {
    if (typeof target === 'string') return [];
    const name = manifest.name + path.slice(1);
    const listing = join(
      import.meta.dirname,
      'exports',
      `${name.replace(/^@/, '').replaceAll('/', '-')}.txt`,
    );
    return [{ name, file: join(source, target.source), listing }];
  });
}
