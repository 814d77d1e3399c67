/** Values without parts: strings, numbers, booleans, null, and what is empty or a member of an enum. */
import { arrayOf, factsOf, type Json, keywordsThat } from '@countersign/contract';
import { type EffectiveSchema, type JsonType, valuesOf } from './effective-schema.ts';
import { numbersFor, shift, stepOf } from './numbers.ts';
import { type StringWish, stringsFor } from './strings.ts';

/** Keywords whose values the contract's author wrote, the best first. */
const WRITTEN = keywordsThat(({ written }) => written !== undefined)
  .map((keyword) => ({ keyword, ...factsOf(keyword).written }))
  .sort((one, other) => Number(one.rank) - Number(other.rank));

/** Candidates for a value of `type` at the effective schema; what the contract's author wrote comes first. */
export function* scalarsFor(effective: EffectiveSchema, type: JsonType, wish: StringWish): Generator<Json> {
  for (const { keyword, as } of WRITTEN) {
    for (const written of valuesOf(effective, keyword)) {
      for (const value of as === 'list' ? arrayOf(written) : [written]) {
        if (isOfType(value, type)) yield value;
      }
    }
  }
  for (const value of generated(effective, type, wish)) if (isOfType(value, type)) yield value;
}

/** The members that the effective schema enumerates, if it does. */
export function membersOf(effective: EffectiveSchema): Json[] {
  return [...valuesOf(effective, 'const'), ...valuesOf(effective, 'enum').flatMap(arrayOf)];
}

/** Values like `value` and different from it, for the item at `index` of an array whose items must differ. */
export function* variations(
  effective: EffectiveSchema,
  value: Json,
  index: number,
  wish: StringWish,
): Generator<Json> {
  const members = membersOf(effective);
  if (members.length > 0) yield* members;
  else if (typeof value === 'number') {
    yield shift(value, stepOf(effective), index);
    yield shift(value, stepOf(effective), -index);
  } else if (typeof value === 'boolean') yield !value;
  else if (typeof value === 'string') {
    for (const text of textVariations(effective, value, index, wish)) if (text !== value) yield text;
  }
}

function* textVariations(
  effective: EffectiveSchema,
  value: string,
  index: number,
  wish: StringWish,
): Generator<string> {
  const suffix = String(index);
  yield* [
    value.replace(/@/, `.${suffix}@`),
    `${value}${suffix}`,
    `${value}-${suffix}`,
    value.slice(0, -suffix.length) + suffix,
    suffix.padStart(value.length, '0'),
  ];
  yield* stringsFor(effective, { ...wish, seed: wish.seed + index });
}

export function isOfType(value: Json, type: JsonType): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'integer':
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}

function generated(effective: EffectiveSchema, type: JsonType, wish: StringWish): Iterable<Json> {
  switch (type) {
    case 'string':
      return stringsFor(effective, wish);
    case 'number':
    case 'integer':
      return numbersFor(effective);
    case 'boolean':
      return [true, false];
    case 'null':
      return [null];
    case 'object':
      return [{}];
    case 'array':
      return [[]];
  }
}
