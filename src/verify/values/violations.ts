/** The values on the outer side of a clause. Whether one breaks that clause alone is shown elsewhere. */
import type { Clause } from '@countersign/contract';
import { isObject, type Json } from '@countersign/contract';
import type { Variant } from './boundaries.ts';
import { buildPlain } from './build-plain.ts';
import { containsBeside, withMatches } from './contains.ts';
import { crossFieldKeyword } from './cross-fields.ts';
import { countOf, describeValue } from './describe-value.ts';
import { beyondBmp } from './edge-cases.ts';
import { atLeast, type EffectiveSchema, itemPointers, numbersOf } from './effective-schema.ts';
import { formatSamples } from './formats.ts';
import type { GenerationContext } from './generation-context.ts';
import { pinnedItems, resizeItems } from './items.ts';
import { LONGEST_STRING } from './largest.ts';
import { nearMisses } from './near-misses.ts';
import { forbiddenValues } from './negations.ts';
import { nonEnumValues } from './non-enum-values.ts';
import { highestOf, lowestOf, shift, stepOf } from './numbers.ts';
import { resizeProperties } from './properties.ts';
import { FREE_NAME } from './schema-location.ts';
import { stringsFor } from './strings.ts';
import { strangeNames } from './unusual-names.ts';
import { wrongTypes } from './wrong-types.ts';

/** The place that a violation changes. */
export interface Spot {
  readonly effective: EffectiveSchema;
  /** A value that keeps the clause. */
  readonly current: Json;
  /** What holds it. */
  readonly parent: Json | undefined;
}

/** Candidates for a value that breaks `clause`, those that say the most first. */
export function violationsOf(
  generation: GenerationContext,
  { keyword, value: expected, pointer }: Clause,
  spot: Spot,
): Variant[] {
  const { effective, current } = spot;
  const crossField = crossFieldKeyword(keyword);
  if (crossField !== undefined) {
    const context = { parent: spot.parent, now: generation.now };
    const pair = Array.isArray(current)
      ? resizeItems(generation, effective, current, Math.max(2, current.length))
      : undefined;
    return [current, ...(pair === undefined ? [] : [pair])].map((value) => ({
      value: crossField.break(expected, value, context),
      label: 'not kept',
    }));
  }
  switch (keyword) {
    case 'type':
      return wrongTypes(effective);
    case 'enum':
    case 'const':
      return labelled(nonEnumValues(generation, effective, current));
    case 'minLength':
      return [
        ...sized(generation, without(effective, 'minLength'), Number(expected) - 1, current),
        // Long enough for who counts the units of UTF-16.
        ...beyondBmp(effective, Number(expected) - 1).map((variant) => ({
          ...variant,
          aspect: 'characters',
        })),
      ];
    case 'maxLength':
      return sized(generation, without(effective, 'maxLength'), Number(expected) + 1, current);
    case 'pattern':
      return typeof current === 'string' ? nearMisses(current) : [];
    case 'format':
      return labelled(malformed(effective, String(expected), generation.now));
    case 'minimum':
    case 'exclusiveMinimum':
      return labelled(beyond(lowestOf(effective), stepOf(effective), -1, Number(expected)));
    case 'maximum':
    case 'exclusiveMaximum':
      return labelled(beyond(highestOf(effective), stepOf(effective), 1, Number(expected)));
    case 'multipleOf':
      return typeof current === 'number' ? labelled(offGrid(effective, current, Number(expected))) : [];
    case 'minItems':
    case 'maxItems': {
      const length = Number(expected) + (keyword === 'minItems' ? -1 : 1);
      const items = Array.isArray(current) ? resizeItems(generation, effective, current, length) : undefined;
      return items === undefined ? [] : [{ value: items, label: countOf(length, 'item') }];
    }
    case 'uniqueItems':
      return repeated(current);
    case 'contains':
      return matching(generation, effective, pointer, current, 0);
    case 'minContains':
      return matching(generation, effective, containsBeside(pointer), current, Number(expected) - 1);
    case 'maxContains':
      return matching(generation, effective, containsBeside(pointer), current, Number(expected) + 1);
    case 'items':
    case 'unevaluatedItems':
      return oneTooMany(generation, effective, current);
    case 'not':
      return labelled(forbiddenValues(generation, pointer, current));
    case 'required':
    case 'dependentRequired':
      return leftOut(current, String(expected));
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return undeclared(current);
    case 'minProperties':
    case 'maxProperties': {
      const count = Number(expected) + (keyword === 'minProperties' ? -1 : 1);
      const value = isObject(current) ? resizeProperties(generation, effective, current, count) : undefined;
      return value === undefined ? [] : [{ value, label: countOf(count, 'property') }];
    }
    case 'propertyNames':
      return isObject(current) ? strangeNames(generation, effective, current) : [];
    default:
      return mutations(current);
  }
}

/** Strings that miss a format, as long as the effective schema wants them. */
function malformed(effective: EffectiveSchema, format: string, now: Date): string[] {
  const bad = formatSamples(format, now)?.bad ?? [];
  const shortest = atLeast(effective, 'minLength', 0);
  return [...bad, ...bad.map((text) => text.padEnd(shortest, text.slice(-1)))];
}

function sized(
  generation: GenerationContext,
  effective: EffectiveSchema,
  length: number,
  current: Json,
): Variant[] {
  if (length < 0 || length > LONGEST_STRING) return [];
  const label = countOf(length, 'character');
  const like = typeof current === 'string' ? { like: current } : {};
  return [...stringsFor(effective, { ...generation, ...like, length })].map((value) => ({ value, label }));
}

function without(effective: EffectiveSchema, keyword: string): EffectiveSchema {
  return {
    ...effective,
    schemas: effective.schemas.map(({ schema, pointer }) => {
      const { [keyword]: _, ...rest } = schema;
      return { schema: rest, pointer };
    }),
  };
}

function beyond(bound: number, step: number, direction: 1 | -1, expected: number): number[] {
  return [shift(bound, step, direction), expected, shift(expected, 1, direction)].filter(Number.isFinite);
}

function offGrid(effective: EffectiveSchema, current: number, multiple: number): number[] {
  // A step of another multiple keeps that one.
  const others = numbersOf(effective, 'multipleOf').filter((other) => other !== multiple);
  return [
    shift(current, multiple / 2, 1),
    shift(current, multiple / 10, 1),
    current + 1,
    current - 1,
    current + 0.5,
    ...others.map((other) => shift(current, other, 1)),
  ];
}

function repeated(current: Json): Variant[] {
  if (!Array.isArray(current) || current.length === 0) return [];
  const [first = null] = current;
  return [
    { value: [...current, first], label: 'an item twice' },
    { value: [...current.slice(0, -1), first], label: 'an item twice' },
  ];
}

function leftOut(current: Json, name: string): Variant[] {
  if (!isObject(current) || !Object.hasOwn(current, name)) return [];
  const { [name]: _, ...rest } = current;
  return [{ value: rest, label: 'left out' }];
}

function undeclared(current: Json): Variant[] {
  if (!isObject(current)) return [];
  const [first = ''] = Object.keys(current);
  const { [first]: _, ...rest } = current;
  return [
    { value: { ...current, [FREE_NAME]: true }, label: `with ${FREE_NAME}` },
    { value: { ...rest, [FREE_NAME]: true }, label: `${FREE_NAME} instead of ${first}` },
  ];
}

function matching(
  generation: GenerationContext,
  effective: EffectiveSchema,
  wanted: string,
  current: Json,
  count: number,
): Variant[] {
  const items = Array.isArray(current)
    ? withMatches(generation, effective, wanted, current, count)
    : undefined;
  return items === undefined ? [] : [{ value: items, label: `${countOf(count, 'item')} that it speaks of` }];
}

/** Behind the items that have a schema, one that has none. */
function oneTooMany(generation: GenerationContext, effective: EffectiveSchema, current: Json): Variant[] {
  if (!Array.isArray(current)) return [];
  const declared = resizeItems(
    generation,
    effective,
    current,
    Math.max(current.length, pinnedItems(effective)),
  );
  if (declared === undefined) return [];
  const more = buildPlain(generation, itemPointers(effective, declared.length));
  return ['example', true, 1, more ?? null].map((item) => ({
    value: [...declared, item],
    label: `one item more: ${describeValue(item)}`,
  }));
}

/** For keywords with no plan of their own: parts taken away and values of other kinds. */
function mutations(current: Json): Variant[] {
  const parts = isObject(current)
    ? Object.keys(current).map((name) => {
        const { [name]: _, ...rest } = current;
        return rest;
      })
    : Array.isArray(current)
      ? current.map((_, index) => current.toSpliced(index, 1))
      : [];
  return labelled([...parts, {}, [], '', 'text', 0, -1, 1.5, true, null]);
}

function labelled(values: readonly Json[]): Variant[] {
  return values.map((value) => ({ value, label: describeValue(value) }));
}
