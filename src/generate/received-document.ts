/** A contract as its server sees it: what a default fills in is always there. */
import type { Contract } from '../contract/contract.ts';
import { at, isObject, type Json, type JsonObject } from '../contract/json.ts';

/** The bundled document, with every parameter and property that has a default marked as required. */
export function receivedDocument(contract: Contract): JsonObject {
  const document = structuredClone(contract.document);
  const visit = (value: Json): void => {
    if (Array.isArray(value)) value.forEach(visit);
    if (!isObject(value)) return;
    if (hasDefault(document, value['schema']) && typeof value['in'] === 'string') value['required'] = true;
    if (isObject(value['properties'])) requireDefaulted(document, value, value['properties']);
    for (const child of Object.values(value)) visit(child);
  };
  visit(document);
  return document;
}

function requireDefaulted(document: JsonObject, schema: JsonObject, properties: JsonObject): void {
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  const defaulted = Object.keys(properties).filter((name) => hasDefault(document, properties[name]));
  if (defaulted.length > 0) schema['required'] = [...new Set([...required, ...defaulted])];
}

function hasDefault(document: JsonObject, schema: Json | undefined): boolean {
  if (!isObject(schema)) return false;
  if (schema['default'] !== undefined) return true;
  // The validator fills in what stands beside a `$ref`, and what stands at its end for a parameter.
  return typeof schema['$ref'] === 'string' && hasDefault(document, at(document, schema['$ref']));
}
