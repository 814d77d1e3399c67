/** Properties of objects: how many there are, which must be there, how they may be called. */
import { isObject, type Json } from '@countersign/contract';
import { countOf } from '../describe-value.ts';
import { resizeProperties } from '../properties.ts';
import { FREE_NAME } from '../schema-location.ts';
import { strangeNames } from '../unusual-names.ts';
import type { Variant } from '../variant.ts';
import type { ClauseAt, KeywordRows, KeywordValues, ValueAt } from './keyword-values.ts';

/** @param outside from the bound to the first number that it does not allow */
function bound(outside: 1 | -1): KeywordValues {
  return {
    boundary: (place) => resized(place, Number(place.expected)),
    violations: (place) => resized(place, Number(place.expected) + outside),
  };
}

const leftOut = ({ current, expected }: ClauseAt): Variant[] => {
  const name = String(expected);
  if (!isObject(current) || !Object.hasOwn(current, name)) return [];
  const { [name]: _, ...rest } = current;
  return [{ value: rest, label: 'left out' }];
};

export const objectKeywords = {
  minProperties: bound(-1),
  maxProperties: bound(1),
  propertyNames: {
    violations: ({ generation, effective, current }) =>
      isObject(current) ? strangeNames(generation, effective, current) : [],
  },
  additionalProperties: { violations: ({ current }) => undeclared(current) },
  unevaluatedProperties: { violations: ({ current }) => undeclared(current) },
  required: { violations: leftOut },
  dependentRequired: { violations: leftOut },
} satisfies KeywordRows;

function resized({ generation, effective, current }: ValueAt, count: number): Variant[] {
  const value = isObject(current) ? resizeProperties(generation, effective, current, count) : undefined;
  return value === undefined ? [] : [{ value, label: countOf(count, 'property') }];
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
