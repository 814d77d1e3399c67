/** References by name (`$anchor`, `$dynamicAnchor`: JSON Schema 2020-12 §8.2) become JSON pointers; none is by `$id`. */
import { type JsonObject, toPointer } from './json.ts';
import { walk } from './walk.ts';

/**
 * Rewrites, in place, each `$ref: '#name'` and `$dynamicRef` of `document` to the one schema that it can mean. A
 * dynamic reference to an anchor that several schemas have means another one from place to place, and is kept.
 */
export function resolveAnchors(document: JsonObject): void {
  const anchors = new Map<string, string[]>();
  walk(document, (schema, path) => {
    for (const keyword of ['$anchor', '$dynamicAnchor']) {
      const name = schema[keyword];
      if (typeof name === 'string') anchors.set(name, [...(anchors.get(name) ?? []), toPointer(path)]);
    }
  });
  walk(document, (schema) => {
    // Bundling made every reference one into the document; an identifier would make it one into the schema.
    if (typeof schema['$id'] === 'string') delete schema['$id'];
    for (const keyword of ['$ref', '$dynamicRef']) {
      const reference = schema[keyword];
      const target = typeof reference === 'string' ? targetOf(reference, anchors) : undefined;
      if (target === undefined || target === schema['$ref']) continue;
      delete schema[keyword];
      schema['$ref'] = target;
    }
  });
}

function targetOf(reference: string, anchors: ReadonlyMap<string, readonly string[]>): string | undefined {
  if (reference.startsWith('#/')) return reference;
  const [pointer, ...others] = reference.startsWith('#') ? (anchors.get(reference.slice(1)) ?? []) : [];
  return pointer === undefined || others.length > 0 ? undefined : `#${encodeURI(pointer)}`;
}
