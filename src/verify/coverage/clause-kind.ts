/** The kinds of clauses that a reader tells apart: the columns of a heat map. */
import type { Clause } from '@countersign/contract';
import { crossFieldKeywords } from '@countersign/contract';

export const clauseKinds = [
  'required',
  'type',
  'values',
  'numbers',
  'lengths',
  'text',
  'lists',
  'objects',
  'branches',
  'fields',
  'body',
  'security',
] as const;
export type ClauseKind = (typeof clauseKinds)[number];

/** What a reader is told about a kind. */
export const clauseKindTitles: Readonly<Record<ClauseKind, string>> = {
  required: 'what must be there',
  type: 'types',
  values: 'enum and const',
  numbers: 'bounds and steps of numbers',
  lengths: 'lengths of strings',
  text: 'patterns and formats',
  lists: 'items of lists',
  objects: 'properties of objects',
  branches: 'oneOf, anyOf, not, if',
  fields: 'clauses between fields',
  body: 'bodies and their media types',
  security: 'credentials and scopes',
};

const KINDS: ReadonlyMap<string, ClauseKind> = new Map([
  ...keywordsOf('required', 'required', 'dependentRequired'),
  ...keywordsOf('type', 'type'),
  ...keywordsOf('values', 'enum', 'const'),
  ...keywordsOf('numbers', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'),
  ...keywordsOf('lengths', 'minLength', 'maxLength'),
  ...keywordsOf('text', 'pattern', 'format'),
  ...keywordsOf('lists', 'minItems', 'maxItems', 'uniqueItems', 'contains', 'minContains', 'maxContains'),
  ...keywordsOf('lists', 'unevaluatedItems', 'prefixItems', 'items'),
  ...keywordsOf('objects', 'additionalProperties', 'unevaluatedProperties', 'propertyNames'),
  ...keywordsOf('objects', 'minProperties', 'maxProperties', 'dependentSchemas'),
  ...keywordsOf('branches', 'oneOf', 'anyOf', 'not', 'if'),
  ...keywordsOf('body', 'requiredBody', 'mediaType', 'contentType', 'contentMediaType', 'partHeader'),
  ...keywordsOf('security', 'credential', 'scopes'),
  ...crossFieldKeywords.map(({ name }): [string, ClauseKind] => [name, 'fields']),
]);

export function kindOfClause({ keyword }: Pick<Clause, 'keyword'>): ClauseKind {
  return KINDS.get(keyword) ?? 'objects';
}

function keywordsOf(kind: ClauseKind, ...keywords: string[]): [string, ClauseKind][] {
  return keywords.map((keyword) => [keyword, kind]);
}
