/** What a discriminator says of the member that tells schemas apart, where their own keywords do not. */
import {
  at,
  fromPointer,
  isObject,
  type Json,
  type JsonObject,
  objectOf,
  toPointer,
} from '@countersign/contract';
import { everySchemaOf, listedValues } from './conjunction.ts';
import { type Shape, UNKNOWN, union } from './shape.ts';

/**
 * For a value of `schema`: the member with the names that the `mapping` of `owner` gives to `schema`. A schema's own
 * name says nothing, though OpenAPI has it stand for a missing mapping: what is sent is what `enum` or `const` say.
 */
export function discriminatedBy(document: JsonObject, owner: JsonObject, schema: Json): Shape {
  const { propertyName, mapping } = objectOf(owner['discriminator']);
  if (typeof propertyName !== 'string') return UNKNOWN;
  const values = Object.entries(objectOf(mapping)).flatMap(([value, target]) =>
    isSame(document, String(target), schema) ? [value] : [],
  );
  const members = everySchemaOf(document, [schema]).flatMap(({ properties }): Json[] => {
    const member = objectOf(properties)[propertyName];
    return member === undefined ? [] : [member];
  });
  if (values.length === 0 || listedValues(everySchemaOf(document, members)) !== undefined) return UNKNOWN;
  const shape = union(values.map((value): Shape => ({ kind: 'literal', value })));
  return {
    kind: 'object',
    members: new Map([[propertyName, { shape, isOptional: false }]]),
    others: undefined,
  };
}

/** Whether `target`, a reference or the name of a component, leads to `schema`. */
function isSame(document: JsonObject, target: string, schema: Json): boolean {
  const pointer = toPointer(target.includes('/') ? fromPointer(target) : ['components', 'schemas', target]);
  const { $ref: reference } = objectOf(schema);
  if (typeof reference === 'string') return toPointer(fromPointer(reference)) === pointer;
  const found = at(document, pointer);
  return isObject(found) && found === schema;
}
