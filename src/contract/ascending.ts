import type { CrossFieldKeyword } from './cross-field-keyword.ts';
import { isObject, type Json } from './json.ts';

/**
 * `x-ascending: [[startHour, startMinute], [endHour, endMinute]]`, beside the properties it names: their values,
 * compared list by list and in a list place by place, ascend. Where one of them is no number, nothing is said.
 */
export const ascending: CrossFieldKeyword = {
  name: 'x-ascending',
  failure: 'out of order',
  valueSchema: {
    type: 'array',
    minItems: 2,
    items: { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } },
  },
  subject: (expected) => listsIn(expected).at(-1)?.[0],
  check(expected, data) {
    const values = numbersOf(listsIn(expected), data);
    return (
      values === undefined || values.every((list, index) => index === 0 || isLess(values[index - 1], list))
    );
  },
  satisfy(expected, data) {
    const lists = listsIn(expected);
    const values = numbersOf(lists, data);
    if (values === undefined || !isObject(data)) return data;
    const changed = { ...data };
    for (let index = lists.length - 2; index >= 0; index--) {
      const [name = ''] = lists[index] ?? [];
      const [nextName = ''] = lists[index + 1] ?? [];
      const next = lists[index + 1]?.map((name) => Number(changed[name]));
      // One below the next list in the first place, whatever stands in the others.
      if (!isLess(values[index], next)) changed[name] = Number(changed[nextName]) - 1;
    }
    return changed;
  },
  break(expected, data) {
    if (!isObject(data)) return data;
    const lists = listsIn(expected);
    const [first = [], last = first] = [lists[0], lists.at(-1)];
    // What lies between the two is within the bounds of both more often than either of them is.
    const middle = first.map((name, place) => between(data[name], data[last[place] ?? name]));
    const changes = lists.flatMap((list) =>
      list.map((name, place) => [name, middle[place] ?? FREE] as const),
    );
    return { ...data, ...Object.fromEntries(changes) };
  },
  message(expected) {
    const [[name = '', ...before] = [], [, ...after] = []] = listsIn(expected).slice(-2);
    const tie = [...after, ...before].map((name) => `'${name}'`).join(' and ');
    return `must be greater than '${name}'${tie === '' ? '' : ` (${tie} decide where they are equal)`}`;
  },
};

/** For a property that is not there: within bounds that begin at 0 or 1. */
const FREE = 1;

function listsIn(expected: Json): string[][] {
  if (!Array.isArray(expected)) return [];
  return expected.map((list) => (Array.isArray(list) ? list.map(String) : []));
}

function numbersOf(lists: readonly (readonly string[])[], data: Json): number[][] | undefined {
  if (!isObject(data)) return undefined;
  const numbers = lists.map((list) =>
    list.map((name) => data[name]).filter((value) => typeof value === 'number'),
  );
  return numbers.every((found, index) => found.length === lists[index]?.length) ? numbers : undefined;
}

function isLess(one: readonly number[] = [], other: readonly number[] = []): boolean {
  const place = one.findIndex((value, index) => value !== other[index]);
  return place !== -1 && Number(one[place]) < Number(other[place]);
}

function between(one: Json | undefined, other: Json | undefined): number {
  const low = typeof one === 'number' ? one : FREE;
  const high = typeof other === 'number' ? other : low;
  return Math.floor((low + high) / 2);
}
