/** The values on the outer side of a clause. Whether one breaks that clause alone is shown elsewhere. */
import type { Clause } from '../../contract/clauses.ts';
import { isObject, type Json, type JsonObject } from '../../contract/json.ts';
import type { Variant } from './boundaries.ts';
import { crossFieldKeyword } from './cross-fields.ts';
import { countOf, describeValue } from './describe-value.ts';
import { formatSamples } from './formats.ts';
import { resizeItems } from './items.ts';
import type { Level } from './level.ts';
import { nearMisses } from './near-misses.ts';
import { highestOf, lowestOf, shift, stepOf } from './numbers.ts';
import { resizeProperties } from './properties.ts';
import { FREE_NAME } from './site.ts';
import { LONGEST_STRING, stringsFor } from './strings.ts';
import type { Workshop } from './workshop.ts';
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
  { keyword, value: expected }: Clause,
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
      return labelled(strangers(current));
    case 'minLength':
      return sized(workshop, without(level, 'minLength'), Number(expected) - 1, current);
    case 'maxLength':
      return sized(workshop, without(level, 'maxLength'), Number(expected) + 1, current);
    case 'pattern':
      return typeof current === 'string' ? nearMisses(current) : [];
    case 'format':
      return labelled(formatSamples(String(expected), workshop.now)?.bad ?? []);
    case 'minimum':
    case 'exclusiveMinimum':
      return labelled(beyond(lowestOf(level), stepOf(level), -1, Number(expected)));
    case 'maximum':
    case 'exclusiveMaximum':
      return labelled(beyond(highestOf(level), stepOf(level), 1, Number(expected)));
    case 'multipleOf':
      return typeof current === 'number' ? labelled(offGrid(current, Number(expected))) : [];
    case 'minItems':
    case 'maxItems': {
      const length = Number(expected) + (keyword === 'minItems' ? -1 : 1);
      const items = Array.isArray(current) ? resizeItems(workshop, level, current, length) : undefined;
      return items === undefined ? [] : [{ value: items, label: countOf(length, 'item') }];
    }
    case 'uniqueItems':
      return repeated(current);
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
      return isObject(current) ? strangeNames(current) : [];
    default:
      return mutations(current);
  }
}

/** Values near the members of an enum, of the same type. */
function strangers(current: Json): Json[] {
  if (typeof current === 'number') return [current + 1, current - 1, current + 1000, -1];
  if (typeof current === 'boolean') return [!current];
  if (typeof current !== 'string') return ['notAMember', 99];
  return [`${current}x`, current.toUpperCase(), current.toLowerCase(), 'notAMember'];
}

function sized(workshop: Workshop, level: Level, length: number, current: Json): Variant[] {
  if (length < 0 || length > LONGEST_STRING) return [];
  const label = countOf(length, 'character');
  const like = typeof current === 'string' ? { like: current } : {};
  return stringsFor(level, { ...workshop, ...like, length }).map((value) => ({ value, label }));
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

function offGrid(current: number, multiple: number): number[] {
  return [shift(current, multiple / 2, 1), shift(current, multiple / 10, 1), current + 1, current + 0.5];
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

function strangeNames(current: JsonObject): Variant[] {
  const [value = 'text'] = Object.values(current);
  return ['', 'a b!', 'é', '1', '-', 'A', 'a'.repeat(300)].map((name) => ({
    value: { ...current, [name]: value },
    label:
      name.length > 10 ? `a name of ${countOf(name.length, 'character')}` : `the name ${describeValue(name)}`,
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
