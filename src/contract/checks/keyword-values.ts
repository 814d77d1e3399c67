/** Keywords of JSON Schema whose own value is of no use, so that no validator compiles their schema. */
import { isObject, type Json, toPointer } from '../json.ts';
import type { JsonSchemaKeyword, ValueForm } from '../json-schema-keyword.ts';
import { factsOf } from '../keyword-facts.ts';
import type { Found } from './found.ts';
import type { SchemaPlace } from './schema-places.ts';

/** One problem for each value that its keyword cannot take. */
export function unusableValues(places: readonly SchemaPlace[]): Found[] {
  return places.flatMap(({ schema, pointer }) =>
    Object.entries(schema).flatMap(([keyword, value]): Found[] => {
      const form = formOf(factsOf(keyword));
      if (form === undefined || form.fits(value)) return [];
      return [
        {
          pointer: `${pointer}${toPointer([keyword])}`,
          rule: 'keyword-value',
          message: `${keyword} must be ${form.words}, found ${JSON.stringify(value)?.slice(0, LONGEST_SHOWN)}`,
        },
      ];
    }),
  );
}

/** Characters of a value that are told. */
const LONGEST_SHOWN = 60;

interface Form {
  readonly words: string;
  fits(value: Json): boolean;
}

function formOf({ takes, holds }: JsonSchemaKeyword): Form | undefined {
  if (takes !== undefined) return FORMS[takes];
  return holds === undefined ? undefined : HOLDERS[holds.as];
}

const isSchema = (value: Json): boolean => isObject(value) || typeof value === 'boolean';
const isText = (value: Json): boolean => typeof value === 'string';
const isNames = (value: Json): boolean => Array.isArray(value) && value.every(isText);

/** JSON Schema 2020-12 §7.6.1. */
const TYPES: ReadonlySet<Json> = new Set([
  'null',
  'boolean',
  'object',
  'array',
  'number',
  'integer',
  'string',
]);

/** JSON Schema 2020-12, Validation §6. */
const FORMS: Readonly<Record<ValueForm, Form>> = {
  number: { words: 'a number', fits: (value) => typeof value === 'number' },
  step: { words: 'a number above 0', fits: (value) => typeof value === 'number' && value > 0 },
  count: {
    words: 'a whole number from 0 on',
    fits: (value) => typeof value === 'number' && Number.isInteger(value) && value >= 0,
  },
  text: { words: 'a text', fits: isText },
  flag: { words: 'true or false', fits: (value) => typeof value === 'boolean' },
  types: {
    words: `one of ${[...TYPES].join(', ')}, or a list of them`,
    fits: (value) => [value].flat().every((type) => TYPES.has(type)) && [value].flat().length > 0,
  },
  list: { words: 'a list of values', fits: Array.isArray },
  names: { words: 'a list of names', fits: isNames },
  'name lists': {
    words: 'lists of names, by name',
    fits: (value) => isObject(value) && Object.values(value).every(isNames),
  },
};

/** JSON Schema 2020-12, Core §10. */
const HOLDERS: Readonly<Record<'schema' | 'list' | 'map', Form>> = {
  schema: { words: 'a schema', fits: isSchema },
  list: {
    words: 'a list of at least one schema',
    fits: (value) => Array.isArray(value) && value.length > 0 && value.every(isSchema),
  },
  map: { words: 'schemas by name', fits: (value) => isObject(value) && Object.values(value).every(isSchema) },
};
