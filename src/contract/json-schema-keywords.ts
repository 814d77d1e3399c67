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

const VALUES = {
  clause: 'whole',
  kind: 'values',
  decidesType: true,
  givesMeaning: true,
  implies: { maybe: [...MEMBERS, 'pattern', 'format'] },
} as const;

const NUMBER = { takes: 'number', suggests: 'number', clause: 'whole', kind: 'numbers' } as const;
const lower = { maybe: ['minimum', 'exclusiveMinimum', ...MEMBERS] };
const LOWER = { ...NUMBER, failure: 'too small', implies: lower } as const;
const upper = { maybe: ['maximum', 'exclusiveMaximum', ...MEMBERS] };
const UPPER = { ...NUMBER, failure: 'too large', implies: upper } as const;

/** No time zone has a name of 65 characters, and no address has two. */
const text = { maybe: ['x-known', ...MEMBERS, 'format', 'minLength', 'maxLength', 'pattern'] };
const STRING = { suggests: 'string', clause: 'whole', implies: text } as const;
const LENGTH = { ...STRING, takes: 'count', kind: 'lengths', counts: 'character' } as const;
const TEXT = { ...STRING, takes: 'text', kind: 'text', givesMeaning: true } as const;

const LIST = { clause: 'whole', kind: 'lists' } as const;
const ITEMS = { ...LIST, takes: 'count', suggests: 'array', counts: 'item' } as const;
const MATCHES = { ...LIST, takes: 'count', needs: 'contains', counts: 'match' } as const;
const OBJECT = { clause: 'whole', kind: 'objects' } as const;
const PROPERTIES = { ...OBJECT, takes: 'count', counts: 'property' } as const;
const NAMES = { clause: 'names', kind: 'required', failure: 'missing' } as const;

const BRANCHES = { clause: 'whole', kind: 'branches' } as const;
const CHOICE = {
  ...BRANCHES,
  isChoice: true,
  judgesParts: true,
  holds: { as: 'list', of: 'value' },
} as const;
const BEHIND_IF = { needs: 'if', holds: { as: 'schema', of: 'value' } } as const;

const ANNOTATION = { isAnnotation: true } as const;

const ALL_TYPES = ['null', 'boolean', 'number', 'string', 'array', 'object'];

const isOpen = (value: Json): boolean => value !== false;
const unknownField = (): string => 'is not a known field';
const says = (words: string, unit?: string) => (expected: Json) =>
  `${words} ${unit === undefined ? String(expected) : counted(expected, unit)}`;

export const jsonSchemaKeywords = {
  type: {
    takes: 'types',
    clause: 'whole',
    kind: 'type',
    failure: 'of another type',
    decidesType: true,
    asksNothing: (value) => ALL_TYPES.every((type) => Array.isArray(value) && value.includes(type)),
    implies: { surely: ['type', ...MEMBERS, 'oneOf', 'anyOf', 'not'] },
    message: (expected) => `must be ${withArticle(expected)}`,
  },
  enum: {
    ...VALUES,
    takes: 'list',
    failure: 'no member',
    written: { as: 'list', rank: 5 },
    message: (expected) => `must be one of ${listed(expected)}`,
  },
  const: {
    ...VALUES,
    failure: 'another value',
    written: { as: 'value', rank: 1 },
    message: (expected) => `must be ${brief(expected)}`,
  },

  minimum: { ...LOWER, message: says('must be at least') },
  maximum: { ...UPPER, message: says('must be at most') },
  exclusiveMinimum: { ...LOWER, isExclusive: true, message: says('must be more than') },
  exclusiveMaximum: { ...UPPER, isExclusive: true, message: says('must be less than') },
  multipleOf: {
    ...NUMBER,
    takes: 'step',
    implies: { maybe: ['multipleOf', ...MEMBERS] },
    message: says('must be a multiple of'),
  },

  minLength: { ...LENGTH, failure: 'too few', message: says('must be at least', 'character') },
  maxLength: { ...LENGTH, failure: 'too many', message: says('must be at most', 'character') },
  pattern: { ...TEXT, message: says('must match') },
  format: { ...TEXT, failure: 'of another format', message: says('must be a valid') },
  contentMediaType: { clause: 'whole', kind: 'body', failure: 'unreadable', givesMeaning: true },
  contentEncoding: { givesMeaning: true },

  minItems: { ...ITEMS, failure: 'too few', message: says('must have at least', 'item') },
  maxItems: {
    ...ITEMS,
    failure: 'too many',
    // Of seven days there are no eight different ones, and of items that must differ in a choice of three no four.
    implies: {
      maybe: ['uniqueItems'],
      maybeAtPlace: ['x-unique-by'],
      maybeInItems: ['enum', 'minimum', 'maximum'],
    },
    message: says('must have at most', 'item'),
  },
  uniqueItems: {
    ...LIST,
    takes: 'flag',
    suggests: 'array',
    failure: 'repeated',
    asksNothing: (value) => value === false,
    message: () => 'must not have two equal items',
  },
  contains: {
    ...LIST,
    suggests: 'array',
    holds: { as: 'schema' },
    asksNothing: (_, schema) => schema['minContains'] === 0,
    message: () => 'must have an item of the required kind',
  },
  minContains: { ...MATCHES, failure: 'too few', implies: { maybe: ['contains'] } },
  maxContains: { ...MATCHES, failure: 'too many' },

  minProperties: {
    ...PROPERTIES,
    suggests: 'object',
    failure: 'too few',
    message: says('must have at least', 'field'),
  },
  maxProperties: { ...PROPERTIES, failure: 'too many', message: says('must have at most', 'field') },
  propertyNames: { ...OBJECT, holds: { as: 'schema' }, isToldByOthers: true },
  properties: { suggests: 'object', holds: { as: 'map', of: 'property' } },
  patternProperties: { suggests: 'object', holds: { as: 'map', of: 'property' } },
  additionalProperties: {
    ...OBJECT,
    suggests: 'object',
    failure: 'undeclared',
    holds: { as: 'schema', of: 'property' },
    asksNothing: isOpen,
    message: unknownField,
  },
  unevaluatedProperties: {
    ...OBJECT,
    failure: 'undeclared',
    judgesParts: true,
    holds: { as: 'schema', of: 'property' },
    asksNothing: isOpen,
    message: unknownField,
  },
  prefixItems: { suggests: 'array', holds: { as: 'list', of: 'item' } },
  items: {
    ...LIST,
    suggests: 'array',
    holds: { as: 'schema', of: 'item' },
    asksNothing: (value, schema) => value !== false || schema['prefixItems'] === undefined,
  },
  unevaluatedItems: {
    ...LIST,
    judgesParts: true,
    holds: { as: 'schema', of: 'item' },
    asksNothing: isOpen,
  },

  not: { ...BRANCHES, holds: { as: 'schema' }, message: () => 'must not have the excluded form' },
  allOf: { holds: { as: 'list', of: 'value' } },
  oneOf: { ...CHOICE, message: () => 'must match exactly one of the allowed forms' },
  anyOf: { ...CHOICE, message: () => 'must match at least one of the allowed forms' },
  if: { ...BRANCHES, holds: { as: 'schema' }, isToldByOthers: true },
  // biome-ignore lint/suspicious/noThenProperty: the keyword is called so, and the table is no promise
  then: BEHIND_IF,
  else: BEHIND_IF,
  dependentSchemas: { holds: { as: 'map', of: 'value' } },

  required: {
    ...NAMES,
    takes: 'names',
    suggests: 'object',
    names: requiredNames,
    implies: { maybe: ['minProperties'] },
    message: () => 'is required',
  },
  dependentRequired: {
    ...NAMES,
    takes: 'name lists',
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
  readOnly: {
    isAnnotation: true,
    direction: 'response',
    message: () => 'is read-only, and must not be sent',
  },
  writeOnly: {
    isAnnotation: true,
    direction: 'request',
    message: () => 'is write-only, and must not be told',
  },
  example: { isAnnotation: true, written: { as: 'value', rank: 2 } },
  examples: { isAnnotation: true, written: { as: 'list', rank: 3 } },
  default: { isAnnotation: true, written: { as: 'value', rank: 4 } },
} as const satisfies Readonly<Record<string, JsonSchemaKeyword>>;

type Rows = typeof jsonSchemaKeywords;

/** Those of which a violation is a case: for each, `verify` must know how to make one. */
export type ClauseKeyword = {
  [Keyword in keyof Rows]: Rows[Keyword] extends { readonly clause: string } ? Keyword : never;
}[keyof Rows];
