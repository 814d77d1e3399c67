import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BUNDLED_CONTRACT, ContractError, type ContractProblem } from '@countersign/contract';
import { examine } from '../lint/lint.ts';
import { isStructural } from '../lint/structural-rules.ts';
import { writeOperationTable } from './operation-table.ts';

/** How a contract is called, and by which rules it is linted before it is generated. */
export interface GenerateOptions {
  /** The contract's short name. @default what its place gives: see `loadContract` */
  readonly name?: string | undefined;
  /** A `redocly.yaml` whose rules the contract must keep. @default Redocly's recommended ones */
  readonly lintConfig?: string | undefined;
  /** Whether a `$ref` may lead to another host. @default false */
  readonly allowRemote?: boolean;
  /** Whether a rule of style stops it, too. @default false */
  readonly strict?: boolean;
  /** Told what a rule of style has found, and what is not read, once. @default nobody */
  readonly onWarnings?: (problems: readonly ContractProblem[]) => void;
}

/** File name → content, in the order in which they are written. */
export type GeneratedFiles = ReadonlyMap<string, string>;

/**
 * What a contract is generated into, as text. The same contract gives the same bytes.
 *
 * @param source the contract's root file
 * @throws {ContractError} it cannot be read or used, or a rule finds what makes it unusable
 */
export async function generateFiles(source: string, options: GenerateOptions = {}): Promise<GeneratedFiles> {
  const { name, lintConfig: config, allowRemote } = options;
  const { contract, found, linted } = await examine(source, { name, config, allowRemote });
  const [errors, warnings] = sorted(found, linted, options.strict === true);
  if (contract === undefined || errors.length > 0) {
    // Who mends it wants to know all of it; what rules say of style can wait.
    const others = warnings.filter((problem) => found.includes(problem));
    throw new ContractError(source, [...errors, ...others]);
  }
  if (warnings.length > 0) options.onWarnings?.(warnings);
  // TypeScript takes a third of a second to import.
  const { writeReceivedTypes, writeTypes } = await import('./types.ts');
  return new Map([
    ['types.ts', await writeTypes(contract)],
    ['received.ts', await writeReceivedTypes(contract)],
    ['operations.ts', writeOperationTable(contract)],
    [BUNDLED_CONTRACT, `${JSON.stringify(contract.document, null, 2)}\n`],
  ]);
}

/** What stops a contract from being generated, and what does not. */
function sorted(
  found: readonly ContractProblem[],
  linted: readonly ContractProblem[],
  isStrict: boolean,
): [ContractProblem[], ContractProblem[]] {
  if (isStrict) return [[...found, ...linted], []];
  const wrong = new Set([
    ...found.filter(({ severity }) => severity === 'error'),
    ...linted.filter(isStructural),
  ]);
  const all = [...found, ...linted];
  return [all.filter((problem) => wrong.has(problem)), all.filter((problem) => !wrong.has(problem))];
}

/**
 * Writes into `folder` what a contract is generated into: types, operation table and bundled document.
 *
 * @param source the contract's root file
 * @returns the paths of the files that were not the same already
 * @throws {ContractError} it cannot be read or used, or lints with an error
 */
export async function generate(
  source: string,
  folder: string,
  options: GenerateOptions = {},
): Promise<string[]> {
  return await writeGenerated(await generateFiles(source, options), folder);
}

/**
 * Writes the generated files into `folder`, which is made if it is missing.
 *
 * @returns the paths of the files that were not the same already
 */
export async function writeGenerated(files: GeneratedFiles, folder: string): Promise<string[]> {
  const drifted = await findDrift(files, folder);
  await mkdir(folder, { recursive: true });
  for (const [name, content] of files) {
    const path = join(folder, name);
    if (drifted.includes(path)) await writeFile(path, content);
  }
  return drifted;
}

/** The paths of the generated files that are missing in `folder` or hold something else. */
export async function findDrift(files: GeneratedFiles, folder: string): Promise<string[]> {
  const drifted: string[] = [];
  for (const [name, content] of files) {
    const path = join(folder, name);
    if ((await readIfThere(path)) !== content) drifted.push(path);
  }
  return drifted;
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
