/** Bounds and steps of numbers. */
import { describeValue } from '../describe-value.ts';
import { type EffectiveSchema, numbersOf } from '../effective-schema.ts';
import { highestOf, lowestOf, shift, stepOf } from '../numbers.ts';
import { labelled, type Variant } from '../variant.ts';
import type { KeywordRows, KeywordValues } from './keyword-values.ts';

/** How many multiples are looked through for one that binary fractions miss. */
const MOST_MULTIPLES = 1_000;

const lower: KeywordValues = {
  boundary: ({ effective }) => finite(lowestOf(effective)),
  violations: ({ effective, expected }) =>
    labelled(beyond(lowestOf(effective), stepOf(effective), -1, Number(expected))),
};

const upper: KeywordValues = {
  boundary: ({ effective }) => finite(highestOf(effective)),
  violations: ({ effective, expected }) =>
    labelled(beyond(highestOf(effective), stepOf(effective), 1, Number(expected))),
};

export const numberKeywords = {
  minimum: lower,
  exclusiveMinimum: lower,
  maximum: upper,
  exclusiveMaximum: upper,
  multipleOf: {
    violations: ({ effective, current, expected }) =>
      typeof current === 'number' ? labelled(offGrid(effective, current, Number(expected))) : [],
    edgeCases: (_, effective) => inexactMultiple(effective),
  },
} satisfies KeywordRows;

function finite(value: number): Variant[] {
  return Number.isFinite(value) ? labelled([value]) : [];
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

/** A multiple that divides into no whole number where decimals are taken for binary fractions: 0.07 and 0.01. */
function inexactMultiple(effective: EffectiveSchema): Variant[] {
  const step = stepOf(effective);
  const lowest = Math.max(0, lowestOf(effective, step));
  for (let count = 1; count <= MOST_MULTIPLES; count++) {
    const value = shift(lowest, step, count);
    if (value > highestOf(effective, step)) return [];
    if (!Number.isInteger(value / step)) return [{ value, label: describeValue(value) }];
  }
  return [];
}
