/** A contract as its server sees it: what a default fills in is always there. */
import type { Contract } from '@countersign/contract';
import { isObject, type Json, type JsonObject } from '@countersign/contract';

/** The bundled document, with every parameter and property that has a default marked as required. */
export function receivedDocument(contract: Contract): JsonObject {
  const document = structuredClone(contract.document);
  const visit = (value: Json): void => {
    if (Array.isArray(value)) value.forEach(visit);
    if (!isObject(value)) return;
    if (hasDefault(value['schema']) && typeof value['in'] === 'string') value['required'] = true;
    if (isObject(value['properties'])) requireDefaulted(value, value['properties']);
    for (const child of Object.values(value)) visit(child);
  };
  visit(document);
  return document;
}

function requireDefaulted(schema: JsonObject, properties: JsonObject): void {
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  const defaulted = Object.keys(properties).filter((name) => hasDefault(properties[name]));
  if (defaulted.length > 0) schema['required'] = [...new Set([...required, ...defaulted])];
}

/** Only what stands beside the schema itself: a validator fills in nothing through a `$ref`. */
function hasDefault(schema: Json | undefined): boolean {
  return isObject(schema) && schema['default'] !== undefined;
}
