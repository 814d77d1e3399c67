/** The values on the inner side of a clause: the longest name that is allowed, the smallest number, … */
import { isObject, type Json } from '@countersign/contract';
import { withMatches } from './contains.ts';
import { countOf, describeValue } from './describe-value.ts';
import type { EffectiveSchema } from './effective-schema.ts';
import type { GenerationContext } from './generation-context.ts';
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
  generation: GenerationContext,
  effective: EffectiveSchema,
  keyword: string,
  expected: Json,
  current: Json,
): Variant[] {
  switch (keyword) {
    case 'minLength':
    case 'maxLength':
      return strings(generation, effective, Number(expected), current);
    case 'minimum':
    case 'exclusiveMinimum':
      return numbers(lowestOf(effective));
    case 'maximum':
    case 'exclusiveMaximum':
      return numbers(highestOf(effective));
    case 'minItems':
    case 'maxItems': {
      if (!Array.isArray(current)) return [];
      const items = resizeItems(generation, effective, current, Number(expected));
      return items === undefined ? [] : [{ value: items, label: countOf(items.length, 'item') }];
    }
    case 'uniqueItems':
    case 'x-unique-by': {
      const items = Array.isArray(current) ? resizeItems(generation, effective, current, 2) : undefined;
      return items === undefined ? [] : [{ value: items, label: 'two different items' }];
    }
    case 'contains':
    case 'minContains':
    case 'maxContains':
      return matches(generation, effective, keyword === 'contains' ? 1 : Number(expected), current);
    case 'maxProperties':
    case 'minProperties': {
      const value = isObject(current)
        ? resizeProperties(generation, effective, current, Number(expected))
        : undefined;
      return value === undefined ? [] : [{ value, label: countOf(Number(expected), 'property') }];
    }
    default:
      return [];
  }
}

function strings(
  generation: GenerationContext,
  effective: EffectiveSchema,
  length: number,
  current: Json,
): Variant[] {
  const like = typeof current === 'string' ? { like: current } : {};
  const label = countOf(length, 'character');
  return [...stringsFor(effective, { ...generation, ...like, length })].map((value) => ({ value, label }));
}

function matches(
  generation: GenerationContext,
  effective: EffectiveSchema,
  count: number,
  current: Json,
): Variant[] {
  const owner = effective.schemas.find(({ schema }) => schema['contains'] !== undefined);
  if (owner === undefined || !Array.isArray(current)) return [];
  const items = withMatches(generation, effective, `${owner.pointer}/contains`, current, count);
  return items === undefined ? [] : [{ value: items, label: `${countOf(count, 'item')} that it speaks of` }];
}

function numbers(value: number): Variant[] {
  return Number.isFinite(value) ? [{ value, label: describeValue(value) }] : [];
}
