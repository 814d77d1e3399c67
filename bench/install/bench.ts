/** What installing and importing each package costs, beside what is aimed at. It asks the registry. */
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { publishedPackages, ROOT } from '../../test/house/packages/published.ts';
import { runOrThrow } from '../../test/house/packages/run.ts';
import { packAll, type Tarballs } from '../../test/house/packages/tarballs.ts';
import { importTime, packageCount, sizeOnDisk } from './measure.ts';

interface Aim {
  readonly megabytes?: number;
  readonly packages?: number;
  /** Milliseconds. */
  readonly import?: number;
}

/** A package without a row takes whatever it needs. */
const AIMS: Readonly<Record<string, Aim>> = {
  '@countersign/client': { megabytes: 1, packages: 3 },
  '@countersign/server': { megabytes: 20, import: 150 },
};

/** What `npm ci` of this repository may take. */
const REPOSITORY_MEGABYTES = 400;

export async function benchInstall(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-install-'));
  try {
    const tarballs = await packAll(folder);
    tell('', 'on disk', 'packages', 'import');
    for (const { manifest } of publishedPackages) {
      const { name } = manifest;
      const project = join(folder, name.replace('/', '-'));
      await install(name, project, tarballs);
      const { megabytes, packages, import: milliseconds } = AIMS[name] ?? {};
      tell(
        name,
        figure(megabytesOf(await sizeOnDisk(join(project, 'node_modules'))), 'MB', megabytes),
        figure(packageCount(project), '', packages),
        figure(await importTime(name, project), 'ms', milliseconds),
      );
    }
    const copy = join(folder, 'repository');
    await installRepository(copy);
    const size = megabytesOf(await sizeOnDisk(join(copy, 'node_modules')));
    tell('npm ci here', figure(size, 'MB', REPOSITORY_MEGABYTES), figure(packageCount(copy), '', undefined));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Installs a package into an empty folder, as a user would; what is ours comes from the tarballs. */
async function install(name: string, folder: string, tarballs: Tarballs): Promise<void> {
  await mkdir(folder);
  await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true }));
  const ours = [...closure(name)].map((each) => tarballs.get(each) ?? each);
  await runOrThrow('npm', ['install', '--no-audit', '--no-fund', ...ours], folder);
}

/** The packages of ours that `name` leads to, itself included. */
function closure(name: string, found = new Set<string>()): ReadonlySet<string> {
  const manifest = publishedPackages.map((each) => each.manifest).find((each) => each.name === name);
  if (manifest === undefined || found.has(name)) return found;
  found.add(name);
  for (const dependency of Object.keys(manifest.dependencies ?? {})) closure(dependency, found);
  return found;
}

/** `npm ci` of what a clone has of this repository's manifests. */
async function installRepository(folder: string): Promise<void> {
  const manifests = await runOrThrow(
    'git',
    ['ls-files', '.npmrc', 'package.json', 'package-lock.json', 'src/*/package.json'],
    ROOT,
  );
  for (const file of manifests.trim().split('\n')) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await cp(join(ROOT, file), join(folder, file));
  }
  await runOrThrow('npm', ['ci'], folder);
}

function megabytesOf(bytes: number): number {
  return bytes / 1024 ** 2;
}

function figure(measured: number, unit: string, aim: number | undefined): string {
  const shown =
    measured < 10 ? measured.toFixed(measured % 1 === 0 ? 0 : 1) : Math.round(measured).toString();
  const told = unit === '' ? shown : `${shown} ${unit}`;
  return aim === undefined ? told : `${told} (≤ ${aim})${measured > aim ? ' MISSED' : ''}`;
}

function tell(what: string, ...figures: readonly string[]): void {
  console.log([what.padEnd(22), ...figures.map((each) => each.padEnd(20))].join('').trimEnd());
}
