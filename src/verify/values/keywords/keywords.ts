/** How the clauses of each keyword are brought to their boundary, broken and misread: one row each. */
import type { ClauseKeyword } from '@countersign/contract';
import { arrayKeywords } from './array-keywords.ts';
import { branchKeywords } from './branch-keywords.ts';
import type { KeywordValues } from './keyword-values.ts';
import { memberKeywords } from './member-keywords.ts';
import { numberKeywords } from './number-keywords.ts';
import { objectKeywords } from './object-keywords.ts';
import { textKeywords } from './text-keywords.ts';

/** A clause without a row does not compile. Further rows are of cross-field keywords. */
const rows: Readonly<Record<ClauseKeyword, KeywordValues>> = {
  ...memberKeywords,
  ...numberKeywords,
  ...textKeywords,
  ...arrayKeywords,
  ...objectKeywords,
  ...branchKeywords,
};

const ROWS: ReadonlyMap<string, KeywordValues> = new Map(Object.entries(rows));

const NONE: KeywordValues = {};

/** How clauses of `keyword` are kept narrowly and broken. */
export function valuesForKeyword(keyword: string): KeywordValues {
  return ROWS.get(keyword) ?? NONE;
}
