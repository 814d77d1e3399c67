/** Makes the parts of an object or array keep the cross-field clauses that stand at them. */
import type { Json } from '@countersign/contract';
import { type CrossFieldKeyword, crossFieldKeywords } from '@countersign/contract';
import { type Level, valuesOf } from './effective-schema.ts';
import { remember } from './memoize.ts';

/** One clause may undo another (`x-future`, then `x-after`), so the row is gone through this often. */
const ROUNDS = 3;

/** `value`, changed so that it keeps every cross-field clause of `level`; `parent` is what holds it. */
export function satisfyCrossFields(level: Level, value: Json, parent: Json, now: Date): Json {
  const clauses = clausesOf(level);
  if (clauses.length === 0) return value;
  let satisfied = value;
  for (let round = 0; round < ROUNDS; round++) {
    for (const { keyword, expected } of clauses) {
      if (keyword.check(expected, satisfied, { parent, now })) continue;
      satisfied = keyword.satisfy(expected, satisfied, { parent, now });
    }
  }
  return satisfied;
}

interface CrossFieldClause {
  readonly keyword: CrossFieldKeyword;
  readonly expected: Json;
}

function clausesOf(level: Level): readonly CrossFieldClause[] {
  return remember(clausesOfLevels, level, () =>
    crossFieldKeywords.flatMap((keyword) =>
      valuesOf(level, keyword.name).map((expected) => ({ keyword, expected })),
    ),
  );
}

const clausesOfLevels = new WeakMap<Level, readonly CrossFieldClause[]>();

export function crossFieldKeyword(name: string): CrossFieldKeyword | undefined {
  return crossFieldKeywords.find((keyword) => keyword.name === name);
}
