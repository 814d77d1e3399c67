/** The clauses of a schema, one keyword at a time. */

import type { Clause } from './clause.ts';
import type { Listing } from './depth-limit.ts';
import { at, fromPointer, isObject, type Json, type JsonObject, toPointer } from './json.ts';
import { factsOf, keywordsThat } from './keyword-facts.ts';
import { crossFieldKeywords } from './keywords.ts';
import { subschemas } from './subschemas.ts';

/** A clause of a schema, wherever that is used. */
export type SchemaClause = Pick<Clause, 'path' | 'keyword' | 'value' | 'pointer'>;

/** Schemas of one part of a request whose clauses are listed; what lies deeper than so many lead is left out. */
const MOST_SCHEMAS = 2_000;

/** Keywords whose value is checked as a whole, at the place where they stand. */
const WHOLE = [
  ...keywordsThat(({ clause }) => clause === 'whole'),
  ...crossFieldKeywords.map(({ name }) => name),
];

/** Keywords that are one clause for each name. */
const NAMING = keywordsThat(({ clause }) => clause === 'names');

/** Whether the value allows everything, and so is no clause. */
function asksNothing(keyword: string, value: Json, schema: JsonObject): boolean {
  const { failure, needs, asksNothing } = factsOf(keyword);
  if (needs !== undefined && schema[needs] === undefined) return true;
  return (failure === 'too few' && value === 0) || asksNothing?.(value, schema) === true;
}

/** The clauses of the schema at a pointer and of those below it, down to a depth: how many steps into the value. */
export function schemaClausesOf(
  document: JsonObject,
  schemaPointer: string,
  deepest: number,
): Listing<SchemaClause> {
  const found: SchemaClause[] = [];
  let schemas = 0;
  let isCut = false;
  const visit = (pointer: string, path: string, depth: number, above: ReadonlySet<string>): void => {
    const schema = at(document, pointer);
    // A schema inside itself says the same again one level deeper.
    if (isCut || !isObject(schema) || above.has(pointer) || depth > deepest) return;
    if (schemas === MOST_SCHEMAS) {
      isCut = true;
      return;
    }
    schemas += 1;
    const within = new Set(above).add(pointer);
    const add = (keyword: string, value: Json, below = ''): void => {
      found.push({ path: path + below, keyword, value, pointer: `${pointer}/${keyword}` });
    };
    for (const keyword of WHOLE) {
      const value = schema[keyword];
      if (value !== undefined && !asksNothing(keyword, value, schema)) add(keyword, value);
    }
    for (const keyword of NAMING) {
      const value = schema[keyword];
      if (value === undefined) continue;
      for (const { path, name } of factsOf(keyword).names?.of(value) ?? []) add(keyword, name, path);
    }
    if (typeof schema['$ref'] === 'string')
      visit(toPointer(fromPointer(schema['$ref'])), path, depth, within);
    for (const child of subschemas(schema)) {
      const below = child.path === '' ? depth : depth + 1;
      visit(`${pointer}${child.pointer}`, path + child.path, below, within);
    }
  };
  visit(schemaPointer, '', 0, new Set());
  return { items: found, isCut };
}
