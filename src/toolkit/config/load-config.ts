import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { displayPath } from '../bundle/display-path.ts';
import { suggest } from '../cli/suggest.ts';
import { UsageError } from '../cli/usage-error.ts';
import type { ContractConfig, CountersignConfig } from './config.ts';

/** The file that `countersign` looks for in the working folder; the first that exists. */
const CONFIG_FILES = ['ts', 'mts', 'js', 'mjs'].map((extension) => `countersign.config.${extension}`);

/** A configured contract with its paths resolved. */
export interface ConfiguredContract extends ContractConfig {
  readonly name: string;
  readonly scenarios: readonly string[];
}

export interface LoadedConfig {
  readonly contracts: readonly ConfiguredContract[];
  /** Whether rules of style stop what is done. */
  readonly isStrict: boolean;
  /** An existing Redocly configuration. */
  readonly lintConfig: string | undefined;
}

/** The configuration file of `folder`, if it has one. */
export function findConfig(folder: string): string | undefined {
  return CONFIG_FILES.map((name) => join(folder, name)).find((path) => existsSync(path));
}

/**
 * Reads the configuration of `folder`.
 *
 * @throws {UsageError} it is missing, does not run, or says something else than a `CountersignConfig`
 */
export async function loadConfig(folder: string): Promise<LoadedConfig> {
  const file = findConfig(folder);
  if (file === undefined) {
    throw new UsageError(
      `No countersign.config.ts in ${folder}. Write one there:\n\n${EXAMPLE}\n\nor change to the folder that has it.`,
    );
  }
  const config = await importConfig(file);
  if (!isConfig(config)) {
    const problems = problemsOf(config).map((problem) => `  ${problem}`);
    throw new UsageError([`${file} is not usable:`, ...problems].join('\n'));
  }
  return {
    contracts: Object.entries(config.contracts).map(([name, entry]) => ({
      ...entry,
      name,
      contract: resolve(folder, entry.contract),
      generated: resolve(folder, entry.generated),
      scenarios: (entry.scenarios ?? []).map((path) => resolve(folder, path)),
    })),
    isStrict: config.strict === true,
    lintConfig: findLintConfig(folder, config),
  };
}

/**
 * The contracts that a command was asked for, or all of them.
 *
 * @throws {UsageError} one is not configured, or its root file does not exist
 */
export function chooseContracts(
  config: LoadedConfig,
  names: readonly string[],
): readonly ConfiguredContract[] {
  const known = config.contracts.map(({ name }) => name);
  const chosen = (names.length === 0 ? known : names).map((name) => {
    const found = config.contracts.find((contract) => contract.name === name);
    if (found === undefined) {
      throw new UsageError(
        `No contract is called "${name}".${suggest(name, known)} Configured: ${known.join(', ')}.`,
      );
    }
    return found;
  });
  for (const { name, contract } of chosen) requireFile(contract, `contracts.${name}.contract`);
  return chosen;
}

/** @throws {UsageError} `file` does not exist; `place` is the key of the configuration that names it */
export function requireFile(file: string, place: string): void {
  if (!existsSync(file)) throw new UsageError(`${place}: there is no file ${displayPath(file)}`);
}

const EXAMPLE = `  import { defineConfig } from 'countersign';

  export default defineConfig({
    contracts: {
      pets: { contract: 'openapi/pets.yaml', generated: 'generated/pets' },
    },
  });`;

interface ConfigModule {
  readonly default?: unknown;
  readonly 'module.exports'?: unknown;
}

async function importConfig(file: string): Promise<unknown> {
  try {
    const module: ConfigModule = await import(pathToFileURL(file).href);
    return isWithoutExports(module) ? undefined : module.default;
  } catch (error) {
    if (isForeignTypeScript(error)) {
      throw new UsageError(
        `${displayPath(file)} does not run: Node ${process.versions.node} does not read TypeScript. ` +
          'Use Node 22.18 or newer, or write countersign.config.mjs instead.',
        { cause: error },
      );
    }
    throw new UsageError(`${placeIn(file, error)} does not run: ${messageOf(error)}`, { cause: error });
  }
}

/** A file without `export` is CommonJS to Node where no package.json says otherwise: it exports an empty object. */
function isWithoutExports(module: ConfigModule): boolean {
  const exported = module['module.exports'];
  return isRecord(exported) && Object.keys(exported).length === 0;
}

/** Whether a TypeScript file met a Node that strips no types unless it is told to. */
function isForeignTypeScript(error: unknown): boolean {
  const isUnknown = error instanceof Error && 'code' in error && error.code === 'ERR_UNKNOWN_FILE_EXTENSION';
  return isUnknown && /"\.[cm]?ts"/.test(error.message);
}

/** `file`, with the line and column that the error's stack gives, if it does. */
function placeIn(file: string, error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const start = stack.indexOf(`${file}:`);
  const [place = file] = start < 0 ? [] : (/^.*?:\d+(?::\d+)?/.exec(stack.slice(start)) ?? []);
  return displayPath(place);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function isConfig(config: unknown): config is CountersignConfig {
  return problemsOf(config).length === 0;
}

function problemsOf(config: unknown): string[] {
  if (!isRecord(config))
    return ['it has no default export: export default defineConfig({ contracts: { … } })'];
  const { contracts, lint, strict = false } = config;
  const problems = [
    ...(lint === undefined || typeof lint === 'string' ? [] : ['lint must be a path']),
    ...(typeof strict === 'boolean' ? [] : ['strict must be true or false']),
  ];
  if (!isRecord(contracts) || Object.keys(contracts).length === 0) {
    return [...problems, 'contracts must name at least one contract: { pets: { contract, generated } }'];
  }
  return [...problems, ...Object.entries(contracts).flatMap(([name, entry]) => checkContract(name, entry))];
}

function checkContract(name: string, entry: unknown): string[] {
  const place = `contracts.${name}`;
  if (!isRecord(entry)) return [`${place} must be an object: { contract, generated }`];
  const { contract, generated, scenarios, targets } = entry;
  const known = ['contract', 'generated', 'scenarios', 'targets'];
  return [
    ...(typeof contract === 'string' ? [] : [`${place}.contract must be the path of an OpenAPI document`]),
    ...(typeof generated === 'string' ? [] : [`${place}.generated must be the path of a folder`]),
    ...(scenarios === undefined || isPathList(scenarios)
      ? []
      : [`${place}.scenarios must be a list of paths`]),
    ...(targets === undefined || isRecord(targets)
      ? []
      : [`${place}.targets must be an object: { server: () => … }`]),
    ...Object.keys(entry)
      .filter((key) => !known.includes(key))
      .map((key) => `${place}.${key} is not known.${suggest(key, known)}`),
  ];
}

function findLintConfig(folder: string, config: CountersignConfig): string | undefined {
  const path = resolve(folder, config.lint ?? 'redocly.yaml');
  if (existsSync(path)) return path;
  if (config.lint !== undefined) throw new UsageError(`lint: there is no ${path}`);
  return undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isPathList(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
