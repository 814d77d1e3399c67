/** A known fault of express-openapi-validator excuses what it explains, at its place, and nothing beside it. */
import { describe, expect, test } from 'vitest';
import { type JsonObject, toContract, type Violation } from '../../../src/contract/exports.ts';
import { type Disagreement, knownFaults } from '../../../src/server/cross-check/known-faults.ts';
import type { Refusal } from '../../../src/server/cross-check/refusal.ts';

const string = { type: 'string' };
const object = { type: 'object', properties: { a: string }, additionalProperties: false };
const parameters = [
  { name: 'filter[name]', in: 'query', schema: string },
  { name: 'where', in: 'query', style: 'deepObject', schema: object },
  { name: 'json', in: 'query', content: { 'application/json': { schema: object } } },
  { name: 'either', in: 'query', schema: { oneOf: [{ type: 'integer' }, string] } },
  { name: 'one', in: 'query', schema: { oneOf: [{ const: 'a' }, { maxLength: 2 }], type: 'string' } },
  { name: 'limit', in: 'query', required: true, schema: { type: 'integer', default: 5 } },
  { name: 'other', in: 'query', required: true, schema: string },
];
const document: JsonObject = JSON.parse(
  JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'Faults', version: '1' },
    paths: {
      '/things': { get: { operationId: 'list', parameters, responses: { default: { description: '' } } } },
    },
  }),
);

function disagreement(rest: Pick<Disagreement, 'violations' | 'refusals'>): Disagreement {
  const contract = toContract(document);
  const [operation] = contract.operations;
  if (operation === undefined) throw new Error('there is one operation');
  const data = {
    parameters: new Map(),
    unreadable: [],
    sent: { path: new Map(), search: '', headers: {}, cookies: {} },
    body: undefined,
    bytes: undefined,
    bodySize: 0,
    faults: [],
    itemSchema: undefined,
    form: undefined,
    media: undefined,
  };
  return { contract, operation, data, ...rest };
}

const refusal = (pointer: string, rest: Partial<Refusal> = {}): Refusal => ({
  in: 'query',
  pointer,
  keyword: undefined,
  message: `Unknown query parameter '${pointer.slice(1)}'`,
  ...rest,
});
const violation = (pointer: string, rest: Partial<Violation> = {}): Violation => ({
  in: 'query',
  pointer,
  keyword: 'type',
  expected: 'integer',
  actual: '0x10',
  message: 'must be an integer',
  ...rest,
});
const required = { keyword: 'required', actual: undefined, message: 'is required' };

describe('it refuses', () => {
  test.each([
    ['a name with brackets', refusal('/filter')],
    ['a name with brackets, whole', refusal('/filter[name]')],
    ['a member of an object', refusal('/where/a', { keyword: 'type' })],
    ['the name of such a member', refusal('/where[a]')],
    ['a number that is a text as well', refusal('/either', { keyword: 'oneOf' })],
  ])('%s, which is known', (_, one) => {
    expect(knownFaults(disagreement({ violations: [], refusals: [one] }))).toHaveLength(1);
  });

  test.each([
    ['another parameter', refusal('/other', { keyword: 'minLength' })],
    ['one whose name begins alike', refusal('/filters')],
    ['a header of that name', refusal('/where', { in: 'header' })],
    ['a choice of texts', refusal('/one', { keyword: 'oneOf' })],
    ['a choice in the body', refusal('', { in: 'body', keyword: 'oneOf' })],
  ])('%s, which is not', (_, one) => {
    expect(knownFaults(disagreement({ violations: [], refusals: [one] }))).toEqual([]);
  });

  test('both, which is not', () => {
    const refusals = [refusal('/filter'), refusal('/other', { keyword: 'minLength' })];
    expect(knownFaults(disagreement({ violations: [], refusals }))).toEqual([]);
  });

  test('for two reasons that are known', () => {
    const refusals = [refusal('/filter'), refusal('/where/a', { keyword: 'type' })];
    expect(knownFaults(disagreement({ violations: [], refusals }))).toHaveLength(2);
  });
});

describe('it overlooks', () => {
  test.each([
    ['a number of JavaScript', violation('/limit')],
    ['what JSON in a parameter is', violation('/json/a', { actual: null })],
    ['a default for what is required', violation('/limit', required)],
  ])('%s, which is known', (_, one) => {
    expect(knownFaults(disagreement({ violations: [one], refusals: [] }))).toHaveLength(1);
  });

  test.each([
    ['what is no number at all', violation('/limit', { actual: 'ten' })],
    ['a parameter that has no default', violation('/other', required)],
    [
      'a name that nobody knows, beside an object that is closed',
      violation('/x', { keyword: 'additionalProperties', message: 'is not a known parameter' }),
    ],
  ])('%s, which is not', (_, one) => {
    expect(knownFaults(disagreement({ violations: [one], refusals: [] }))).toEqual([]);
  });
});
