/** References by name (`$anchor`, `$dynamicAnchor`: JSON Schema 2020-12 §8.2) become JSON pointers. */
import { isObject, type Json, type JsonObject, toPointer } from './json.ts';

/**
 * Rewrites, in place, each `$ref: '#name'` and `$dynamicRef` of `document` to the one schema that it can mean. A
 * dynamic reference to an anchor that several schemas have means another one from place to place, and is kept.
 */
export function resolveAnchors(document: JsonObject): void {
  const anchors = new Map<string, string[]>();
  const schemas: JsonObject[] = [];
  const visit = (value: Json, path: readonly (string | number)[]): void => {
    if (Array.isArray(value)) value.forEach((item, index) => void visit(item, [...path, index]));
    if (!isObject(value)) return;
    schemas.push(value);
    for (const keyword of ['$anchor', '$dynamicAnchor']) {
      const name = value[keyword];
      if (typeof name === 'string') anchors.set(name, [...(anchors.get(name) ?? []), toPointer(path)]);
    }
    for (const [key, child] of Object.entries(value)) visit(child, [...path, key]);
  };
  visit(document, []);
  for (const schema of schemas) {
    for (const keyword of ['$ref', '$dynamicRef']) {
      const reference = schema[keyword];
      const target = typeof reference === 'string' ? targetOf(reference, anchors) : undefined;
      if (target === undefined || target === schema['$ref']) continue;
      delete schema[keyword];
      schema['$ref'] = target;
    }
  }
}

function targetOf(reference: string, anchors: ReadonlyMap<string, readonly string[]>): string | undefined {
  if (reference.startsWith('#/')) return reference;
  const [pointer, ...others] = reference.startsWith('#') ? (anchors.get(reference.slice(1)) ?? []) : [];
  return pointer === undefined || others.length > 0 ? undefined : `#${encodeURI(pointer)}`;
}
