/** The package as an empty folder has it after an install, without asking a registry. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

const ROOT = resolve(import.meta.dirname, '../../..');

export interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface InstalledPackage {
  readonly folder: string;
  /** Runs the package's `countersign` command there. */
  countersign(...args: string[]): Promise<Run>;
  write(name: string, source: string): Promise<void>;
  runScript(name: string): Promise<Run>;
  /** Checks the types of these files as a consumer would. */
  checkTypes(...names: string[]): Promise<Run>;
}

/** Builds and packs the package, and installs it in a new folder. What it depends on comes from this repository. */
export async function installPackage(): Promise<InstalledPackage> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-package-'));
  const { name, version, bin, dependencies } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
  await run('npm', ['pack', '--silent', '--pack-destination', folder], ROOT);
  const installed = join(folder, 'node_modules', name);
  await mkdir(installed, { recursive: true });
  await run('tar', ['-xzf', `${name}-${version}.tgz`, '-C', installed, '--strip-components', '1'], folder);
  // The types of Node and the compiler are the consumer's own.
  for (const dependency of [...Object.keys(dependencies), '@types/node', 'vitest']) {
    const link = join(folder, 'node_modules', dependency);
    await mkdir(dirname(link), { recursive: true });
    await symlink(join(ROOT, 'node_modules', dependency), link);
  }
  await writeFile(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));

  return {
    folder,
    countersign: (...args) => tryRun(process.execPath, [join(installed, bin.countersign), ...args], folder),
    write: (name, source) => writeFile(join(folder, name), source),
    runScript: (name) => tryRun(process.execPath, [name], folder),
    checkTypes: async (...files) => {
      await writeFile(
        join(folder, 'tsconfig.json'),
        JSON.stringify({ compilerOptions: CONSUMER_OPTIONS, files }),
      );
      return await tryRun(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc')], folder);
    },
  };
}

const CONSUMER_OPTIONS = {
  target: 'es2024',
  module: 'nodenext',
  types: ['node'],
  strict: true,
  noEmit: true,
  // The generated files are imported as sources, by the name that Node wants.
  allowImportingTsExtensions: true,
  // Declarations of ours that do not compile are our defect, not the consumer's to skip.
  skipLibCheck: false,
};

const runFile = promisify(execFile);

async function run(command: string, args: readonly string[], cwd: string): Promise<void> {
  const result = await tryRun(command, args, cwd);
  if (result.code !== 0) throw new Error(`${command} ${args.join(' ')}:\n${result.stdout}${result.stderr}`);
}

async function tryRun(command: string, args: readonly string[], cwd: string): Promise<Run> {
  try {
    return { code: 0, ...(await runFile(command, args, { cwd })) };
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'number') throw error;
    const { code, stdout, stderr } = { stdout: '', stderr: '', ...error, code: error.code };
    return { code, stdout: String(stdout), stderr: String(stderr) };
  }
}
