/** Schemas that no value satisfies are told; what some value satisfies never is. */
import { describe, expect, test } from 'vitest';
import { contractProblems } from '../../../src/contract/checks/check-contract.ts';
import { describeProblem } from '../../../src/contract/contract-error.ts';
import type { Json, JsonObject } from '../../../src/contract/json.ts';
import { toContract } from '../../../src/contract/read-contract.ts';

const Base = { type: 'object', additionalProperties: false, properties: { a: { type: 'string' } } };

/** What is told of a contract with `schema` beside some others. */
function toldOf(schema: Json): string[] {
  const components = { schemas: { Base, Name: { type: 'string', maxLength: 5 }, Tested: schema } };
  const document: JsonObject = {
    openapi: '3.1.0',
    info: { title: 'T', version: '1' },
    paths: {},
    components,
  };
  return contractProblems(toContract(document)).map(describeProblem);
}

const at = '#/components/schemas/Tested';
const warning = 'warning no value is possible';

test.each<[string, Json, string]>([
  [
    'bounds of lengths',
    { type: 'string', minLength: 5, maxLength: 3 },
    `${at}/minLength ${warning}: minLength 5 is above maxLength 3 (satisfiable-schema)\n      lower minLength, or raise maxLength`,
  ],
  [
    'bounds of numbers',
    { type: 'number', minimum: 1, exclusiveMaximum: 1 },
    `${at}/minimum ${warning}: nothing lies between minimum 1 and exclusiveMaximum 1 (satisfiable-schema)\n      lower minimum, or raise exclusiveMaximum`,
  ],
  [
    'no integer between',
    { type: 'integer', minimum: 0.1, maximum: 0.9 },
    `${at}/minimum ${warning}: no integer lies between minimum 0.1 and maximum 0.9 (satisfiable-schema)\n      lower minimum, or raise maximum`,
  ],
  [
    'bounds of items',
    { type: 'array', minItems: 2, maxItems: 1 },
    `${at}/minItems ${warning}: minItems 2 is above maxItems 1 (satisfiable-schema)\n      lower minItems, or raise maxItems`,
  ],
  [
    'bounds beside those behind a reference',
    { $ref: '#/components/schemas/Name', minLength: 6 },
    `${at}/minLength ${warning}: minLength 6 is above maxLength 5 (#/components/schemas/Name/maxLength) (satisfiable-schema)\n      lower minLength, or raise maxLength`,
  ],
  [
    'texts that YAML has read as others',
    { type: 'string', enum: [true, false] },
    `${at}/enum ${warning}: no value of enum is of the type string: true, false (satisfiable-schema)\n      put them in quotes: 'true', 'false'; or let the type be boolean`,
  ],
  [
    'an enum of another type',
    { type: ['integer', 'null'], enum: ['a', 'b', 'c', 'd'] },
    `${at}/enum ${warning}: no value of enum is of the type integer or null: "a", "b", "c", … (satisfiable-schema)\n      let the type be string, or write values of the type integer or null`,
  ],
  [
    'a constant that the enum has not',
    { allOf: [{ enum: ['a'] }, { const: 'b' }] },
    `${at}/allOf/0/enum ${warning}: no value is in enum ("a") and in const ("b") (#/components/schemas/Tested/allOf/1/const) (satisfiable-schema)\n      let both have a value in common`,
  ],
  [
    'a required name that is forbidden',
    { type: 'object', required: ['b'], additionalProperties: false, properties: { a: {} } },
    `${at}/required ${warning}: "b" is required, and additionalProperties: false forbids it (satisfiable-schema)\n      define it: properties: { b: { … } }, or do not require it`,
  ],
  [
    'a closed schema that is to be extended',
    { allOf: [{ $ref: '#/components/schemas/Base' }, { type: 'object', required: ['b'] }] },
    `${at}/allOf/1/required ${warning}: "b" is required, and additionalProperties: false of a schema that holds as well forbids it (#/components/schemas/Base/additionalProperties) (satisfiable-schema)\n      define it in the schema that is closed, or close the outer one with unevaluatedProperties: false instead`,
  ],
  [
    'two types',
    { allOf: [{ type: 'string' }, { type: ['integer', 'boolean'] }] },
    `${at}/allOf/0/type ${warning}: no value is of the type string and of the type integer or boolean (#/components/schemas/Tested/allOf/1/type) (satisfiable-schema)\n      let both types be the same; a choice between them is oneOf or anyOf`,
  ],
  [
    'a property of two types',
    { allOf: [{ $ref: '#/components/schemas/Base' }, { properties: { a: { type: 'integer' } } }] },
    `${at}/allOf/1/properties/a/type ${warning} of the property "a": no value is of the type string and of the type integer (#/components/schemas/Base/properties/a/type) (satisfiable-schema)\n      let both types be the same; a choice between them is oneOf or anyOf`,
  ],
  [
    'a choice beside another type',
    { type: 'string', oneOf: [{ type: 'integer' }, { enum: [1, 2] }] },
    `${at}/type ${warning} in any branch of oneOf: no value is of the type string and of the type integer (#/components/schemas/Tested/oneOf/0/type) (satisfiable-schema)\n      let both types be the same; a choice between them is oneOf or anyOf`,
  ],
])('%s', (_, schema, told) => {
  expect(toldOf(schema)).toEqual([told]);
});

test('what is impossible because a part is, is told of the part alone', () => {
  const impossible = { type: 'string', minLength: 5, maxLength: 3 };
  expect(toldOf({ type: 'object', required: ['a'], properties: { a: impossible } })).toHaveLength(1);
  expect(toldOf({ allOf: [impossible, { type: 'string' }] })).toEqual([
    expect.stringContaining('#/components/schemas/Tested/allOf/0/minLength'),
  ]);
});

describe('some value satisfies', () => {
  test.each<[string, Json]>([
    ['a keyword for values of another type', { minLength: 5, maxLength: 3 }],
    [
      'a schema of two types, of which one is possible',
      { type: ['string', 'null'], minLength: 5, maxLength: 3 },
    ],
    ['a number where no integer is', { type: 'number', minimum: 0.1, maximum: 0.9 }],
    ['one number', { type: 'integer', minimum: 3, maximum: 3 }],
    ['an empty object', { type: 'object', additionalProperties: false, properties: {} }],
    [
      'a name by its pattern',
      { type: 'object', required: ['x-a'], additionalProperties: false, patternProperties: { '^x-': {} } },
    ],
    ['an enum with one value of the type', { type: 'integer', enum: ['a', 1.0] }],
    ['integers, which are numbers', { allOf: [{ type: 'number' }, { type: 'integer' }] }],
    ['one branch of several', { type: 'string', anyOf: [{ type: 'integer' }, { maxLength: 2 }] }],
    [
      'a property that is written twice alike',
      { allOf: [{ $ref: '#/components/schemas/Base' }, { properties: { a: { maxLength: 1 } } }] },
    ],
    [
      'a property that is shut out on purpose',
      { properties: { a: false }, allOf: [{ properties: { a: { type: 'string' } } }] },
    ],
    ['a tree', { type: 'object', properties: { child: { $ref: '#/components/schemas/Tested' } } }],
    ['counts without what is counted', { type: 'array', minContains: 3, maxContains: 1 }],
    ['a type that there is not', { allOf: [{ type: 'file' }, { type: 'string' }] }],
    ['an example that looks like a schema', { example: { type: 'string', minLength: 5, maxLength: 3 } }],
    [
      'an extension that looks like a schema',
      { 'x-shown': { schema: { type: 'string', minLength: 5, maxLength: 3 } } },
    ],
  ])('%s', (_, schema) => {
    expect(toldOf(schema).filter((told) => told.includes('no value is possible'))).toEqual([]);
  });
});
