/** A keyword whose value is of no use is told at its place: no validator compiles the schema around it. */
import { expect, test } from 'vitest';
import { contractProblems, type Json, toContract } from '../../src/contract/exports.ts';

function problemsOf(keyword: string, value: Json): string[] {
  const contract = toContract({
    openapi: '3.1.0',
    info: { title: 'Things', version: '1' },
    paths: {},
    components: { schemas: { Thing: { [keyword]: value } } },
  });
  return contractProblems(contract)
    .filter(({ rule }) => rule === 'keyword-value')
    .map(({ pointer, message }) => `${pointer} ${message}`);
}

test.each<[string, Json, string]>([
  ['minLength', '3', 'minLength must be a whole number from 0 on, found "3"'],
  ['maxItems', -1, 'maxItems must be a whole number from 0 on, found -1'],
  ['multipleOf', 0, 'multipleOf must be a number above 0, found 0'],
  ['minimum', true, 'minimum must be a number, found true'],
  ['pattern', 3, 'pattern must be a text, found 3'],
  ['uniqueItems', 'yes', 'uniqueItems must be true or false, found "yes"'],
  [
    'type',
    'text',
    'type must be one of null, boolean, object, array, number, integer, string, or a list of them, found "text"',
  ],
  [
    'type',
    [],
    'type must be one of null, boolean, object, array, number, integer, string, or a list of them, found []',
  ],
  ['enum', 'a', 'enum must be a list of values, found "a"'],
  ['required', true, 'required must be a list of names, found true'],
  ['dependentRequired', { a: 'b' }, 'dependentRequired must be lists of names, by name, found {"a":"b"}'],
  ['properties', ['a'], 'properties must be schemas by name, found ["a"]'],
  ['items', [{}], 'items must be a schema, found [{}]'],
  ['oneOf', [], 'oneOf must be a list of at least one schema, found []'],
])('%s: %j', (keyword, value, message) => {
  expect(problemsOf(keyword, value)).toEqual([`/components/schemas/Thing/${keyword} ${message}`]);
});

test.each<[string, Json]>([
  ['minLength', 0],
  ['multipleOf', 0.01],
  ['type', ['string', 'null']],
  ['enum', [null, 1]],
  ['items', false],
  ['const', null],
])('%s: %j is as it should be', (keyword, value) => {
  expect(problemsOf(keyword, value)).toEqual([]);
});
