import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/contract/json.ts';
import { loadContract } from '../../../src/toolkit/bundle/load-contract.ts';
import { planContract } from '../../../src/verify/cases/plan.ts';
import { planContext } from '../../../src/verify/run/create-plan-context.ts';

const now = new Date('2026-01-31T12:00:00Z');

/** What is planned for: one operation that takes `schema` as its body. */
async function planned(schema: JsonObject, parameters: JsonObject[] = []) {
  const contract = await loadContract({
    openapi: '3.1.0',
    info: { title: 'Things', version: '1' },
    paths: {
      '/things': {
        post: {
          operationId: 'addThing',
          parameters,
          requestBody: { required: true, content: { 'application/json': { schema } } },
          responses: { '201': { description: 'Added' }, '400': { description: 'Refused' } },
        },
      },
    },
  });
  return { context: planContext(contract, { now }), operations: contract.operations };
}

/** The plan for that operation. */
async function planFor(schema: JsonObject, parameters: JsonObject[] = []) {
  const { context, operations } = await planned(schema, parameters);
  const [plan] = planContract(context, operations, new Set(['default']));
  if (plan === undefined) throw new Error('no plan');
  return {
    names: (phase: string) => plan.cases.filter((each) => each.phase === phase).map(({ name }) => name),
    bodies: (phase: string) =>
      plan.cases.filter((each) => each.phase === phase).map(({ draft }) => draft.body?.value),
    parameters: (phase: string) =>
      plan.cases
        .filter((each) => each.phase === phase)
        .map(({ draft }) => draft.parameters.map(({ value }) => value)),
    gaps: plan.clauses.flatMap((each) => ('gap' in each ? [`${each.clause.id}: ${each.gap}`] : [])),
    untestable: plan.clauses.flatMap((each) => ('untestable' in each ? [each.clause.id] : [])),
  };
}

const thing = (property: JsonObject, more: JsonObject = {}): JsonObject => ({
  type: 'object',
  required: ['value'],
  properties: { value: property, ...more },
});

test('a case says what it sends and what it expects', async () => {
  const { names } = await planFor(thing({ type: 'string', maxLength: 200 }));
  expect(names('positive')).toContain('addThing · body /value maxLength 200 · 200 characters → 201');
  expect(names('negative')).toContain('addThing · body /value maxLength 200 · 201 characters → 400');
});

describe.each<[string, JsonObject, string]>([
  ['type', { type: 'string' }, 'body /value type'],
  ['enum', { enum: ['a', 'b'] }, 'body /value enum'],
  ['const', { const: 7 }, 'body /value const'],
  ['minLength', { type: 'string', minLength: 3 }, 'body /value minLength'],
  ['pattern', { type: 'string', pattern: '^[a-z]{3}$' }, 'body /value pattern'],
  ['format', { type: 'string', format: 'date' }, 'body /value format'],
  ['minimum', { type: 'number', minimum: 0.5 }, 'body /value minimum'],
  ['exclusiveMaximum', { type: 'integer', exclusiveMaximum: 10 }, 'body /value exclusiveMaximum'],
  ['multipleOf', { type: 'number', multipleOf: 0.05 }, 'body /value multipleOf'],
  ['minItems', { type: 'array', items: { type: 'integer' }, minItems: 2 }, 'body /value minItems'],
  ['maxItems', { type: 'array', maxItems: 2 }, 'body /value maxItems'],
  ['uniqueItems', { type: 'array', items: { type: 'string' }, uniqueItems: true }, 'body /value uniqueItems'],
  ['contains', { type: 'array', items: { type: 'integer' }, contains: { const: 5 } }, 'body /value contains'],
  [
    'items in items',
    { type: 'array', items: { type: 'array', items: { type: 'string', maxLength: 2 } } },
    'body /value/*/* maxLength',
  ],
  [
    'prefixItems',
    { type: 'array', prefixItems: [{ type: 'string' }, { type: 'integer', maximum: 3 }] },
    'body /value/1 maximum',
  ],
  ['required', { type: 'object', required: ['a'], properties: { a: {} } }, 'body /value/a required'],
  [
    'dependentRequired',
    { type: 'object', properties: { a: {}, b: {} }, dependentRequired: { a: ['b'] } },
    'body /value/a dependentRequired',
  ],
  ['minProperties', { type: 'object', minProperties: 1 }, 'body /value minProperties'],
  ['maxProperties', { type: 'object', maxProperties: 2 }, 'body /value maxProperties'],
  ['propertyNames', { type: 'object', propertyNames: { pattern: '^[a-z]+$' } }, 'body /value propertyNames'],
  [
    'additionalProperties',
    { type: 'object', additionalProperties: false },
    'body /value additionalProperties',
  ],
  [
    'a free property',
    { type: 'object', additionalProperties: { type: 'integer', minimum: 2 } },
    'body /value/* minimum',
  ],
  [
    'unevaluatedProperties',
    { allOf: [{ properties: { a: {} } }], type: 'object', unevaluatedProperties: false },
    'body /value unevaluatedProperties',
  ],
  ['allOf', { allOf: [{ type: 'string' }, { maxLength: 4 }] }, 'body /value maxLength'],
  ['a branch', { oneOf: [{ type: 'string', maxLength: 4 }, { type: 'integer' }] }, 'body /value maxLength'],
  [
    'oneOf',
    {
      oneOf: [
        { type: 'object', required: ['a'] },
        { type: 'object', required: ['b'] },
      ],
    },
    'body /value oneOf',
  ],
  ['anyOf', { anyOf: [{ type: 'string' }, { type: 'integer' }] }, 'body /value anyOf'],
  ['not', { type: 'string', not: { const: '' } }, 'body /value not'],
  ['nullable', { type: ['string', 'null'], maxLength: 3 }, 'body /value maxLength'],
  ['x-future', { type: 'string', format: 'date-time', 'x-future': true }, 'body /value x-future'],
  ['x-past', { type: 'string', format: 'date-time', 'x-past': true }, 'body /value x-past'],
  ['x-known', { type: 'string', 'x-known': 'timezone' }, 'body /value x-known'],
  [
    'x-unique-by',
    {
      type: 'array',
      items: { type: 'object', required: ['n'], properties: { n: { type: 'integer' } } },
      'x-unique-by': 'n',
    },
    'body /value x-unique-by',
  ],
  [
    'x-sum',
    {
      type: 'array',
      minItems: 2,
      items: { type: 'object', required: ['n'], properties: { n: { type: 'integer' } } },
      'x-sum': { of: 'n', is: 100 },
    },
    'body /value x-sum',
  ],
])('%s', (_, property, clause) => {
  test('is broken by one request, and kept by the one beside it', async () => {
    const { names, gaps } = await planFor(thing(property));
    expect(gaps).toEqual([]);
    expect(names('negative').some((name) => name.startsWith(`addThing · ${clause} `))).toBe(true);
  });
});

test('x-after is broken with its sibling in place', async () => {
  const from = { type: 'string', format: 'date-time' };
  const { gaps, names } = await planFor(thing({ ...from, 'x-after': 'from', 'x-future': true }, { from }));
  expect(gaps).toEqual([]);
  expect(names('negative').join()).toMatch(/x-after from/);
});

test('a pattern is missed before, after and inside: a server may forget an anchor', async () => {
  const { names } = await planFor(thing({ type: 'string', pattern: '^[0-9]{4}$' }));
  expect(names('negative').filter((name) => name.includes('/value pattern'))).toHaveLength(3);
});

test('each member of an enum and null are sent where they are allowed', async () => {
  const { bodies } = await planFor(thing({ type: ['string', 'null'], enum: ['a', 'b', null] }));
  expect(bodies('positive')).toEqual(
    expect.arrayContaining([{ value: 'a' }, { value: 'b' }, { value: null }]),
  );
});

test('what cannot be broken on the wire does not count', async () => {
  const sort: JsonObject = { name: 'sort', in: 'query', schema: { type: 'string', enum: ['up'] } };
  const { untestable, names } = await planFor({ type: 'object' }, [sort]);
  expect(untestable).toEqual(['addThing query /sort type']);
  expect(names('negative').join()).toMatch(/query \/sort enum/);
});

test('what cannot be shown is a gap with its reason, and no guess', async () => {
  const { gaps, names } = await planFor(thing({ type: 'string', pattern: '^(?=a)(?!.*b).{400}$' }));
  expect(gaps.join()).toMatch(/addThing body \/value pattern: /);
  expect(names('negative')).toEqual([]);
});

test('a run id changes what must be unique, and nothing else', async () => {
  const contract = await loadContract({
    openapi: '3.1.0',
    info: { title: 'Things', version: '1' },
    paths: {
      '/things': {
        post: {
          operationId: 'addThing',
          requestBody: {
            required: true,
            content: {
              'application/json': { schema: thing({}, { name: { type: 'string', maxLength: 30 } }) },
            },
          },
          responses: {
            '201': { description: 'Added' },
            '400': { description: 'No' },
            '409': { description: 'Taken' },
          },
        },
      },
    },
  });
  const sent = (runId: string) => {
    const [plan] = planContract(
      planContext(contract, { now, runId }),
      contract.operations,
      new Set(['default']),
    );
    return plan?.cases.map(({ name, draft }) => JSON.stringify([name, draft.body?.value])) ?? [];
  };
  const [one, other] = [sent('aaaa'), sent('bbbb')];
  expect(one).not.toEqual(other);
  expect(one.map((each) => each.replaceAll('aaaa', 'bbbb'))).toEqual(other);
});

test('parameters of one name in two places are two parameters', async () => {
  const version = (place: string): JsonObject => ({
    name: 'version',
    in: place,
    schema: { type: 'integer', minimum: 1 },
  });
  const { names } = await planFor({}, [version('query'), version('header')]);
  expect(names('positive').filter((name) => name.includes('/version'))).toEqual([
    'addThing · with query /version → 201',
    'addThing · with header /version → 201',
  ]);
});

test.each<[string, JsonObject]>([
  ['items', { type: 'array', items: { type: 'string' }, minItems: 1e9 }],
  ['items of a kind', { type: 'array', contains: { type: 'string' }, minContains: 1e9 }],
  ['properties', { type: 'object', minProperties: 1e9 }],
])('a value that must have more %s than are sent is not begun', async (_, property) => {
  const { names, gaps } = await planFor(thing(property));
  expect(names('positive')).toEqual([]);
  expect(gaps).toContainEqual(expect.stringMatching(/no request could be made/));
});

test.each(['positive', 'negative', 'protocol'])(
  '%s requests have an idempotency key of their own',
  async (phase) => {
    const key = {
      name: 'Idempotency-Key',
      in: 'header',
      required: true,
      schema: { type: 'string', format: 'uuid' },
    };
    const { parameters } = await planFor(thing({ type: 'boolean' }), [key]);
    const keys = parameters(phase).flat();
    expect(keys.length).toBeGreaterThan(2);
    expect(new Set(keys).size).toBe(keys.length);
  },
);

test.each([
  ['cmp_kx7pqrst', '^cmp_[a-z0-9]{8}$', 'cmp_00000000'],
  ['cmp_kxwpqrst', '^cmp_[a-z]{8}$', 'cmp_zzzzzzzz'],
])('beside the id %s of the form %s stands the unknown one %s', async (example, pattern, unknown) => {
  const thingId = {
    name: 'thingId',
    in: 'path',
    required: true,
    schema: { $ref: '#/components/schemas/ThingId' },
  };
  const ThingId = { type: 'string', pattern, examples: [example] };
  const Thing = { type: 'object', properties: { id: { $ref: '#/components/schemas/ThingId' } } };
  const content = { 'application/json': { schema: Thing } };
  const contract = await loadContract({
    openapi: '3.1.0',
    info: { title: 'Things', version: '1' },
    paths: {
      '/things': {
        post: { operationId: 'addThing', responses: { '201': { description: 'Added', content } } },
      },
      '/things/{thingId}': {
        get: {
          operationId: 'getThing',
          parameters: [thingId],
          responses: { '200': { description: 'It', content }, '404': { description: 'None' } },
        },
      },
    },
    components: { schemas: { ThingId } },
  });
  const plans = [...planContract(planContext(contract, { now }), contract.operations, new Set(['default']))];
  const asked = plans.flatMap(({ cases }) => cases).find(({ name }) => name.includes('unknown thingId'));
  expect(asked?.draft.parameters.map(({ value }) => value)).toEqual([unknown]);
});

test('a fault of the planner itself is not taken for one of the contract', async () => {
  const { context, operations } = await planned(thing({ type: 'string' }));
  const broken = { ...context.prover, doubtsValid: () => expect.fail('a fault') };
  expect(() => [...planContract({ ...context, prover: broken }, operations, new Set())]).toThrow('a fault');
});
