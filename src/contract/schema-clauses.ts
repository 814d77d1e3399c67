/** What a schema promises, one keyword at a time. */

import type { Clause } from './clause.ts';
import type { Listing } from './depth-limit.ts';
import {
  arrayOf,
  at,
  fromPointer,
  isObject,
  type Json,
  type JsonObject,
  objectOf,
  toPointer,
} from './json.ts';
import { crossFieldKeywords } from './keywords.ts';
import { subschemas } from './subschemas.ts';

/** A clause of a schema, wherever that is used. */
export type Promised = Pick<Clause, 'path' | 'keyword' | 'value' | 'pointer'>;

/** Schemas of one part of a request whose clauses are listed; what lies deeper than so many lead is left out. */
const MOST_SCHEMAS = 2_000;

/** Keywords whose value is checked as a whole, at the place where they stand. */
const SIMPLE_KEYWORDS = [
  'type',
  'enum',
  'const',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'pattern',
  'format',
  'contentMediaType',
  'minItems',
  'maxItems',
  'uniqueItems',
  'contains',
  'minContains',
  'maxContains',
  'minProperties',
  'maxProperties',
  'propertyNames',
  'additionalProperties',
  'unevaluatedProperties',
  'unevaluatedItems',
  'items',
  'not',
  'oneOf',
  'anyOf',
  'if',
  ...crossFieldKeywords.map(({ name }) => name),
];

/** Keywords whose value allows everything, and so promise nothing. */
function promisesNothing(keyword: string, value: Json, schema: JsonObject): boolean {
  switch (keyword) {
    case 'additionalProperties':
    case 'unevaluatedProperties':
    case 'unevaluatedItems':
      return value !== false;
    case 'items':
      return value !== false || schema['prefixItems'] === undefined;
    case 'minLength':
    case 'minItems':
    case 'minProperties':
    case 'minContains':
      return value === 0 || (keyword === 'minContains' && schema['contains'] === undefined);
    case 'maxContains':
      return schema['contains'] === undefined;
    case 'contains':
      return schema['minContains'] === 0;
    case 'uniqueItems':
      return value === false;
    case 'type':
      return ALL_TYPES.every((type) => Array.isArray(value) && value.includes(type));
    default:
      return false;
  }
}

const ALL_TYPES = ['null', 'boolean', 'number', 'string', 'array', 'object'];

/** The promises of the schema at a pointer and of those below it, down to a depth: how many steps into the value. */
export function promisesOf(document: JsonObject, schemaPointer: string, deepest: number): Listing<Promised> {
  const promises: Promised[] = [];
  let schemas = 0;
  let isCut = false;
  const visit = (pointer: string, path: string, depth: number, above: ReadonlySet<string>): void => {
    const schema = at(document, pointer);
    // A schema inside itself promises the same again one level deeper.
    if (isCut || !isObject(schema) || above.has(pointer) || depth > deepest) return;
    if (schemas === MOST_SCHEMAS) {
      isCut = true;
      return;
    }
    schemas += 1;
    const within = new Set(above).add(pointer);
    const add = (keyword: string, value: Json, below = ''): void => {
      promises.push({ path: path + below, keyword, value, pointer: `${pointer}/${keyword}` });
    };
    for (const keyword of SIMPLE_KEYWORDS) {
      const value = schema[keyword];
      if (value !== undefined && !promisesNothing(keyword, value, schema)) add(keyword, value);
    }
    for (const name of strings(schema['required'])) add('required', name, toPointer([name]));
    for (const [name, needed] of Object.entries(objectOf(schema['dependentRequired']))) {
      for (const other of strings(needed)) add('dependentRequired', other, toPointer([name]));
    }
    if (typeof schema['$ref'] === 'string')
      visit(toPointer(fromPointer(schema['$ref'])), path, depth, within);
    for (const child of subschemas(schema)) {
      const below = child.path === '' ? depth : depth + 1;
      visit(`${pointer}${child.pointer}`, path + child.path, below, within);
    }
  };
  visit(schemaPointer, '', 0, new Set());
  return { items: promises, isCut };
}

function strings(value: Json | undefined): string[] {
  return arrayOf(value).filter((item) => typeof item === 'string');
}
