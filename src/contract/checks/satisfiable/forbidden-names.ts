/** Properties that must be there and may not be there. */
import { isObject, type JsonObject } from '../../json.ts';
import { requiredNames } from '../../name-lists.ts';
import { compiles } from '../../regex/foreign.ts';
import type { SchemaPlace } from '../schema-places.ts';
import type { Contradiction } from './contradiction.ts';

/** The first name that one of `schemas` requires and another one, or the same, forbids. */
export function nameContradiction(schemas: readonly SchemaPlace[]): Contradiction | undefined {
  for (const { schema, pointer } of schemas) {
    if (!Array.isArray(schema['required'])) continue;
    for (const { name } of requiredNames.of(schema['required'])) {
      const closed = schemas.find((other) => forbids(other.schema, name));
      if (closed === undefined) continue;
      const isOwn = closed.pointer === pointer;
      return {
        message: `"${name}" is required, and additionalProperties: false${isOwn ? '' : ' of a schema that holds as well'} forbids it`,
        remedy: isOwn
          ? `define it: properties: { ${name}: { … } }, or do not require it`
          : `define it in the schema that is closed, or close the outer one with unevaluatedProperties: false instead`,
        pointers: [`${pointer}/required`, `${closed.pointer}/additionalProperties`],
      };
    }
  }
  return undefined;
}

function forbids(schema: JsonObject, name: string): boolean {
  if (schema['additionalProperties'] !== false) return false;
  const { properties, patternProperties } = schema;
  if (isObject(properties) && Object.hasOwn(properties, name)) return properties[name] === false;
  const patterns = isObject(patternProperties) ? Object.keys(patternProperties) : [];
  return !patterns.some((pattern) => !compiles(pattern) || new RegExp(pattern, 'u').test(name));
}
