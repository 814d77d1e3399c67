/** Items of arrays: how many there are, which differ, which are of a kind. */
import type { Json } from '@countersign/contract';
import { buildPlain } from '../build-plain.ts';
import { containsBeside, withMatches } from '../contains.ts';
import { countOf, describeValue } from '../describe-value.ts';
import { itemPointers } from '../effective-schema.ts';
import { pinnedItems, resizeItems } from '../items.ts';
import type { Variant } from '../variant.ts';
import type { ClauseAt, KeywordRows, KeywordValues, ValueAt } from './keyword-values.ts';

/** @param outside from the bound to the first length that it does not allow */
function bound(outside: 1 | -1): KeywordValues {
  return {
    boundary(place) {
      const items = resized(place, Number(place.expected));
      return items === undefined ? [] : [{ value: items, label: countOf(items.length, 'item') }];
    },
    violations(place) {
      const length = Number(place.expected) + outside;
      const items = resized(place, length);
      return items === undefined ? [] : [{ value: items, label: countOf(length, 'item') }];
    },
  };
}

const twoDifferent = (place: ValueAt): Variant[] => {
  const items = resized(place, 2);
  return items === undefined ? [] : [{ value: items, label: 'two different items' }];
};

export const arrayKeywords = {
  minItems: bound(-1),
  maxItems: bound(1),
  uniqueItems: { boundary: twoDifferent, violations: ({ current }) => repeated(current) },
  'x-unique-by': { boundary: twoDifferent },
  contains: {
    boundary: (place) => matchingBeside(place, 1),
    violations: (place) => matching(place, place.pointer, 0),
  },
  minContains: {
    boundary: (place) => matchingBeside(place, Number(place.expected)),
    violations: (place) => matching(place, containsBeside(place.pointer), Number(place.expected) - 1),
  },
  maxContains: {
    boundary: (place) => matchingBeside(place, Number(place.expected)),
    violations: (place) => matching(place, containsBeside(place.pointer), Number(place.expected) + 1),
  },
  items: { violations: (place) => oneTooMany(place) },
  unevaluatedItems: { violations: (place) => oneTooMany(place) },
} satisfies KeywordRows;

function resized({ generation, effective, current }: ValueAt, length: number): Json[] | undefined {
  return Array.isArray(current) ? resizeItems(generation, effective, current, length) : undefined;
}

function repeated(current: Json): Variant[] {
  if (!Array.isArray(current) || current.length === 0) return [];
  const [first = null] = current;
  return [
    { value: [...current, first], label: 'an item twice' },
    { value: [...current.slice(0, -1), first], label: 'an item twice' },
  ];
}

function matchingBeside(place: ValueAt, count: number): Variant[] {
  const owner = place.effective.schemas.find(({ schema }) => schema['contains'] !== undefined);
  return owner === undefined ? [] : matching(place, `${owner.pointer}/contains`, count);
}

function matching({ generation, effective, current }: ValueAt, wanted: string, count: number): Variant[] {
  const items = Array.isArray(current)
    ? withMatches(generation, effective, wanted, current, count)
    : undefined;
  return items === undefined ? [] : [{ value: items, label: `${countOf(count, 'item')} that it speaks of` }];
}

/** Behind the items that have a schema, one that has none. */
function oneTooMany({ generation, effective, current }: ClauseAt): Variant[] {
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
