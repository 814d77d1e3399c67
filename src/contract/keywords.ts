/**
 * The clauses that JSON Schema cannot say: one row each. The server enforces them, `verify` derives
 * cases from them and the docs show them; all three read this table.
 */

import { ascending } from './ascending.ts';
import type { CrossFieldKeyword } from './cross-field-keyword.ts';
import { sumOf } from './decimal.ts';
import { isObject, type Json } from './json.ts';

const DAY = 24 * 60 * 60 * 1000;

/** `x-unique-by: stepIndex`: no two items of the array share that property's value. */
const uniqueBy: CrossFieldKeyword = {
  name: 'x-unique-by',
  failure: 'repeated',
  valueSchema: { type: 'string', minLength: 1 },
  check(expected, data) {
    if (!Array.isArray(data)) return true;
    const values = valuesOf(String(expected), data).map((value) => JSON.stringify(value));
    return new Set(values).size === values.length;
  },
  satisfy(expected, data) {
    if (!Array.isArray(data)) return data;
    const key = String(expected);
    return data.map((item, index) =>
      isObject(item) && key in item ? { ...item, [key]: distinct(item[key], index) } : item,
    );
  },
  break(expected, data) {
    const key = String(expected);
    const first = Array.isArray(data) ? data.find((item) => isObject(item) && key in item) : undefined;
    if (!Array.isArray(data) || !isObject(first)) return data;
    const [, second = first] = data.filter((item) => isObject(item));
    const twin = { ...(isObject(second) ? second : first), [key]: first[key] ?? null };
    return data.length > 1 ? data.with(1, twin) : [...data, twin];
  },
  message: (expected) => `must not have two items with the same '${String(expected)}'`,
};

/** `x-after: startDate`: this date-time is later than the sibling's, where both are present. */
const after: CrossFieldKeyword = {
  name: 'x-after',
  valueSchema: { type: 'string', minLength: 1 },
  check(expected, data, { parent }) {
    const [mine, sibling] = [instant(data), siblingInstant(expected, parent)];
    return mine === undefined || sibling === undefined || mine > sibling;
  },
  satisfy(expected, data, { parent }) {
    const sibling = siblingInstant(expected, parent);
    return sibling === undefined ? data : new Date(sibling + DAY).toISOString();
  },
  break(expected, data, { parent }) {
    const sibling = siblingInstant(expected, parent);
    return sibling === undefined ? data : new Date(sibling).toISOString();
  },
  message: (expected) => `must be later than '${String(expected)}'`,
};

/** `x-future: true`: this date-time lies in the future when the request arrives. */
const future: CrossFieldKeyword = {
  name: 'x-future',
  valueSchema: { const: true },
  check(_, data, { now }) {
    const mine = instant(data);
    return mine === undefined || mine > now.getTime();
  },
  satisfy: (_, __, { now }) => new Date(now.getTime() + 365 * DAY).toISOString(),
  break: (_, __, { now }) => new Date(now.getTime() - DAY).toISOString(),
  message: () => 'must be in the future',
};

/** `x-past: true`: this date-time lies in the past when the request arrives. */
const past: CrossFieldKeyword = {
  name: 'x-past',
  valueSchema: { const: true },
  check(_, data, { now }) {
    const mine = instant(data);
    return mine === undefined || mine < now.getTime();
  },
  satisfy: (_, __, { now }) => new Date(now.getTime() - 365 * DAY).toISOString(),
  break: (_, __, { now }) => new Date(now.getTime() + DAY).toISOString(),
  message: () => 'must be in the past',
};

/** `x-sum: {of: distribution_percent, is: 100}`: the items' values add up to that. */
const sum: CrossFieldKeyword = {
  name: 'x-sum',
  valueSchema: {
    type: 'object',
    properties: { of: { type: 'string' }, is: { type: 'number' } },
    required: ['of', 'is'],
    additionalProperties: false,
  },
  check(expected, data) {
    const { of, is } = readSum(expected);
    return !Array.isArray(data) || data.length === 0 || total(of, data) === is;
  },
  satisfy(expected, data) {
    const { of, is } = readSum(expected);
    if (!Array.isArray(data)) return data;
    const share = Math.floor(is / data.length);
    return data.map((item, index) =>
      isObject(item) ? { ...item, [of]: index === 0 ? is - share * (data.length - 1) : share } : item,
    );
  },
  break(expected, data) {
    const { of } = readSum(expected);
    if (!Array.isArray(data)) return data;
    const [first, ...rest] = data;
    const value = isObject(first) ? first[of] : undefined;
    if (!isObject(first) || typeof value !== 'number') return data;
    return [{ ...first, [of]: value > 0 ? value - 1 : value + 1 }, ...rest];
  },
  message(expected, data) {
    const { of, is } = readSum(expected);
    return `must have '${of}' values that add up to ${is}, got ${Array.isArray(data) ? total(of, data) : 0}`;
  },
};

/** `x-known: timezone`: the value is a member of a well-known list. */
const known: CrossFieldKeyword = {
  name: 'x-known',
  failure: 'unknown',
  givesMeaning: true,
  valueSchema: { enum: ['timezone'] },
  check: (_, data) => typeof data !== 'string' || isTimeZone(data),
  satisfy: () => 'Europe/Lisbon',
  break: () => 'Nowhere/Atlantis',
  message: () => 'must be an IANA time zone, like Europe/Lisbon',
};

/** All of them; a new one is a new row. */
export const crossFieldKeywords: readonly CrossFieldKeyword[] = [
  uniqueBy,
  after,
  future,
  past,
  sum,
  known,
  ascending,
];

/** IANA names only: `Intl` would take an offset like `+01:00` as well. */
function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** RFC 3339: `Date.parse` alone would take `Tuesday` and local times. */
const DATE_TIME = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/;

/** Milliseconds since the epoch, if `data` is a date-time. A leap second counts as the second before it. */
function instant(data: Json | undefined): number | undefined {
  if (typeof data !== 'string' || !DATE_TIME.test(data)) return undefined;
  const time = Date.parse(
    data
      .replace(/:60(?=[.Zz+-])/, ':59')
      .replace(/[t ]/, 'T')
      .replace(/z$/, 'Z'),
  );
  return Number.isNaN(time) ? undefined : time;
}

function siblingInstant(name: Json, parent: Json | undefined): number | undefined {
  return isObject(parent) ? instant(parent[String(name)]) : undefined;
}

function valuesOf(key: string, items: readonly Json[]): Json[] {
  return items.flatMap((item) => (isObject(item) && item[key] !== undefined ? [item[key]] : []));
}

function distinct(value: Json | undefined, index: number): Json {
  return typeof value === 'string' ? `${value}${index}` : index;
}

function readSum(expected: Json): { of: string; is: number } {
  return isObject(expected) ? { of: String(expected['of']), is: Number(expected['is']) } : { of: '', is: 0 };
}

function total(key: string, items: readonly Json[]): number {
  return sumOf(valuesOf(key, items).filter((value) => typeof value === 'number'));
}
