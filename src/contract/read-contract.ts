/** From a bundled document to the normal form. What a contract is bundled from, and by what, is no matter here. */
import { readFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ANCHOR_RULE } from './anchors.ts';
import { readBasePaths } from './base-path.ts';
import { contractProblems, structuralProblems } from './checks/check-contract.ts';
import { whyNoContract } from './checks/document-kind.ts';
import { located } from './checks/found.ts';
import { REFERENCE_RULE } from './checks/references.ts';
import type { Contract, Locate, SecurityScheme } from './contract.ts';
import { ContractError, type ContractProblem } from './contract-error.ts';
import { isObject, type JsonObject } from './json.ts';
import { toNormalForm } from './normal-form.ts';
import { readOperations } from './operations.ts';
import { readIdempotency, readMaxBody, readRateLimits } from './policies.ts';
import { isUrl } from './reference.ts';

/** The name under which `countersign generate` writes a bundled contract. */
export const BUNDLED_CONTRACT = 'contract.json';

/** What can be told of a contract that is read from a file. */
export interface ReadOptions {
  /** The contract's short name. @default the folder of the file, the file's name, or the title in kebab case */
  readonly name?: string | undefined;
}

/** What can be told of a contract that was read already. */
export interface ToContractOptions extends ReadOptions {
  /** How messages call the source: its path or URL. @default 'the document' */
  readonly source?: string;
  /** Where the value at a pointer was written. @default nobody knows */
  readonly locate?: Locate;
  /** What was found wrong when it was read, to be told with what is found now. @default nothing */
  readonly problems?: readonly ContractProblem[];
}

/**
 * Reads a bundled contract from its file, as `countersign generate` writes it. It needs no tool that bundles.
 *
 * @param file a path or a `file:` URL of a JSON file in which every `$ref` leads to a place in it
 * @throws {ContractError} it cannot be read, is not OpenAPI 3, or says something that makes no sense
 */
export async function readContract<Operations = unknown>(
  file: string | URL,
  options: ReadOptions = {},
): Promise<Contract<Operations>> {
  const path = String(file).startsWith('file:') ? fileURLToPath(file) : String(file);
  return toContract(await readDocument(path), { ...options, source: path });
}

async function readDocument(file: string): Promise<JsonObject> {
  const unreadable = (message: string, remedy: string, line = 1, column = 1): ContractError => {
    const location = { file, line, column };
    return new ContractError(file, [{ message, remedy, severity: 'error', rule: 'contract-file', location }]);
  };
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    const reason = error instanceof Error ? error.message : String(error);
    throw isMissing
      ? unreadable('there is no such file', 'countersign generate writes it; is the path right?')
      : unreadable(`cannot be read: ${reason}`, 'give a file that this process may read');
  });
  try {
    const document: unknown = JSON.parse(text);
    if (isObject(document)) return document;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    // The engine tells the place in its message alone.
    const [, line, column] = /\(line (\d+) column (\d+)\)/.exec(message) ?? [];
    throw unreadable(`is no JSON: ${message}`, REGENERATE, Number(line ?? 1), Number(column ?? 1));
  }
  throw unreadable('holds no object', REGENERATE);
}

const REGENERATE =
  'countersign generate writes a contract as JSON; one in YAML is read by loadContract of the package countersign';

/**
 * The normal form of a bundled document: every `$ref` in it leads to a place in it.
 *
 * @throws {ContractError} it is not OpenAPI 3, or says something that makes no sense
 */
export function toContract<Operations = unknown>(
  bundled: JsonObject,
  { name, source, locate = () => undefined, problems: known = [] }: ToContractOptions = {},
): Contract<Operations> {
  const label = source ?? 'the document';
  const reason = whyNoContract(bundled);
  if (reason !== undefined) throw new ContractError(label, located([reason], locate));
  const document = toNormalForm(bundled);
  const { info } = document;
  const title = isObject(info) && typeof info['title'] === 'string' ? info['title'] : 'untitled';
  const idempotency = readIdempotency(document['x-idempotency']);
  const operations = readOperations(document, idempotency);
  const problems = structuralProblems(document, operations, locate);
  if (known.length + problems.length > 0) {
    // Who mends it wants to know all of it, and not the rest at the next try.
    const others = contractProblems({ document, operations, locate });
    throw new ContractError(label, [...known, ...withoutKnown([...problems, ...others], known)]);
  }
  const [basePath, ...otherBasePaths] = readBasePaths(document['servers']);
  return {
    name: name ?? (source === undefined ? inKebabCase(title) : contractName(source)),
    title,
    version: isObject(info) ? String(info['version'] ?? '') : '',
    document,
    basePath,
    otherBasePaths,
    operations,
    securitySchemes: readSecuritySchemes(document),
    rateLimits: readRateLimits(document['x-rate-limit']),
    idempotency,
    maxBody: readMaxBody(document['x-max-body']),
    locate,
  };
}

/** What was told when the files were read is not told once more: references of the files are no longer as written. */
function withoutKnown(
  found: readonly ContractProblem[],
  known: readonly ContractProblem[],
): readonly ContractProblem[] {
  return known.length === 0
    ? found
    : found.filter(({ rule }) => rule !== REFERENCE_RULE && rule !== ANCHOR_RULE);
}

/** What the contract at a path or URL is called, if nothing else is said. */
export function contractName(source: string): string {
  if (isUrl(source)) {
    const { hostname, pathname } = new URL(source);
    return contractName(`${hostname}${pathname}`);
  }
  const file = basename(source).replace(/\.\w+$/, '');
  return ['openapi', 'contract'].includes(file) ? basename(dirname(source)) : file;
}

function inKebabCase(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}

function readSecuritySchemes(document: JsonObject): Map<string, SecurityScheme> {
  const { components } = document;
  const declared =
    isObject(components) && isObject(components['securitySchemes']) ? components['securitySchemes'] : {};
  const schemes = new Map<string, SecurityScheme>();
  for (const [name, value] of Object.entries(declared)) {
    if (!isObject(value)) continue;
    const { type, scheme, in: place, name: credentialName } = value;
    if (type === 'http') schemes.set(name, { type, scheme: String(scheme).toLowerCase() });
    else if (type === 'apiKey' && (place === 'query' || place === 'header' || place === 'cookie')) {
      schemes.set(name, { type, name: String(credentialName), in: place });
    } else if (type === 'oauth2' || type === 'openIdConnect' || type === 'mutualTLS')
      schemes.set(name, { type });
  }
  return schemes;
}
