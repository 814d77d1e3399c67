import { expect, test } from 'vitest';
import type { JsonObject } from '../../../src/contract/json.ts';
import { edgeCasesFor } from '../../../src/verify/values/edge-cases.ts';

const now = new Date('2026-01-31T12:00:00Z');

function edgeCases(schema: JsonObject, keyword: string) {
  const effective = { schemas: [{ schema, pointer: '/schema' }], components: [], avoided: [] };
  return edgeCasesFor({ keyword, value: schema[keyword] ?? null }, effective, now).map(({ value }) => value);
}

test('a string is counted in characters, not in the units of UTF-16', () => {
  const [longest] = edgeCases({ type: 'string', maxLength: 5 }, 'maxLength');
  expect([...String(longest)]).toHaveLength(5);
  expect(longest).toHaveLength(10);
});

test.each([
  [{ type: 'string', maxLength: 2 }, 2],
  [{ type: ['string', 'null'], minLength: 7 }, 7],
])('%o may hold what lies beyond the BMP', (schema, length) => {
  const [text] = edgeCases(schema, 'type');
  expect([...String(text)]).toHaveLength(length);
});

test.each([{ pattern: '^a+$' }, { format: 'email' }, { enum: ['a'] }])('%o says what it may hold', (rest) => {
  expect(edgeCases({ type: 'string', maxLength: 5, ...rest }, 'type')).toEqual([]);
});

test('a multiple may be no whole number of steps for who divides binary fractions', () => {
  const [value] = edgeCases({ type: 'number', multipleOf: 0.01, maximum: 9 }, 'multipleOf');
  expect(Number(value) / 0.01).not.toBe(Math.round(Number(value) / 0.01));
  expect(Math.round(Number(value) * 100)).toBe(Number((Number(value) * 100).toFixed(6)));
});

test('a whole number of quarters is one for everybody', () => {
  expect(edgeCases({ type: 'number', multipleOf: 0.25 }, 'multipleOf')).toEqual([]);
});

test('both truth values are asked', () => {
  expect(edgeCases({ type: 'boolean' }, 'type')).toEqual([true, false]);
});

test('a leap second stands beside a second like any other', () => {
  const effective = {
    schemas: [{ schema: { format: 'date-time' }, pointer: '' }],
    components: [],
    avoided: [],
  };
  const values = edgeCasesFor({ keyword: 'format', value: 'date-time' }, effective, now);
  expect(values).toContainEqual({
    value: '2016-12-31T23:59:60Z',
    label: 'a leap second',
    beside: '2016-12-31T23:59:59Z',
  });
});
