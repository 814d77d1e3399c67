/** Asks the two tables of keywords, JSON Schema's and the cross-field ones, by what keywords have in common. */
import type { JsonSchemaKeyword } from './json-schema-keyword.ts';
import { jsonSchemaKeywords } from './json-schema-keywords.ts';
import { crossFieldKeywords } from './keywords.ts';

const ROWS: ReadonlyMap<string, JsonSchemaKeyword> = new Map<string, JsonSchemaKeyword>([
  ...Object.entries(jsonSchemaKeywords),
  ...crossFieldKeywords.map((keyword) => [keyword.name, keyword] as const),
]);

const NONE: JsonSchemaKeyword = {};

/** What is known of `keyword`; nothing of one that is in neither table. */
export function factsOf(keyword: string): JsonSchemaKeyword {
  return ROWS.get(keyword) ?? NONE;
}

/** The keywords for which `holds` is true, in the order of the tables: to be worked out once, not for each value. */
export function keywordsThat(holds: (facts: JsonSchemaKeyword) => boolean): readonly string[] {
  return Array.from(ROWS).flatMap(([name, facts]) => (holds(facts) ? [name] : []));
}

/** Those that list schemas of which a value fits one. */
export const choiceKeywords = keywordsThat(({ isChoice }) => isChoice === true);

/** Whether `keyword` maps names to schemas: what stands in it may be called as a keyword is. */
export function isSchemaMap(keyword: string): boolean {
  return factsOf(keyword).holds?.as === 'map';
}

/** Whether what stands in `keyword` is a value or a list of names, and no schema, whatever it looks like. */
export function holdsValues(keyword: string): boolean {
  const { written, names } = factsOf(keyword);
  return written !== undefined || names !== undefined;
}
