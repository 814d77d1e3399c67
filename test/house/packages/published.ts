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
  readonly exports?: Readonly<Record<string, unknown>>;
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

/** The entries by which a package's code is imported: `@countersign/verify`, `@countersign/verify/vitest`. */
export function entriesOf({ name, exports = {} }: Manifest): string[] {
  return Object.keys(exports)
    .filter((path) => path !== './package.json')
    .map((path) => name + path.slice(1));
}
