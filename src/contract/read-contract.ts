/** From a bundled document to the normal form. What a contract is bundled from, and by what, is no matter here. */
import { readFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkAnchors } from './anchors.ts';
import { readBasePaths } from './base-path.ts';
import type { Contract, Locate, SecurityScheme } from './contract.ts';
import { ContractError, type ContractProblem } from './contract-error.ts';
import { isObject, type JsonObject } from './json.ts';
import { checkKeywordUse } from './keyword-use.ts';
import { toNormalForm } from './normal-form.ts';
import { readOperations } from './operations.ts';
import { checkPolicies, readIdempotency, readMaxBody, readRateLimits } from './policies.ts';
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
  try {
    const document: unknown = JSON.parse(await readFile(file, 'utf8'));
    if (isObject(document)) return document;
    throw new Error('it holds no object');
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new ContractError(file, [problem(`cannot be read: ${message}`, 'contract-file')]);
  }
}

/**
 * The normal form of a bundled document: every `$ref` in it leads to a place in it.
 *
 * @throws {ContractError} it is not OpenAPI 3, or says something that makes no sense
 */
export function toContract<Operations = unknown>(
  bundled: JsonObject,
  { name, source: label = 'the document', locate = () => undefined }: ToContractOptions = {},
): Contract<Operations> {
  const document = toNormalForm(bundled);
  const { openapi, info } = document;
  if (typeof openapi !== 'string' || !/^3\.[012]\./.test(openapi)) {
    throw new ContractError(label, [
      problem(`found ${versionFound(document)}`, 'openapi-version', locate('/openapi')),
    ]);
  }
  const title = isObject(info) && typeof info['title'] === 'string' ? info['title'] : 'untitled';
  const idempotency = readIdempotency(document['x-idempotency']);
  const operations = readOperations(document, idempotency);
  const problems = [
    ...checkAnchors(document, locate),
    ...checkKeywordUse(document, locate),
    ...duplicateIds(operations.map(({ id }) => id)),
    ...checkPolicies(document, operations, locate),
  ];
  if (problems.length > 0) throw new ContractError(label, problems);
  const [basePath, ...otherBasePaths] = readBasePaths(document['servers']);
  return {
    name: name ?? nameOf(label, title),
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

function versionFound({ openapi, swagger }: JsonObject): string {
  const needed = 'OpenAPI 3.0, 3.1 or 3.2 is needed';
  if (typeof openapi === 'string') return `OpenAPI ${openapi}; ${needed}`;
  if (swagger === undefined) return `no "openapi" member; ${needed}`;
  return `Swagger ${String(swagger)}; ${needed}: convert it first, with swagger2openapi for one`;
}

function nameOf(label: string, title: string): string {
  if (isUrl(label)) {
    const { hostname, pathname } = new URL(label);
    return nameOf(`${hostname}${pathname}`, title);
  }
  const file = basename(label).replace(/\.\w+$/, '');
  if (['openapi', 'contract'].includes(file)) return basename(dirname(label));
  if (label !== 'the document') return file;
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

function duplicateIds(ids: readonly string[]): ContractProblem[] {
  const repeated = [...Map.groupBy(ids, (id) => id)].filter(([, uses]) => uses.length > 1);
  return repeated.map(([id]) => problem(`operationId "${id}" is used more than once`, 'operation-id-unique'));
}

function problem(message: string, rule: string, location?: ContractProblem['location']): ContractProblem {
  return { message, severity: 'error', rule, location };
}
