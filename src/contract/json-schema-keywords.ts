/**
 * The keywords of JSON Schema 2020-12 and what OpenAPI adds to them: one row each, in the order in which clauses are
 * listed and schemas are walked through. Whoever treats some keywords alike asks for what they have in common; how
 * values are made that keep and break them is in `src/verify/values/keywords/`.
 */
import type { Json } from './json.ts';
import type { JsonSchemaKeyword } from './json-schema-keyword.ts';
import { dependentNames, requiredNames } from './name-lists.ts';
import { brief, counted, listed, withArticle } from './wording.ts';

const MEMBERS = ['enum', 'const'];
const LOWER = { maybe: ['minimum', 'exclusiveMinimum', ...MEMBERS] };
const UPPER = { maybe: ['maximum', 'exclusiveMaximum', ...MEMBERS] };
/** No time zone has a name of 65 characters, and no address has two. */
const TEXT = { maybe: ['x-known', ...MEMBERS, 'format', 'minLength', 'maxLength', 'pattern'] };

const STRING = { about: 'string', clause: 'whole' } as const;
const NUMBER = { about: 'number', clause: 'whole', kind: 'numbers' } as const;
const ARRAY = { about: 'array', clause: 'whole', kind: 'lists' } as const;
const OBJECT = { about: 'object', clause: 'whole', kind: 'objects' } as const;
const NAMES = { about: 'object', clause: 'names', kind: 'required', failure: 'missing' } as const;
const BRANCHES = { clause: 'whole', kind: 'branches' } as const;
const ANNOTATION = { isAnnotation: true } as const;

const ALL_TYPES = ['null', 'boolean', 'number', 'string', 'array', 'object'];

const isOpen = (value: Json): boolean => value !== false;
const unknownField = (): string => 'is not a known field';

export const jsonSchemaKeywords = {
  type: {
    clause: 'whole',
    kind: 'type',
    failure: 'of another type',
    decidesType: true,
    asksNothing: (value) => ALL_TYPES.every((type) => Array.isArray(value) && value.includes(type)),
    implies: { surely: ['type', ...MEMBERS, 'oneOf', 'anyOf', 'not'] },
    message: (expected) => `must be ${withArticle(expected)}`,
  },
  enum: {
    clause: 'whole',
    kind: 'values',
    failure: 'no member',
    decidesType: true,
    givesMeaning: true,
    written: { as: 'list', rank: 5 },
    implies: { maybe: [...MEMBERS, 'pattern', 'format'] },
    message: (expected) => `must be one of ${listed(expected)}`,
  },
  const: {
    clause: 'whole',
    kind: 'values',
    failure: 'another value',
    decidesType: true,
    givesMeaning: true,
    written: { as: 'value', rank: 1 },
    implies: { maybe: [...MEMBERS, 'pattern', 'format'] },
    message: (expected) => `must be ${brief(expected)}`,
  },

  minimum: {
    ...NUMBER,
    failure: 'too small',
    implies: LOWER,
    message: (expected) => `must be at least ${String(expected)}`,
  },
  maximum: {
    ...NUMBER,
    failure: 'too large',
    implies: UPPER,
    message: (expected) => `must be at most ${String(expected)}`,
  },
  exclusiveMinimum: {
    ...NUMBER,
    failure: 'too small',
    isExclusive: true,
    implies: LOWER,
    message: (expected) => `must be more than ${String(expected)}`,
  },
  exclusiveMaximum: {
    ...NUMBER,
    failure: 'too large',
    isExclusive: true,
    implies: UPPER,
    message: (expected) => `must be less than ${String(expected)}`,
  },
  multipleOf: {
    ...NUMBER,
    implies: { maybe: ['multipleOf', ...MEMBERS] },
    message: (expected) => `must be a multiple of ${String(expected)}`,
  },

  minLength: {
    ...STRING,
    kind: 'lengths',
    failure: 'too few',
    counts: 'character',
    implies: TEXT,
    message: (expected) => `must be at least ${counted(expected, 'character')}`,
  },
  maxLength: {
    ...STRING,
    kind: 'lengths',
    failure: 'too many',
    counts: 'character',
    implies: TEXT,
    message: (expected) => `must be at most ${counted(expected, 'character')}`,
  },
  pattern: {
    ...STRING,
    kind: 'text',
    givesMeaning: true,
    implies: TEXT,
    message: (expected) => `must match ${String(expected)}`,
  },
  format: {
    ...STRING,
    kind: 'text',
    failure: 'of another format',
    givesMeaning: true,
    implies: TEXT,
    message: (expected) => `must be a valid ${String(expected)}`,
  },
  // Beside these two, a value of another type is none of theirs, and has no need to be a text.
  contentMediaType: { clause: 'whole', kind: 'body', failure: 'unreadable', givesMeaning: true },
  contentEncoding: { givesMeaning: true },

  minItems: {
    ...ARRAY,
    failure: 'too few',
    counts: 'item',
    message: (expected) => `must have at least ${counted(expected, 'item')}`,
  },
  maxItems: {
    ...ARRAY,
    failure: 'too many',
    counts: 'item',
    // Of seven days there are no eight different ones, and of items that must differ in a choice of three no four.
    implies: {
      maybe: ['uniqueItems'],
      maybeAtPlace: ['x-unique-by'],
      maybeInItems: ['enum', 'minimum', 'maximum'],
    },
    message: (expected) => `must have at most ${counted(expected, 'item')}`,
  },
  uniqueItems: {
    ...ARRAY,
    failure: 'repeated',
    asksNothing: (value) => value === false,
    message: () => 'must not have two equal items',
  },
  contains: {
    ...ARRAY,
    holds: { as: 'schema' },
    asksNothing: (_, schema) => schema['minContains'] === 0,
    message: () => 'must have an item of the required kind',
  },
  minContains: {
    clause: 'whole',
    kind: 'lists',
    needs: 'contains',
    failure: 'too few',
    counts: 'match',
    implies: { maybe: ['contains'] },
  },
  maxContains: { clause: 'whole', kind: 'lists', needs: 'contains', failure: 'too many', counts: 'match' },

  minProperties: {
    ...OBJECT,
    failure: 'too few',
    counts: 'property',
    message: (expected) => `must have at least ${counted(expected, 'field')}`,
  },
  maxProperties: {
    clause: 'whole',
    kind: 'objects',
    failure: 'too many',
    counts: 'property',
    message: (expected) => `must have at most ${counted(expected, 'field')}`,
  },
  propertyNames: { clause: 'whole', kind: 'objects', holds: { as: 'schema' }, isToldByOthers: true },
  properties: { about: 'object', holds: { as: 'map', of: 'property' } },
  patternProperties: { about: 'object', holds: { as: 'map', of: 'property' } },
  additionalProperties: {
    ...OBJECT,
    failure: 'undeclared',
    holds: { as: 'schema', of: 'property' },
    asksNothing: isOpen,
    message: unknownField,
  },
  unevaluatedProperties: {
    clause: 'whole',
    kind: 'objects',
    failure: 'undeclared',
    judgesParts: true,
    holds: { as: 'schema', of: 'property' },
    asksNothing: isOpen,
    message: unknownField,
  },
  prefixItems: { about: 'array', holds: { as: 'list', of: 'item' } },
  items: {
    ...ARRAY,
    holds: { as: 'schema', of: 'item' },
    asksNothing: (value, schema) => value !== false || schema['prefixItems'] === undefined,
  },
  unevaluatedItems: {
    clause: 'whole',
    kind: 'lists',
    judgesParts: true,
    holds: { as: 'schema', of: 'item' },
    asksNothing: isOpen,
  },

  not: { ...BRANCHES, holds: { as: 'schema' }, message: () => 'must not have the excluded form' },
  allOf: { holds: { as: 'list', of: 'value' } },
  oneOf: {
    ...BRANCHES,
    isChoice: true,
    judgesParts: true,
    holds: { as: 'list', of: 'value' },
    message: () => 'must match exactly one of the allowed forms',
  },
  anyOf: {
    ...BRANCHES,
    isChoice: true,
    judgesParts: true,
    holds: { as: 'list', of: 'value' },
    message: () => 'must match at least one of the allowed forms',
  },
  if: { ...BRANCHES, holds: { as: 'schema' }, isToldByOthers: true },
  // biome-ignore lint/suspicious/noThenProperty: the keyword is called so, and the table is no promise
  then: { needs: 'if', holds: { as: 'schema', of: 'value' } },
  else: { needs: 'if', holds: { as: 'schema', of: 'value' } },
  dependentSchemas: { holds: { as: 'map', of: 'value' } },

  required: {
    ...NAMES,
    names: requiredNames,
    implies: { maybe: ['minProperties'] },
    message: () => 'is required',
  },
  dependentRequired: {
    clause: 'names',
    kind: 'required',
    failure: 'missing',
    names: dependentNames,
    message: () => 'is required beside the properties that are present',
  },

  $defs: { holds: { as: 'map' } },
  $id: { identity: 'schema' },
  $anchor: { identity: 'anchor' },
  $dynamicAnchor: { identity: 'anchor' },
  $ref: { identity: 'reference' },
  $dynamicRef: { identity: 'reference' },

  title: ANNOTATION,
  description: ANNOTATION,
  deprecated: ANNOTATION,
  externalDocs: ANNOTATION,
  readOnly: { isAnnotation: true, direction: 'response' },
  writeOnly: { isAnnotation: true, direction: 'request' },
  example: { isAnnotation: true, written: { as: 'value', rank: 2 } },
  examples: { isAnnotation: true, written: { as: 'list', rank: 3 } },
  default: { isAnnotation: true, written: { as: 'value', rank: 4 } },
} as const satisfies Readonly<Record<string, JsonSchemaKeyword>>;

type Rows = typeof jsonSchemaKeywords;

/** Those of which a violation is a case: for each, `verify` must know how to make one. */
export type ClauseKeyword = {
  [Keyword in keyof Rows]: Rows[Keyword] extends { readonly clause: string } ? Keyword : never;
}[keyof Rows];
