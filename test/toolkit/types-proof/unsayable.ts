/** What TypeScript cannot say: each is taken out of a schema before a broken value is expected not to compile. */
import { arrayOf, isObject, type Json, type JsonObject } from '../../../src/contract/json.ts';
import { walk } from '../../../src/contract/walk.ts';

interface Unsayable {
  readonly reason: string;
  takeOut(schema: JsonObject): void;
}

function without(...keywords: string[]): (schema: JsonObject) => void {
  return (schema) => {
    for (const keyword of keywords) delete schema[keyword];
  };
}

export const unsayable: readonly Unsayable[] = [
  {
    reason: 'a type knows no order of numbers, and no arithmetic',
    takeOut: without('minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'),
  },
  {
    reason: 'an integer is a number like any other',
    takeOut: (schema) => {
      const { type } = schema;
      if (type === 'integer') schema['type'] = 'number';
      if (Array.isArray(type)) schema['type'] = type.map((each) => (each === 'integer' ? 'number' : each));
    },
  },
  {
    reason: 'a text is a string, whatever it holds',
    takeOut: without('minLength', 'maxLength', 'pattern', 'format', 'contentMediaType', 'contentEncoding'),
  },
  {
    reason: 'an array has any length: a tuple of so many could not be made by map or push',
    takeOut: (schema) => {
      if (schema['prefixItems'] === undefined) without('minItems', 'maxItems')(schema);
    },
  },
  {
    reason: 'items are not compared with each other, nor counted',
    takeOut: without('uniqueItems', 'contains', 'minContains', 'maxContains'),
  },
  { reason: 'members are not counted', takeOut: without('minProperties', 'maxProperties') },
  {
    reason: 'a name is a string, unless all names are listed',
    takeOut: (schema) => {
      const { propertyNames } = schema;
      if (!isObject(propertyNames) || propertyNames['enum'] === undefined) delete schema['propertyNames'];
    },
  },
  {
    reason: 'a type cannot be taken away from another one, save from a list of values',
    takeOut: without('not'),
  },
  {
    reason: 'a union takes what fits two of its members, too',
    takeOut: (schema) => {
      const { oneOf, anyOf } = schema;
      if (!Array.isArray(oneOf)) return;
      delete schema['oneOf'];
      if (anyOf === undefined) schema['anyOf'] = oneOf;
      else schema['allOf'] = [...arrayOf(schema['allOf']), { anyOf: oneOf }];
    },
  },
  {
    reason: 'there are no conditions: what `if` asks may hold or not',
    takeOut: (schema) => {
      const { if: condition, then: met = true, else: unmet = true } = schema;
      without('if', 'then', 'else')(schema);
      if (condition === undefined) return;
      const either: Json = { anyOf: [{ allOf: [condition, met] }, unmet] };
      schema['allOf'] = [...arrayOf(schema['allOf']), either];
    },
  },
  {
    reason: 'what members have to do with each other',
    takeOut: (schema) => {
      for (const name of Object.keys(schema)) if (name.startsWith('x-')) delete schema[name];
    },
  },
];

/** `document` with nothing in its schemas but what TypeScript can say. */
export function sayable(document: JsonObject): JsonObject {
  const copy = structuredClone(document);
  // The schemas below are walked through after the change, so that what was moved is changed as well.
  walk(copy, (object) => {
    for (const { takeOut } of unsayable) takeOut(object);
  });
  return copy;
}
