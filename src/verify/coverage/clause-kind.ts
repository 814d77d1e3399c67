/** The kinds of clauses that a reader tells apart: the columns of a heat map. */
import type { Clause } from '@countersign/contract';
import { crossFieldKeywords, factsOf } from '@countersign/contract';

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

/** Of clauses that are no keyword of JSON Schema. */
const KINDS: ReadonlyMap<string, ClauseKind> = new Map([
  ...keywordsOf('body', 'requiredBody', 'mediaType', 'contentType', 'partHeader'),
  ...keywordsOf('security', 'credential', 'scopes'),
  ...keywordsOf('fields', ...crossFieldKeywords.map(({ name }) => name)),
]);

export function kindOfClause({ keyword }: Pick<Clause, 'keyword'>): ClauseKind {
  return factsOf(keyword).kind ?? KINDS.get(keyword) ?? 'objects';
}

function keywordsOf(kind: ClauseKind, ...keywords: string[]): [string, ClauseKind][] {
  return keywords.map((keyword) => [keyword, kind]);
}
