import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../src/contract/json.ts';
import { crossFieldKeywords } from '../../src/contract/keywords.ts';

const now = new Date('2030-01-01T00:00:00Z');

interface Row {
  name: string;
  expected: Json;
  parent?: Json;
  kept: Json[];
  broken: Json[];
}

const rows: Row[] = [
  {
    name: 'x-unique-by',
    expected: 'index',
    kept: [[], [{ index: 0 }], [{ index: 0 }, { index: 1 }], [{ index: 0 }, {}, {}], 'no array'],
    broken: [
      [{ index: 0 }, { index: 0 }],
      [{ index: 'a' }, { index: 'b' }, { index: 'a' }],
    ],
  },
  {
    name: 'x-after',
    expected: 'start',
    parent: { start: '2030-05-01T12:00:00+02:00' },
    kept: ['2030-05-01T10:00:01Z', '2031-01-01T00:00:00.5Z', null, 'no date'],
    broken: ['2030-05-01T10:00:00Z', '2030-05-01T09:59:59Z'],
  },
  {
    name: 'x-future',
    expected: true,
    kept: ['2030-01-01T00:00:00.001Z', null],
    broken: ['2030-01-01T00:00:00Z', '2016-12-31T23:59:60Z'],
  },
  {
    name: 'x-past',
    expected: true,
    kept: ['2029-12-31T23:59:59.999Z', null],
    broken: ['2030-01-01T00:00:00Z', '2030-06-01T00:00:00Z'],
  },
  {
    name: 'x-sum',
    expected: { of: 'percent', is: 100 },
    kept: [[], [{ percent: 100 }], [{ percent: 60 }, { percent: 40 }]],
    broken: [[{ percent: 90 }], [{ percent: 60 }, { percent: 41 }], [{}]],
  },
  {
    name: 'x-known',
    expected: 'timezone',
    kept: ['Europe/Lisbon', 'UTC', 'America/Argentina/Buenos_Aires', 'US/Eastern', 7],
    broken: ['Nowhere/Atlantis', '+01:00', ''],
  },
  {
    name: 'x-ascending',
    expected: [
      ['from', 'fromMinute'],
      ['to', 'toMinute'],
    ],
    kept: [
      { from: 9, fromMinute: 30, to: 17, toMinute: 0 },
      { from: 9, fromMinute: 0, to: 9, toMinute: 1 },
      { from: 18, to: 17, toMinute: 0 },
      { from: '18', fromMinute: 0, to: 17, toMinute: 0 },
      {},
      'no object',
    ],
    broken: [
      { from: 9, fromMinute: 30, to: 9, toMinute: 30 },
      { from: 17, fromMinute: 0, to: 9, toMinute: 30 },
      { from: 9, fromMinute: 1, to: 9, toMinute: 0 },
    ],
  },
];

test('every keyword of the table is tried here', () => {
  expect(rows.map(({ name }) => name).sort()).toEqual(crossFieldKeywords.map(({ name }) => name).sort());
});

describe.each(rows)('$name', ({ name, expected, parent, kept, broken }) => {
  const keyword = crossFieldKeywords.find((candidate) => candidate.name === name);
  if (keyword === undefined) throw new Error(`no keyword ${name}`);
  const context = { parent, now };

  test('its value fits its own schema', () => {
    expect(new Ajv2020().validate(keyword.valueSchema, expected)).toBe(true);
    expect(new Ajv2020().validate(keyword.valueSchema, 12)).toBe(false);
  });
  test.each(kept.map((data) => ({ data })))('is kept by $data', ({ data }) => {
    expect(keyword.check(expected, data, context)).toBe(true);
  });
  test.each(broken.map((data) => ({ data })))('is broken by $data', ({ data }) => {
    expect(keyword.check(expected, data, context)).toBe(false);
    expect(keyword.message(expected, data)).toMatch(/^must /);
  });
  test('satisfy and break do what they say', () => {
    const [sample = null] = broken;
    expect(keyword.check(expected, keyword.satisfy(expected, sample, context), context)).toBe(true);
    const [, good = null] = kept;
    expect(keyword.check(expected, keyword.break(expected, good, context), context)).toBe(false);
  });
});

test.each([
  [[0.6, 0.3, 0.1], true],
  [[1.5, -0.5], true],
  [[0.6, 0.3], false],
  [[1, 1e-7], false],
])('x-sum adds decimals as they are written: %j', (shares, kept) => {
  const keyword = crossFieldKeywords.find(({ name }) => name === 'x-sum');
  const data = shares.map((share) => ({ share }));
  expect(keyword?.check({ of: 'share', is: 1 }, data, { parent: undefined, now })).toBe(kept);
});

describe('x-ascending', () => {
  const [keyword] = crossFieldKeywords.filter(({ name }) => name === 'x-ascending');
  const context = { parent: undefined, now };

  test('compares any number of lists, each with the next', () => {
    const expected = [['low'], ['middle'], ['high']];
    expect(keyword?.check(expected, { low: 1, middle: 2, high: 3 }, context)).toBe(true);
    expect(keyword?.check(expected, { low: 1, middle: 3, high: 3 }, context)).toBe(false);
    expect(keyword?.satisfy(expected, { low: 5, middle: 5, high: 5 }, context)).toEqual({
      low: 3,
      middle: 4,
      high: 5,
    });
  });
  test('is broken for properties that are not there, too', () => {
    expect(keyword?.break([['low'], ['high']], { name: 'x' }, context)).toEqual({
      name: 'x',
      low: 1,
      high: 1,
    });
  });
  test('is about the first property of the last list', () => {
    expect(
      keyword?.subject?.([
        ['from', 'fromMinute'],
        ['to', 'toMinute'],
      ]),
    ).toBe('to');
  });
});
