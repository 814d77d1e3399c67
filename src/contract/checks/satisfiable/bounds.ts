/** Lower and upper bounds that leave nothing between them. */

import type { Counted } from '../../json-schema-keyword.ts';
import { factsOf, keywordsThat } from '../../keyword-facts.ts';
import type { SchemaPlace } from '../schema-places.ts';
import type { Contradiction } from './contradiction.ts';
import type { Kind } from './kinds.ts';

/** A bound, as a keyword of a schema gives it. */
interface Bound {
  readonly value: number;
  readonly isExclusive: boolean;
  readonly keyword: string;
  readonly pointer: string;
}

const LOWER = keywordsThat(({ failure }) => failure === 'too small');
const UPPER = keywordsThat(({ failure }) => failure === 'too large');

/** What can be counted of a value, and of which kind the value then is. */
const COUNTED: readonly {
  readonly kind: Kind;
  readonly least: readonly string[];
  readonly most: readonly string[];
}[] = (
  [
    ['character', 'string'],
    ['item', 'array'],
    ['match', 'array'],
    ['property', 'object'],
  ] as const
).map(([counts, kind]) => ({ kind, least: counting(counts, 'too few'), most: counting(counts, 'too many') }));

function counting(counted: Counted, failure: 'too few' | 'too many'): readonly string[] {
  return keywordsThat((facts) => facts.counts === counted && facts.failure === failure);
}

/** Why no value of that kind keeps the bounds of `schemas`, if none does. */
export function boundContradiction(schemas: readonly SchemaPlace[], kind: Kind): Contradiction | undefined {
  if (kind === 'integer' || kind === 'fraction') return numbers(schemas, kind);
  for (const { kind: counted, least, most } of COUNTED) {
    if (counted !== kind) continue;
    const [lower, upper] = [tightest(schemas, least, Math.max), tightest(schemas, most, Math.min)];
    if (lower !== undefined && upper !== undefined && lower.value > upper.value) return crossed(lower, upper);
  }
  return undefined;
}

function numbers(schemas: readonly SchemaPlace[], kind: 'integer' | 'fraction'): Contradiction | undefined {
  const lower = tightest(schemas, LOWER, Math.max);
  const upper = tightest(schemas, UPPER, Math.min);
  if (lower === undefined || upper === undefined) return undefined;
  const isExclusive = lower.isExclusive || upper.isExclusive;
  if (lower.value > upper.value || (lower.value === upper.value && isExclusive)) return crossed(lower, upper);
  if (kind === 'fraction') return undefined;
  const first = lower.isExclusive ? Math.floor(lower.value) + 1 : Math.ceil(lower.value);
  const last = upper.isExclusive ? Math.ceil(upper.value) - 1 : Math.floor(upper.value);
  return first <= last
    ? undefined
    : { ...crossed(lower, upper), message: `no integer lies between ${tell(lower)} and ${tell(upper)}` };
}

function tightest(
  schemas: readonly SchemaPlace[],
  keywords: readonly string[],
  choose: (...values: number[]) => number,
): Bound | undefined {
  const bounds = schemas.flatMap(({ schema, pointer }) =>
    keywords.flatMap((keyword): Bound[] => {
      const value = schema[keyword];
      const { needs, isExclusive = false } = factsOf(keyword);
      if (typeof value !== 'number' || (needs !== undefined && schema[needs] === undefined)) return [];
      return [{ value, isExclusive, keyword, pointer: `${pointer}/${keyword}` }];
    }),
  );
  const value = choose(...bounds.map((bound) => bound.value));
  const tight = bounds.filter((bound) => bound.value === value);
  return tight.find(({ isExclusive }) => isExclusive) ?? tight[0];
}

function crossed(lower: Bound, upper: Bound): Contradiction {
  return {
    message:
      lower.value > upper.value
        ? `${tell(lower)} is above ${tell(upper)}`
        : `nothing lies between ${tell(lower)} and ${tell(upper)}`,
    remedy: `lower ${lower.keyword}, or raise ${upper.keyword}`,
    pointers: [lower.pointer, upper.pointer],
  };
}

function tell({ keyword, value }: Bound): string {
  return `${keyword} ${value}`;
}
