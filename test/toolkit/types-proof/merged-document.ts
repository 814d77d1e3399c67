/** All contracts as one document, so that their types are written by one call and compiled as one program. */
import type { Contract } from '../../../src/contract/contract.ts';
import {
  at,
  fromPointer,
  isObject,
  type Json,
  type JsonObject,
  toPointer,
} from '../../../src/contract/json.ts';

/** A contract and what its names begin with in the merged document. */
export interface Numbered {
  readonly contract: Contract;
  readonly prefix: string;
}

export function mergedDocument(all: readonly Numbered[]): JsonObject {
  const paths: JsonObject = {};
  const components: Record<string, JsonObject> = {};
  for (const { contract, prefix } of all) {
    const document = withOperationIds(contract, prefix);
    const renamed = rename(document, prefix, document);
    if (!isObject(renamed)) continue;
    for (const [path, item] of entriesOf(renamed['paths'])) paths[`/${prefix}${path}`] = item;
    for (const [kind, named] of entriesOf(renamed['components'])) {
      for (const [name, component] of entriesOf(named)) {
        components[kind] = { ...components[kind], [`${prefix}${name}`]: component };
      }
    }
  }
  return { openapi: '3.1.0', info: { title: 'All', version: '1' }, paths, components };
}

function entriesOf(value: Json | undefined): [string, Json][] {
  return isObject(value) ? Object.entries(value) : [];
}

function withOperationIds({ document, operations }: Contract, prefix: string): JsonObject {
  const copy = structuredClone(document);
  for (const { id, pointer } of operations) {
    const operation = at(copy, pointer);
    if (isObject(operation)) operation['operationId'] = `${prefix}${id}`;
  }
  return copy;
}

/** `value` with each reference in it leading to the renamed component or path. */
function rename(value: Json, prefix: string, document: JsonObject): Json {
  if (Array.isArray(value)) return value.map((item) => rename(item, prefix, document));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => {
      if (key === '$ref' && typeof child === 'string') return [key, renamedReference(child, prefix)];
      if (key === 'mapping' && isObject(child)) return [key, renamedMapping(child, prefix)];
      return [key, rename(child, prefix, document)];
    }),
  );
}

function renamedMapping(mapping: JsonObject, prefix: string): JsonObject {
  return Object.fromEntries(
    Object.entries(mapping).map(([name, target]) => [name, renamedReference(String(target), prefix)]),
  );
}

function renamedReference(reference: string, prefix: string): string {
  if (!reference.startsWith('#/')) return `${prefix}${reference}`;
  const [root = '', first = '', second = '', ...rest] = fromPointer(reference);
  if (root === 'paths') return `#${toPointer([root, `/${prefix}${first}`, second, ...rest])}`;
  return `#${toPointer([root, first, `${prefix}${second}`, ...rest])}`;
}
