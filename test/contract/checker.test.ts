import { describe, expect, test } from 'vitest';
import { schemaChecker } from '../../src/contract/checker.ts';
import { loadContract } from '../../src/toolkit/bundle/load-contract.ts';

const now = () => new Date('2030-01-01T00:00:00Z');
const contract = await loadContract(new URL('./files/openapi.yaml', import.meta.url));
const checker = schemaChecker(contract, { now });
const check = (value: unknown) => checker.check('/components/schemas/new-thing', value);

test('a valid value has no failures', () => {
  expect(
    check({
      name: 'abc',
      from: '2031-01-01T00:00:00Z',
      until: '2031-01-02T00:00:00Z',
      steps: [{ index: 0 }, { index: 1 }],
    }),
  ).toEqual([]);
});

test('a failure names the place, the keyword, the limit and where the contract says so', () => {
  expect(check({ name: 'abcd' })).toEqual([
    {
      pointer: '/name',
      keyword: 'maxLength',
      expected: 3,
      actual: 'abcd',
      message: "'name' must be 1-3 characters",
      schemaPointer: '/components/schemas/new-thing/properties/name/maxLength',
    },
  ]);
});

describe('a property that is missing or unknown is named itself', () => {
  test('missing, with the sentence that the contract gives it', () => {
    expect(
      check({ child: {} }).map(({ pointer, keyword, message }) => ({ pointer, keyword, message })),
    ).toEqual([
      { pointer: '/name', keyword: 'required', message: "'name' must be 1-3 characters" },
      { pointer: '/child/name', keyword: 'required', message: "'name' must be 1-3 characters" },
    ]);
  });
  test('unknown', () => {
    expect(check({ name: 'a', nmae: 'b' })).toMatchObject([
      { pointer: '/nmae', keyword: 'additionalProperties', actual: 'b', message: 'is not a known field' },
    ]);
  });
});

test('a property can have one sentence for a keyword and another for the rest', () => {
  const twins = [{ index: 1 }, { index: 1 }];
  expect(check({ name: 'a', steps: twins })).toMatchObject([{ message: 'each step has its own index' }]);
  expect(check({ name: 'a', steps: 'none' })).toMatchObject([{ message: "'steps' is a list" }]);
});

test('a clause about several properties names one of them', () => {
  expect(check({ name: 'a', low: 2, high: 1 })).toMatchObject([
    {
      pointer: '/high',
      keyword: 'x-ascending',
      actual: 1,
      message: 'the range goes up',
      schemaPointer: '/components/schemas/new-thing/x-ascending',
    },
  ]);
});

test('what a default brings in counts, and the value itself stays as it is', async () => {
  const hours = {
    type: 'object',
    properties: { start: { type: 'integer', default: 9 }, end: { type: 'integer', default: 17 } },
    'x-ascending': [['start'], ['end']],
  };
  const document = { openapi: '3.1.0', info: { title: 'Hours', version: '1' }, paths: {} };
  const contract = await loadContract({ ...document, components: { schemas: { Hours: hours } } });
  const { check: asSent, checkFilledIn } = schemaChecker(contract, { now });
  const late = { start: 23 };
  expect(asSent('/components/schemas/Hours', late)).toEqual([]);
  expect(checkFilledIn('/components/schemas/Hours', late)).toMatchObject([{ keyword: 'x-ascending' }]);
  expect(late).toEqual({ start: 23 });
});

test('all failures are reported, not the first alone', () => {
  const failures = check({ name: 7, from: 'soon', steps: [{ index: 1 }, { index: 1 }] });
  expect(failures.map(({ pointer, keyword }) => `${pointer} ${keyword}`)).toEqual([
    '/name type',
    '/from format',
    '/steps x-unique-by',
  ]);
});

test('the first failure alone is reported where no more is asked for', () => {
  const value = { name: 7, from: 'soon', colour: 'blue' };
  expect(checker.checkBriefly('/components/schemas/new-thing', value)).toHaveLength(1);
  expect(checker.checkBriefly('/components/schemas/new-thing', { name: 'a' })).toEqual([]);
});

test('time is what was passed in', () => {
  expect(check({ name: 'a', until: '2029-12-31T23:59:59Z' })).toMatchObject([
    { pointer: '/until', keyword: 'x-future' },
  ]);
  expect(check({ name: 'a', until: '2030-01-01T00:00:01Z' })).toEqual([]);
});

test('what a YAML alias puts at two places fails at the place where it is broken', async () => {
  const name = { type: 'string', maxLength: 3 };
  const Names = { properties: { first: name, last: name } };
  const document = { openapi: '3.1.0', info: { title: 'Names', version: '1' }, paths: {} };
  const names = schemaChecker(await loadContract({ ...document, components: { schemas: { Names } } }), {
    now,
  });
  const failures = names.check('/components/schemas/Names', { first: 'long', last: 'longer' });
  expect(failures.map(({ schemaPointer }) => schemaPointer)).toEqual([
    '/components/schemas/Names/properties/first/maxLength',
    '/components/schemas/Names/properties/last/maxLength',
  ]);
});

test('which clauses are broken is what the failures tell', () => {
  const value = { name: 7, from: 'soon', steps: [{ index: 1 }, { index: 1 }] };
  const pointer = '/components/schemas/new-thing';
  const told = checker.check(pointer, value).map(({ keyword, expected, schemaPointer }) => {
    return { keyword, expected, schemaPointer };
  });
  expect(told).not.toEqual([]);
  expect(checker.brokenClauses(pointer, value)).toEqual(told);
});
