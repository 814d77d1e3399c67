/** Redocly's core, which only this file and `redocly-types.ts` know: reading a contract from its files, and linting it. */
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { SourceLocation } from '@countersign/contract';
import {
  absolutePlace,
  at,
  ContractError,
  type ContractProblem,
  circularReferences,
  fromPointer,
  isObject,
  isUrl,
  type JsonObject,
  located,
  whyNoContract,
} from '@countersign/contract';
import {
  BaseResolver,
  bundle,
  createConfig,
  type Document,
  detectSpec,
  getLineColLocation,
  lint,
  loadConfig,
  type NormalizedProblem,
  Source,
  YamlParseError,
} from '@redocly/openapi-core';
import { whyBoundless } from './aliases.ts';
import { displayPath } from './display-path.ts';
import { resolveIdentifiers } from './identifiers.ts';
import { locator } from './locate.ts';
import { isOfBooleanSchema, newerTypes } from './redocly-types.ts';
import { referenceProblems, type Unresolved } from './reference-problems.ts';
import { fetchDocument, REMOTE_LIMITS, type RemoteLimits } from './remote-document.ts';
import { hideRemoteExamples, showRemoteExamples } from './remote-examples.ts';
import { remedyFor } from './rule-remedies.ts';
import { FILE_RULE, whyUnreadable } from './unreadable.ts';
import { diagnoseYaml } from './yaml-problems.ts';

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
  /** What makes it unusable: references that lead nowhere, texts that are no YAML. */
  readonly problems: readonly ContractProblem[];
}

/**
 * Reads the contract at `file` (a path or a URL) and all files it refers to into one document, with every `$ref`
 * inside it.
 *
 * @throws {ContractError} its root file cannot be read or parsed, or is no OpenAPI 3; what is wrong in the parts that
 *   it refers to is told in `problems`
 */
export async function bundleFiles(file: string, options: BundleOptions = {}): Promise<Bundled> {
  const resolver = new ContractResolver(absolutePlace(file), options);
  const root = await readRoot(resolver, file);
  const config = await createConfig({}, PLUGINS);
  const { bundle: bundled, problems } = await bundle({
    doc: root,
    config,
    externalRefResolver: resolver,
  }).catch((error: unknown) => {
    throw new ContractError(file, [...resolver.problems, unreadable(file, error)]);
  });
  const errors = problems.filter((problem) => problem.severity === 'error');
  const [unresolved, others] = partition(errors, ({ message }) => message.startsWith("Can't resolve $ref"));
  // JSON once over: YAML aliases become copies, and `undefined` disappears.
  const document: unknown = JSON.parse(JSON.stringify(bundled.parsed));
  if (!isObject(document)) throw new ContractError(file, [unreadable(file, 'it holds no mapping')]);
  showRemoteExamples(document);
  return {
    document,
    texts: resolver.texts,
    problems: [
      ...resolver.problems,
      ...referenceProblems(unresolved.flatMap(toUnresolved), resolver),
      ...others.filter(({ message }) => !message.startsWith('Failed to parse')).map(toContractProblem),
    ],
  };
}

/** @throws {ContractError} it cannot be read, or is no OpenAPI 3 */
async function readRoot(resolver: ContractResolver, file: string): Promise<Document> {
  const root = await resolver.resolveDocument(null, file, true).catch((error: unknown) => {
    throw new ContractError(
      file,
      resolver.problems.length > 0 ? resolver.problems : [unreadable(file, error)],
    );
  });
  // The type allows for the errors that are thrown.
  if (root instanceof Error) throw new ContractError(file, [unreadable(file, root)]);
  const { parsed }: { readonly parsed: unknown } = root;
  const location = { file: displayPath(absolutePlace(file)), line: 1, column: 1 };
  if (!isObject(parsed)) {
    const isEmpty = root.source.body.trim() === '';
    const message = isEmpty ? 'the file is empty' : 'it holds no mapping, and a contract is one';
    const remedy = 'a contract begins with the line openapi: 3.1.0';
    throw new ContractError(file, [{ message, remedy, severity: 'error', rule: FILE_RULE, location }]);
  }
  const reason = whyNoContract(parsed, displayPath(absolutePlace(file)));
  if (reason !== undefined) {
    const locate = locator(file, resolver.texts);
    throw new ContractError(file, [...resolver.problems, ...located([reason], locate)]);
  }
  return root;
}

/**
 * Lints the contract at `file` with the rules of `configPath` (a `redocly.yaml`), or Redocly's own
 * `recommended` ones.
 */
export async function lintFiles(
  file: string,
  configPath?: string,
  options: BundleOptions = {},
): Promise<ContractProblem[]> {
  const config =
    configPath === undefined
      ? await createConfig({ extends: ['recommended'] }, PLUGINS)
      : await loadConfig({ configPath, ...PLUGINS });
  const scoped = config.forAlias(aliasOf(config.resolvedConfig.apis, file, configPath));
  const resolver = new ContractResolver(absolutePlace(file), options);
  const problems = await lint({ ref: file, config: scoped, externalRefResolver: resolver });
  const root = await resolver.resolveDocument(null, file, true);
  const mayBeBoolean = !(root instanceof Error) && detectSpec(root.parsed) !== 'oas3_0';
  return problems
    .filter((problem) => problem.ignored !== true && !(mayBeBoolean && isOfBooleanSchema(problem)))
    .map(toContractProblem);
}

const PLUGINS = { plugins: [newerTypes] };

/** A contract is data: reading one must not make this machine call hosts that the data names. */
class ContractResolver extends BaseResolver {
  readonly texts = new Map<string, string>();
  readonly failures = new Map<string, Pick<ContractProblem, 'message' | 'remedy'>>();
  /** What is wrong with the texts themselves, and the places of those that nothing can be made of. */
  readonly problems: ContractProblem[] = [];
  readonly told = new Set<string>();
  readonly #root: string;
  readonly #options: BundleOptions;
  #fetched = 0;

  constructor(root: string, options: BundleOptions) {
    super();
    this.#root = root;
    this.#options = options;
  }

  override async loadExternalRef(place: string): Promise<Source> {
    try {
      const source = isUrl(place) ? await this.#fetch(place) : await super.loadExternalRef(place);
      this.texts.set(place, source.body);
      return source;
    } catch (error) {
      this.failures.set(place, whyUnreadable(place, error));
      throw error;
    }
  }

  override parseDocument(source: Source, isRoot?: boolean): Document {
    const document = this.#parse(source, isRoot);
    const { absoluteRef: place } = source;
    const { parsed }: { readonly parsed: unknown } = document;
    if (isObject(parsed)) {
      resolveIdentifiers(parsed, isUrl(place) ? place : pathToFileURL(place).href);
      hideRemoteExamples(parsed, (url) => this.#mayAsk(url));
      this.#breakCircles(parsed, place);
    }
    return document;
  }

  #parse(source: Source, isRoot: boolean | undefined): Document {
    const document = this.#parseText(source, isRoot);
    const reason = whyBoundless(document.parsed);
    if (reason === undefined) return document;
    const { absoluteRef: place } = source;
    this.problems.push(
      ...located([{ pointer: '', rule: 'yaml', message: reason }], locator(place, this.texts)),
    );
    this.told.add(place);
    throw new Error(reason);
  }

  #parseText(source: Source, isRoot: boolean | undefined): Document {
    try {
      return super.parseDocument(source, isRoot);
    } catch (error) {
      if (!(error instanceof YamlParseError)) throw error;
      const { absoluteRef: place, body } = source;
      const reason = error.message.replace(/ in "[^"]*" \(\d+:\d+\)$/, '');
      const said = { reason, line: error.line || 1, column: error.col || 1 };
      const { problems, value } = diagnoseYaml(place, body, said);
      this.problems.push(...problems);
      if (value !== undefined) return { source, parsed: value };
      this.told.add(place);
      throw error;
    }
  }

  /** Redocly gives up at the first of them. */
  #breakCircles(document: JsonObject, place: string): void {
    const circles = circularReferences(document);
    if (circles.length === 0) return;
    this.problems.push(...located(circles, locator(place, this.texts)));
    for (const { pointer } of circles) {
      const owner = at(document, pointer.slice(0, pointer.lastIndexOf('/')));
      if (isObject(owner)) delete owner['$ref'];
    }
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
  const { message, severity, ruleId: rule, suggest } = problem;
  return {
    message,
    severity: severity === 'error' ? 'error' : 'warning',
    rule,
    location: toLocation(problem),
    remedy: remedyFor(rule, message, suggest),
  };
}

function toUnresolved({ location: [place] }: NormalizedProblem): Unresolved[] {
  if (place?.pointer === undefined) return [];
  return [{ file: place.source.absoluteRef, path: fromPointer(place.pointer.replace(/^#\/(?=\/|$)/, '#')) }];
}

function toLocation(problem: NormalizedProblem): SourceLocation | undefined {
  const first = problem.location[0];
  if (first === undefined) return undefined;
  const { start } = getLineColLocation(first);
  return { file: displayPath(first.source.absoluteRef), line: start.line, column: start.col };
}

function unreadable(file: string, error: unknown): ContractProblem {
  const place = absolutePlace(file);
  return {
    ...whyUnreadable(place, error),
    severity: 'error',
    rule: FILE_RULE,
    location: { file: displayPath(place), line: 1, column: 1 },
  };
}

function partition<Item>(items: readonly Item[], is: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(is), items.filter((item) => !is(item))];
}
