/** Numbers at, inside and beyond the bounds of an effective schema. */
import { atLeast, atMost, type EffectiveSchema, numbersOf, typesOf } from './effective-schema.ts';

/** The distance between neighbours among the numbers that the effective schema allows. */
export function stepOf(effective: EffectiveSchema): number {
  const multiples = numbersOf(effective, 'multipleOf');
  if (multiples.length > 0) return multiples.reduce(commonMultiple);
  return typesOf(effective).includes('number') && !isInteger(effective) ? 0.5 : 1;
}

/** Candidates for a number of the effective schema, the plainest first. */
export function numbersFor(effective: EffectiveSchema): number[] {
  const step = stepOf(effective);
  const lowest = lowestOf(effective, step);
  const highest = highestOf(effective, step);
  const inside = [1, 0, 10].filter((value) => value >= lowest && value <= highest);
  const multiples = inside.map((value) => onGrid(value, step));
  return [...multiples, lowest, highest, step, 2 * step, -step].filter(
    (value) => Number.isFinite(value) && value >= lowest && value <= highest,
  );
}

export function lowestOf(effective: EffectiveSchema, step = stepOf(effective)): number {
  const above = atLeast(effective, 'exclusiveMinimum', -Infinity);
  const minimum = ceilToGrid(atLeast(effective, 'minimum', -Infinity), step);
  return Math.max(minimum, Number.isFinite(above) ? nextAbove(above, step) : -Infinity);
}

export function highestOf(effective: EffectiveSchema, step = stepOf(effective)): number {
  const below = atMost(effective, 'exclusiveMaximum');
  const maximum = floorToGrid(atMost(effective, 'maximum'), step);
  return Math.min(maximum, Number.isFinite(below) ? nextBelow(below, step) : Infinity);
}

/** `count` steps of `step` away from `value`, without the error that adding decimal fractions brings. */
export function shift(value: number, step: number, count: number): number {
  return exact(value + step * count, Math.max(decimalsOf(value), decimalsOf(step)));
}

/** The smallest number of which both are divisors, as decimal fractions. */
function commonMultiple(one: number, other: number): number {
  const decimals = Math.max(decimalsOf(one), decimalsOf(other));
  const [a, b] = [one, other].map((value) => Math.round(value * 10 ** decimals));
  if (a === undefined || b === undefined) return one;
  return exact((a / commonDivisor(a, b)) * b * 10 ** -decimals, decimals);
}

function commonDivisor(one: number, other: number): number {
  return other === 0 ? one : commonDivisor(other, one % other);
}

function isInteger(effective: EffectiveSchema): boolean {
  return !typesOf(effective).includes('number') && typesOf(effective).includes('integer');
}

function onGrid(value: number, step: number): number {
  return exact(Math.round(value / step) * step, decimalsOf(step));
}

function ceilToGrid(value: number, step: number): number {
  return Number.isFinite(value) ? exact(Math.ceil(exact(value / step, 9)) * step, decimalsOf(step)) : value;
}

function floorToGrid(value: number, step: number): number {
  return Number.isFinite(value) ? exact(Math.floor(exact(value / step, 9)) * step, decimalsOf(step)) : value;
}

function nextAbove(value: number, step: number): number {
  const next = ceilToGrid(value, step);
  return next > value ? next : shift(next, step, 1);
}

function nextBelow(value: number, step: number): number {
  const next = floorToGrid(value, step);
  return next < value ? next : shift(next, step, -1);
}

function decimalsOf(value: number): number {
  const [, fraction = '', exponent = '0'] = /^-?\d+(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value)) ?? [];
  return Math.max(0, fraction.length - Number(exponent));
}

function exact(value: number, decimals: number): number {
  return Number(value.toFixed(Math.min(decimals, 100)));
}
