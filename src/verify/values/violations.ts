/** The values on the outer side of a clause. Whether one breaks that clause alone is shown elsewhere. */
import type { Clause } from '@countersign/contract';
import { isObject, type Json } from '@countersign/contract';
import type { Variant } from './boundaries.ts';
import { buildPlain } from './build-plain.ts';
import { containsBeside, withMatches } from './contains.ts';
import { crossFieldKeyword } from './cross-fields.ts';
import { countOf, describeValue } from './describe-value.ts';
import { beyondBmp } from './edge-cases.ts';
import { atLeast, itemPointers, type Level, numbersOf } from './effective-schema.ts';
import { formatSamples } from './formats.ts';
import type { Workshop } from './generation-context.ts';
import { pinnedItems, resizeItems } from './items.ts';
import { LONGEST_STRING } from './largest.ts';
import { nearMisses } from './near-misses.ts';
import { forbiddenValues } from './negations.ts';
import { strangersTo } from './non-enum-values.ts';
import { highestOf, lowestOf, shift, stepOf } from './numbers.ts';
import { resizeProperties } from './properties.ts';
import { FREE_NAME } from './schema-location.ts';
import { strangeNames } from './strange-names.ts';
import { stringsFor } from './strings.ts';
import { wrongTypes } from './wrong-types.ts';

/** The place that a violation changes. */
export interface Spot {
  readonly level: Level;
  /** A value that keeps the clause. */
  readonly current: Json;
  /** What holds it. */
  readonly parent: Json | undefined;
}

/** Candidates for a value that breaks `clause`, those that say the most first. */
export function violationsOf(
  workshop: Workshop,
  { keyword, value: expected, pointer }: Clause,
  spot: Spot,
): Variant[] {
  const { level, current } = spot;
  const crossField = crossFieldKeyword(keyword);
  if (crossField !== undefined) {
    const context = { parent: spot.parent, now: workshop.now };
    const pair = Array.isArray(current)
      ? resizeItems(workshop, level, current, Math.max(2, current.length))
      : undefined;
    return [current, ...(pair === undefined ? [] : [pair])].map((value) => ({
      value: crossField.break(expected, value, context),
      label: 'not kept',
    }));
  }
  switch (keyword) {
    case 'type':
      return wrongTypes(level);
    case 'enum':
    case 'const':
      return labelled(strangersTo(workshop, level, current));
    case 'minLength':
      return [
        ...sized(workshop, without(level, 'minLength'), Number(expected) - 1, current),
        // Long enough for who counts the units of UTF-16.
        ...beyondBmp(level, Number(expected) - 1).map((variant) => ({ ...variant, aspect: 'characters' })),
      ];
    case 'maxLength':
      return sized(workshop, without(level, 'maxLength'), Number(expected) + 1, current);
    case 'pattern':
      return typeof current === 'string' ? nearMisses(current) : [];
    case 'format':
      return labelled(malformed(level, String(expected), workshop.now));
    case 'minimum':
    case 'exclusiveMinimum':
      return labelled(beyond(lowestOf(level), stepOf(level), -1, Number(expected)));
    case 'maximum':
    case 'exclusiveMaximum':
      return labelled(beyond(highestOf(level), stepOf(level), 1, Number(expected)));
    case 'multipleOf':
      return typeof current === 'number' ? labelled(offGrid(level, current, Number(expected))) : [];
    case 'minItems':
    case 'maxItems': {
      const length = Number(expected) + (keyword === 'minItems' ? -1 : 1);
      const items = Array.isArray(current) ? resizeItems(workshop, level, current, length) : undefined;
      return items === undefined ? [] : [{ value: items, label: countOf(length, 'item') }];
    }
    case 'uniqueItems':
      return repeated(current);
    case 'contains':
      return matching(workshop, level, pointer, current, 0);
    case 'minContains':
      return matching(workshop, level, containsBeside(pointer), current, Number(expected) - 1);
    case 'maxContains':
      return matching(workshop, level, containsBeside(pointer), current, Number(expected) + 1);
    case 'items':
    case 'unevaluatedItems':
      return oneTooMany(workshop, level, current);
    case 'not':
      return labelled(forbiddenValues(workshop, pointer, current));
    case 'required':
    case 'dependentRequired':
      return leftOut(current, String(expected));
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return undeclared(current);
    case 'minProperties':
    case 'maxProperties': {
      const count = Number(expected) + (keyword === 'minProperties' ? -1 : 1);
      const value = isObject(current) ? resizeProperties(workshop, level, current, count) : undefined;
      return value === undefined ? [] : [{ value, label: countOf(count, 'property') }];
    }
    case 'propertyNames':
      return isObject(current) ? strangeNames(workshop, level, current) : [];
    default:
      return mutations(current);
  }
}

/** Strings that miss a format, as long as the level wants them. */
function malformed(level: Level, format: string, now: Date): string[] {
  const bad = formatSamples(format, now)?.bad ?? [];
  const shortest = atLeast(level, 'minLength', 0);
  return [...bad, ...bad.map((text) => text.padEnd(shortest, text.slice(-1)))];
}

function sized(workshop: Workshop, level: Level, length: number, current: Json): Variant[] {
  if (length < 0 || length > LONGEST_STRING) return [];
  const label = countOf(length, 'character');
  const like = typeof current === 'string' ? { like: current } : {};
  return [...stringsFor(level, { ...workshop, ...like, length })].map((value) => ({ value, label }));
}

function without(level: Level, keyword: string): Level {
  return {
    ...level,
    schemas: level.schemas.map(({ schema, pointer }) => {
      const { [keyword]: _, ...rest } = schema;
      return { schema: rest, pointer };
    }),
  };
}

function beyond(bound: number, step: number, direction: 1 | -1, expected: number): number[] {
  return [shift(bound, step, direction), expected, shift(expected, 1, direction)].filter(Number.isFinite);
}

function offGrid(level: Level, current: number, multiple: number): number[] {
  // A step of another multiple keeps that one.
  const others = numbersOf(level, 'multipleOf').filter((other) => other !== multiple);
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

function matching(workshop: Workshop, level: Level, wanted: string, current: Json, count: number): Variant[] {
  const items = Array.isArray(current) ? withMatches(workshop, level, wanted, current, count) : undefined;
  return items === undefined ? [] : [{ value: items, label: `${countOf(count, 'item')} that it speaks of` }];
}

/** Behind the items that have a schema, one that has none. */
function oneTooMany(workshop: Workshop, level: Level, current: Json): Variant[] {
  if (!Array.isArray(current)) return [];
  const declared = resizeItems(workshop, level, current, Math.max(current.length, pinnedItems(level)));
  if (declared === undefined) return [];
  const more = buildPlain(workshop, itemPointers(level, declared.length));
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
