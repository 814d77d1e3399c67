/** Numbers at, inside and beyond the bounds of a level. */
import { atLeast, atMost, type Level, numbersOf, typesOf } from './effective-schema.ts';

/** The distance between neighbours among the numbers that the level allows. */
export function stepOf(level: Level): number {
  const multiples = numbersOf(level, 'multipleOf');
  if (multiples.length > 0) return multiples.reduce(commonMultiple);
  return typesOf(level).includes('number') && !isInteger(level) ? 0.5 : 1;
}

/** Candidates for a number of the level, the plainest first. */
export function numbersFor(level: Level): number[] {
  const step = stepOf(level);
  const lowest = lowestOf(level, step);
  const highest = highestOf(level, step);
  const inside = [1, 0, 10].filter((value) => value >= lowest && value <= highest);
  const multiples = inside.map((value) => onGrid(value, step));
  return [...multiples, lowest, highest, step, 2 * step, -step].filter(
    (value) => Number.isFinite(value) && value >= lowest && value <= highest,
  );
}

export function lowestOf(level: Level, step = stepOf(level)): number {
  const above = atLeast(level, 'exclusiveMinimum', -Infinity);
  const minimum = ceilToGrid(atLeast(level, 'minimum', -Infinity), step);
  return Math.max(minimum, Number.isFinite(above) ? nextAbove(above, step) : -Infinity);
}

export function highestOf(level: Level, step = stepOf(level)): number {
  const below = atMost(level, 'exclusiveMaximum');
  const maximum = floorToGrid(atMost(level, 'maximum'), step);
  return Math.min(maximum, Number.isFinite(below) ? nextBelow(below, step) : Infinity);
}

/** `count` steps of `step` away from `value`, without the error that adding decimal fractions brings. */
export function shift(value: number, step: number, count: number): number {
  return exact(value + step * count, Math.max(decimalsOf(value), decimalsOf(step)));
}

/** The smallest number of which both are divisors, as decimal fractions. */
function commonMultiple(one: number, other: number): number {
  const decimals = Math.max(decimalsOf(one), decimalsOf(other));
  const [a, b] = [one, other].map((each) => Math.round(each * 10 ** decimals));
  if (a === undefined || b === undefined) return one;
  return exact((a / commonDivisor(a, b)) * b * 10 ** -decimals, decimals);
}

function commonDivisor(one: number, other: number): number {
  return other === 0 ? one : commonDivisor(other, one % other);
}

function isInteger(level: Level): boolean {
  return !typesOf(level).includes('number') && typesOf(level).includes('integer');
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
