/** Makes the parts of an object or array keep the cross-field clauses that stand at them. */
import type { Json } from '@countersign/contract';
import { type CrossFieldKeyword, crossFieldKeywords } from '@countersign/contract';
import { type EffectiveSchema, valuesOf } from './effective-schema.ts';
import { memoize } from './memoize.ts';

/** One clause may undo another (`x-future`, then `x-after`), so the row is gone through this often. */
const ROUNDS = 3;

/** `value`, changed so that it keeps every cross-field clause of `effective`; `parent` is what holds it. */
export function satisfyCrossFields(effective: EffectiveSchema, value: Json, parent: Json, now: Date): Json {
  const clauses = clausesOf(effective);
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

function clausesOf(effective: EffectiveSchema): readonly CrossFieldClause[] {
  return memoize(clausesOfLevels, effective, () =>
    crossFieldKeywords.flatMap((keyword) =>
      valuesOf(effective, keyword.name).map((expected) => ({ keyword, expected })),
    ),
  );
}

const clausesOfLevels = new WeakMap<EffectiveSchema, readonly CrossFieldClause[]>();

export function crossFieldKeyword(name: string): CrossFieldKeyword | undefined {
  return crossFieldKeywords.find((keyword) => keyword.name === name);
}
