/** The only file that knows Redocly's core: reading a contract from its files, and linting it. */
import { dirname, resolve } from 'node:path';
import {
  BaseResolver,
  bundle,
  createConfig,
  getLineColLocation,
  isAbsoluteUrl,
  lint,
  loadConfig,
  type NormalizedProblem,
  type Source,
} from '@redocly/openapi-core';
import type { SourceLocation } from './contract.ts';
import { ContractError, type ContractProblem } from './contract-error.ts';
import { displayPath } from './display-path.ts';
import { isObject, type JsonObject } from './json.ts';

export interface BundleOptions {
  /** Whether a `$ref` may lead to another host. @default false */
  readonly allowRemote?: boolean;
}

/**
 * Reads the contract at `file` and all files it refers to into one document, with every `$ref` inside it.
 *
 * @throws {ContractError} a file cannot be read or parsed, or a `$ref` leads nowhere
 */
export async function bundleFiles(file: string, options: BundleOptions = {}): Promise<JsonObject> {
  const resolver = options.allowRemote === true ? new BaseResolver() : new LocalResolver();
  const config = await createConfig({});
  const { bundle: bundled, problems } = await bundle({
    ref: file,
    config,
    externalRefResolver: resolver,
  }).catch((error: unknown) => {
    throw new ContractError(file, [unreadable(file, error)]);
  });
  const errors = problems.filter((problem) => problem.severity === 'error').map(toContractProblem);
  if (errors.length > 0) throw new ContractError(file, errors);
  // JSON once over: YAML aliases become copies, and `undefined` disappears.
  const document: unknown = JSON.parse(JSON.stringify(bundled.parsed));
  if (!isObject(document)) throw new ContractError(file, [unreadable(file, 'it holds no mapping')]);
  return document;
}

/**
 * Lints the contract at `file` with the rules of `configPath` (a `redocly.yaml`), or Redocly's own
 * `recommended` ones.
 */
export async function lintFiles(file: string, configPath?: string): Promise<ContractProblem[]> {
  const config =
    configPath === undefined
      ? await createConfig({ extends: ['recommended'] })
      : await loadConfig({ configPath });
  const scoped = config.forAlias(aliasOf(config.resolvedConfig.apis, file, configPath));
  const problems = await lint({ ref: file, config: scoped, externalRefResolver: new LocalResolver() });
  return problems.filter((problem) => problem.ignored !== true).map(toContractProblem);
}

/** A contract is data: reading one must not make this machine call hosts that the data names. */
class LocalResolver extends BaseResolver {
  override async loadExternalRef(absoluteRef: string): Promise<Source> {
    if (isAbsoluteUrl(absoluteRef)) {
      throw new Error(`${absoluteRef} is on another host; allow it with --allow-remote`);
    }
    return super.loadExternalRef(absoluteRef);
  }
}

/** Redocly keeps rules per API under its alias in `redocly.yaml`. */
function aliasOf(
  apis: Record<string, { root: string }> | undefined,
  file: string,
  configPath: string | undefined,
): string | undefined {
  if (apis === undefined || configPath === undefined) return undefined;
  const folder = dirname(configPath);
  return Object.entries(apis).find(([, api]) => resolve(folder, api.root) === resolve(file))?.[0];
}

function toContractProblem(problem: NormalizedProblem): ContractProblem {
  return {
    message: problem.message,
    severity: problem.severity === 'error' ? 'error' : 'warning',
    rule: problem.ruleId,
    location: toLocation(problem),
  };
}

function toLocation(problem: NormalizedProblem): SourceLocation | undefined {
  const first = problem.location[0];
  if (first === undefined) return undefined;
  const { start } = getLineColLocation(first);
  return { file: displayPath(first.source.absoluteRef), line: start.line, column: start.col };
}

function unreadable(file: string, error: unknown): ContractProblem {
  const message = error instanceof Error ? error.message : String(error);
  return {
    message: `cannot be read: ${message}`,
    severity: 'error',
    rule: 'contract-file',
    location: { file: displayPath(file), line: 1, column: 1 },
  };
}
