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
      const either: Json = { anyOf: [{ allOf: [condition, met] }, unmet, true] };
      schema['allOf'] = [...arrayOf(schema['allOf']), either];
    },
  },
  {
    reason:
      'a name that matches a pattern is a name like any other, and an index signature takes what named members take',
    takeOut: (schema) => {
      const { properties, patternProperties, additionalProperties: rest } = schema;
      delete schema['patternProperties'];
      const named = [...valuesIn(properties), ...valuesIn(patternProperties)];
      const isOpen =
        rest === undefined || rest === true || (rest === false && patternProperties === undefined);
      if (!isOpen) schema['additionalProperties'] = { anyOf: [...named, rest] };
    },
  },
  {
    reason: 'nor does a type know which members others have described',
    takeOut: (schema) => {
      const { unevaluatedProperties: rest, properties } = schema;
      if (isObject(rest)) schema['unevaluatedProperties'] = { anyOf: [rest, ...valuesIn(properties)] };
    },
  },
  {
    reason: 'what members have to do with each other',
    takeOut: (schema) => {
      for (const name of Object.keys(schema)) if (name.startsWith('x-')) delete schema[name];
    },
  },
];

function valuesIn(value: Json | undefined): Json[] {
  return isObject(value) ? Object.values(value) : [];
}

/** Valid values that TypeScript refuses. */
export const refused: readonly Unsayable[] = [
  {
    reason: 'every object has a `toString`, which is no text: a member of such a name cannot be left out',
    takeOut: (schema) => {
      const names = Object.keys(isObject(schema['properties']) ? schema['properties'] : {});
      const inherited = names.filter((name) => name in Object.prototype);
      if (inherited.length > 0) schema['required'] = [...arrayOf(schema['required']), ...inherited];
    },
  },
];

/** `document` with what TypeScript refuses being invalid. */
export function writable(document: JsonObject): JsonObject {
  return changed(document, refused);
}

/** `document` with nothing in its schemas but what TypeScript can say. */
export function sayable(document: JsonObject): JsonObject {
  return changed(document, unsayable);
}

function changed(document: JsonObject, rows: readonly Unsayable[]): JsonObject {
  const copy = structuredClone(document);
  // The schemas below are walked through after the change, so that what was moved is changed as well.
  walk(copy, (object) => {
    for (const { takeOut } of rows) takeOut(object);
  });
  return copy;
}
