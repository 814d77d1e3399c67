/** A contract as one direction sees it: some properties are in requests alone, and some in answers alone. */

import type { Contract, Direction } from './contract.ts';
import { isObject, type Json, type JsonObject, objectOf, someObject } from './json.ts';
import { keywordsThat } from './keyword-facts.ts';
import { resolved } from './place.ts';

/** The keyword of a property that a direction does not carry: of a request `readOnly`. */
export function absentFrom(direction: Direction): string {
  const [keyword = ''] = keywordsThat((row) => row.direction !== undefined && row.direction !== direction);
  return keyword;
}

/**
 * `contract` without what the other direction alone carries: a property that only answers have is not required
 * in a request, and nothing is promised of it there. Every pointer leads where it led.
 */
export function inDirection<Operations>(
  contract: Contract<Operations>,
  direction: Direction,
): Contract<Operations> {
  const { document } = contract;
  const keyword = absentFrom(direction);
  if (!someObject(document, (object) => object[keyword] === true)) return contract;
  const copy = structuredClone(document);
  visit(copy, (schema) => leaveOut(document, schema, keyword));
  return { ...contract, document: copy };
}

function visit(value: Json, change: (schema: JsonObject) => void): void {
  if (Array.isArray(value)) for (const item of value) visit(item, change);
  if (!isObject(value)) return;
  change(value);
  for (const part of Object.values(value)) visit(part, change);
}

function leaveOut(document: JsonObject, schema: JsonObject, keyword: string): void {
  const { properties, required } = schema;
  const declared = { ...inherited(document, schema), ...objectOf(properties) };
  const absent = Object.keys(declared).filter((name) => isMarked(document, declared[name], keyword));
  if (absent.length === 0) return;
  if (Array.isArray(required)) {
    schema['required'] = required.filter((name) => typeof name !== 'string' || !absent.includes(name));
  }
  if (!isObject(properties)) return;
  for (const name of absent) if (Object.hasOwn(properties, name)) properties[name] = { [keyword]: true };
}

/** The properties that a schema has by `allOf`: its own `required` may speak of them. */
function inherited(document: JsonObject, { allOf }: JsonObject): JsonObject {
  const parts = Array.isArray(allOf) ? allOf.map((part) => resolved(document, part)) : [];
  return Object.assign({}, ...parts.map((part) => objectOf(objectOf(part)['properties'])));
}

function isMarked(document: JsonObject, property: Json | undefined, keyword: string): boolean {
  const own = isObject(property) && property[keyword] === true;
  const target = resolved(document, property);
  return own || (isObject(target) && target[keyword] === true);
}
