/** The schemas inside a schema, and which part of a value each is about. */
import { arrayOf, isObject, type JsonObject, objectOf, toPointer } from './json.ts';
import type { HeldSchemas } from './json-schema-keyword.ts';
import { factsOf, keywordsThat } from './keyword-facts.ts';

/** A schema inside another one. */
export interface Subschema {
  readonly keyword: string;
  /** Its name or index in the keyword; none where the keyword holds one schema. */
  readonly key: string | number | undefined;
  /** Into the schema. */
  readonly pointer: string;
  // Into the value, `*` for what is not known by its name or index: `/*`.
  readonly path: string;
}

const HOLDING = keywordsThat(({ holds }) => holds?.of !== undefined).map((keyword) => {
  const { holds, needs } = factsOf(keyword);
  return { keyword, holds, needs };
});

/** The schemas directly below `schema` that speak of its value or of a part of it. */
export function subschemas(schema: JsonObject): Subschema[] {
  return HOLDING.flatMap(({ keyword, holds, needs }) => {
    if (schema[keyword] === undefined || (needs !== undefined && schema[needs] === undefined)) return [];
    return keysIn(schema, keyword, holds).map((key) => ({
      keyword,
      key,
      pointer: toPointer(key === undefined ? [keyword] : [keyword, key]),
      path: pathOf(keyword, holds, key),
    }));
  });
}

type Key = Subschema['key'];

function keysIn(schema: JsonObject, keyword: string, holds: HeldSchemas | undefined): Key[] {
  const value = schema[keyword];
  if (holds?.as === 'map') return Object.keys(objectOf(value));
  if (holds?.as === 'list') return [...arrayOf(value).keys()];
  return isObject(value) ? [undefined] : [];
}

function pathOf(keyword: string, holds: HeldSchemas | undefined, key: Key): string {
  if (holds?.of === 'value') return '';
  // A pattern is no name.
  return key === undefined || keyword === 'patternProperties' ? '/*' : toPointer([key]);
}
