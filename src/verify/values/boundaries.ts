/** The values on the inner side of a clause: the longest name that is allowed, the smallest number, … */
import { isObject, type Json } from '@countersign/contract';
import { withMatches } from './contains.ts';
import { countOf, describeValue } from './describe-value.ts';
import type { Level } from './effective-schema.ts';
import type { Workshop } from './generation-context.ts';
import { resizeItems } from './items.ts';
import { highestOf, lowestOf } from './numbers.ts';
import { resizeProperties } from './properties.ts';
import { stringsFor } from './strings.ts';

export interface Variant {
  readonly value: Json;
  /** For the name of the case: `200 characters`. */
  readonly label: string;
  /** Which way of breaking a clause it is, where one value cannot show them all. @default '' */
  readonly aspect?: string;
}

/** Candidates for the value nearest to breaking `keyword: expected` at a place whose value is `current`. */
export function boundariesOf(
  workshop: Workshop,
  level: Level,
  keyword: string,
  expected: Json,
  current: Json,
): Variant[] {
  switch (keyword) {
    case 'minLength':
    case 'maxLength':
      return strings(workshop, level, Number(expected), current);
    case 'minimum':
    case 'exclusiveMinimum':
      return numbers(lowestOf(level));
    case 'maximum':
    case 'exclusiveMaximum':
      return numbers(highestOf(level));
    case 'minItems':
    case 'maxItems': {
      if (!Array.isArray(current)) return [];
      const items = resizeItems(workshop, level, current, Number(expected));
      return items === undefined ? [] : [{ value: items, label: countOf(items.length, 'item') }];
    }
    case 'uniqueItems':
    case 'x-unique-by': {
      const items = Array.isArray(current) ? resizeItems(workshop, level, current, 2) : undefined;
      return items === undefined ? [] : [{ value: items, label: 'two different items' }];
    }
    case 'contains':
    case 'minContains':
    case 'maxContains':
      return matches(workshop, level, keyword === 'contains' ? 1 : Number(expected), current);
    case 'maxProperties':
    case 'minProperties': {
      const value = isObject(current)
        ? resizeProperties(workshop, level, current, Number(expected))
        : undefined;
      return value === undefined ? [] : [{ value, label: countOf(Number(expected), 'property') }];
    }
    default:
      return [];
  }
}

function strings(workshop: Workshop, level: Level, length: number, current: Json): Variant[] {
  const like = typeof current === 'string' ? { like: current } : {};
  const label = countOf(length, 'character');
  return [...stringsFor(level, { ...workshop, ...like, length })].map((value) => ({ value, label }));
}

function matches(workshop: Workshop, level: Level, count: number, current: Json): Variant[] {
  const owner = level.schemas.find(({ schema }) => schema['contains'] !== undefined);
  if (owner === undefined || !Array.isArray(current)) return [];
  const items = withMatches(workshop, level, `${owner.pointer}/contains`, current, count);
  return items === undefined ? [] : [{ value: items, label: `${countOf(count, 'item')} that it speaks of` }];
}

function numbers(value: number): Variant[] {
  return Number.isFinite(value) ? [{ value, label: describeValue(value) }] : [];
}
