/** The only file that knows Redocly's core: reading a contract from its files, and linting it. */
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { SourceLocation } from '@countersign/contract';
import {
  absolutePlace,
  ContractError,
  type ContractProblem,
  isObject,
  isUrl,
  type JsonObject,
} from '@countersign/contract';
import {
  BaseResolver,
  bundle,
  createConfig,
  type Document,
  getLineColLocation,
  lint,
  loadConfig,
  type NormalizedProblem,
  Source,
} from '@redocly/openapi-core';
import { displayPath } from './display-path.ts';
import { resolveIdentifiers } from './identifiers.ts';
import { fetchDocument, REMOTE_LIMITS, type RemoteLimits } from './remote-document.ts';
import { hideRemoteExamples, showRemoteExamples } from './remote-examples.ts';

export interface BundleOptions {
  /** Whether a `$ref` may lead to another host. @default false */
  readonly allowRemote?: boolean;
  /** @default REMOTE_LIMITS */
  readonly limits?: RemoteLimits;
}

export interface Bundled {
  readonly document: JsonObject;
  /** What was read, by absolute path or URL. */
  readonly texts: ReadonlyMap<string, string>;
}

/**
 * Reads the contract at `file` (a path or a URL) and all files it refers to into one document, with every `$ref`
 * inside it.
 *
 * @throws {ContractError} a file cannot be read or parsed, or a `$ref` leads nowhere
 */
export async function bundleFiles(file: string, options: BundleOptions = {}): Promise<Bundled> {
  const resolver = new ContractResolver(absolutePlace(file), options);
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
  showRemoteExamples(document);
  return { document, texts: resolver.texts };
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
  const problems = await lint({
    ref: file,
    config: scoped,
    externalRefResolver: new ContractResolver(absolutePlace(file), {}),
  });
  return problems.filter((problem) => problem.ignored !== true).map(toContractProblem);
}

/** A contract is data: reading one must not make this machine call hosts that the data names. */
class ContractResolver extends BaseResolver {
  readonly texts = new Map<string, string>();
  readonly #root: string;
  readonly #options: BundleOptions;
  #fetched = 0;

  constructor(root: string, options: BundleOptions) {
    super();
    this.#root = root;
    this.#options = options;
  }

  override async loadExternalRef(place: string): Promise<Source> {
    const source = isUrl(place) ? await this.#fetch(place) : await super.loadExternalRef(place);
    this.texts.set(place, source.body);
    return source;
  }

  override parseDocument(source: Source, isRoot?: boolean): Document {
    const document = super.parseDocument(source, isRoot);
    const { absoluteRef: place } = source;
    const { parsed }: { readonly parsed: unknown } = document;
    if (isObject(parsed)) {
      resolveIdentifiers(parsed, isUrl(place) ? place : pathToFileURL(place).href);
      hideRemoteExamples(parsed, (url) => this.#mayAsk(url));
    }
    return document;
  }

  #mayAsk(url: string): boolean {
    return this.#options.allowRemote === true || isSameHost(url, this.#root);
  }

  async #fetch(url: string): Promise<Source> {
    const { limits = REMOTE_LIMITS } = this.#options;
    this.#fetched += 1;
    if (this.#fetched > limits.documents) {
      throw new Error(`${url} would be one more than the ${limits.documents} documents that may be fetched`);
    }
    // Whoever named the root means it wherever it has moved to.
    const mayAsk = (next: string) => url === this.#root || this.#mayAsk(next);
    const { text, mediaType } = await fetchDocument(url, mayAsk, limits);
    return new Source(url, text, mediaType);
  }
}

function isSameHost(one: string, other: string): boolean {
  return isUrl(other) && new URL(one).hostname === new URL(other).hostname;
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
