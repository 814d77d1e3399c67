/** OpenAPI 3.2 says by `nodeType` what `attribute` and `wrapped` said before (§4.26.1). */
import { isObject, type JsonObject } from './json.ts';
import { walk } from './walk.ts';

/** Rewrites, in place, each `nodeType` that has a word of OpenAPI 3.1. What has none is left. */
export function plainNodeTypes(document: JsonObject): void {
  walk(document, (schema) => {
    const { xml } = schema;
    if (!isObject(xml)) return;
    const plain = plainNode(schema, xml['nodeType']);
    if (plain === undefined) return;
    delete xml['nodeType'];
    Object.assign(xml, plain);
  });
}

function plainNode(
  { type, $ref: reference }: JsonObject,
  nodeType: JsonObject[string] | undefined,
): JsonObject | undefined {
  if (nodeType === 'attribute') return { attribute: true };
  // A reference is `none` of itself: what it leads to says how it is written.
  if (reference !== undefined) return nodeType === 'none' ? {} : undefined;
  if (nodeType === 'element') return type === 'array' ? { wrapped: true } : {};
  return nodeType === 'none' && type === 'array' ? {} : undefined;
}
