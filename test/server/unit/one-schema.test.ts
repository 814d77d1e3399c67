import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/contract/json.ts';
import { createServer } from '../../../src/server/create-server.ts';
import { loadContract } from '../../../src/toolkit/bundle/load-contract.ts';
import { json, listen, writeProblem } from './library.ts';

/** The statuses with which a server of one operation answers bodies, and values of the query parameter `q`. */
async function serve(schema: JsonObject, more: JsonObject = {}) {
  const contract = await loadContract<{ send: { responses: { 204: object } } }>({
    openapi: '3.1.0',
    info: { title: 'One schema', version: '1' },
    paths: {
      '/': {
        post: {
          operationId: 'send',
          security: [],
          parameters: [{ name: 'q', in: 'query', schema: { $ref: '#/components/schemas/It' }, ...more }],
          requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/It' } } } },
          responses: {
            204: { description: 'It is valid.' },
            default: { description: 'It is not.', content: { 'application/json': { schema: {} } } },
          },
        },
      },
    },
    components: { schemas: { It: schema } },
  });
  const options = {
    authenticate: {},
    tenant: () => '',
    problem: writeProblem,
    log: () => {},
    public: ['send'] as const,
  };
  const app = await createServer(contract, { send: () => ({ status: 204 }) }, options);
  const { origin, stop } = await listen(app);
  const statusOf = async (path: string, init: RequestInit = {}): Promise<number> =>
    (await fetch(`${origin}${path}`, { method: 'POST', ...init })).status;
  return {
    body: (value: unknown) => statusOf('/', json(value)),
    query: (text: string) => statusOf(`/?q=${encodeURIComponent(text)}`),
    [Symbol.asyncDispose]: stop,
  };
}

it.each([
  [{ allowEmptyValue: true }, 204],
  [{}, 400],
])('an empty query parameter with %j', async (more, status) => {
  await using server = await serve({ type: 'integer', minimum: 1 }, more);
  expect([await server.query(''), await server.query('0'), await server.query('1')]).toEqual([
    status,
    400,
    204,
  ]);
});

describe('multipleOf is counted in decimals', () => {
  it.each([
    [0.01, [19.99, 0.07, 1e21], [19.999, 1e-7]],
    [1e-7, [0.0000003, 1, 1e-7], [1e-8]],
    [0.1, [0.3, 1.1, -0.7], [0.35]],
    [3, [0, 9007199254740991 - 1], [1, 4]],
  ])('%d', async (multipleOf, multiples, others) => {
    await using server = await serve({ type: 'number', multipleOf });
    for (const value of multiples) {
      expect([value, await server.body(value), await server.query(String(value))]).toEqual([value, 204, 204]);
    }
    for (const value of others) {
      expect([value, await server.body(value), await server.query(String(value))]).toEqual([value, 400, 400]);
    }
  });

  it('beside other formats and branches, and says nothing of what is no number', async () => {
    const cents = { multipleOf: 0.01 };
    await using server = await serve({
      oneOf: [{ format: 'double', ...cents, allOf: [{ minimum: 0 }] }, { not: cents }],
    });
    expect([await server.body(19.99), await server.body(0.001), await server.body('a')]).toEqual([
      204, 204, 204,
    ]);
    expect(await server.body(-19.99)).toBe(400);
  });
});

describe('a number in a query is written as in JSON, alone or in a list', () => {
  it.each([{ type: 'number' }, { type: 'array', items: { type: 'number' } }])('%j', async (schema) => {
    await using server = await serve(schema);
    for (const text of ['16', '-0.5', '1e3']) expect([text, await server.query(text)]).toEqual([text, 204]);
    for (const text of ['0x10', ' 5', '05', '.5', 'Infinity']) {
      expect([text, await server.query(text)]).toEqual([text, 400]);
    }
  });
});

describe('a property that every object of JavaScript has is a property like any other', () => {
  const schema = {
    type: 'object',
    properties: { constructor: { type: 'string' }, toString: { type: 'string' }, year: { type: 'integer' } },
    additionalProperties: false,
  };

  it.each([
    [schema, {}, 204],
    [schema, { year: 1950 }, 204],
    [schema, { constructor: 'Ferrari' }, 204],
    [schema, { constructor: 1 }, 400],
    [schema, { valueOf: 1 }, 400],
    [{ ...schema, required: ['constructor'] }, {}, 400],
    [{ ...schema, required: ['constructor'] }, { constructor: 'Ferrari' }, 204],
  ])('%j %j: %d', async (given, body, status) => {
    await using server = await serve(given);
    expect(await server.body(body)).toBe(status);
  });
});

describe('names and values that look like keywords are none', () => {
  it.each([
    [{ properties: { multipleOf: { type: 'string' }, discriminator: { const: 1 } } }, { multipleOf: 5 }],
    [
      { properties: { default: { $ref: '#/components/schemas/It/$defs/A' } }, $defs: { A: false } },
      { default: 1 },
    ],
    [{ dependentRequired: { discriminator: ['a'], multipleOf: ['b'] } }, { discriminator: 1 }],
    [{ const: { multipleOf: 5 } }, {}],
    [{ enum: [{ discriminator: 1 }] }, {}],
  ])('%j', async (schema, refused) => {
    await using server = await serve(schema);
    expect(await server.body(refused)).toBe(400);
  });

  it.each([
    [{ properties: { discriminator: { const: 1 } } }, { discriminator: 1 }],
    [{ dependentRequired: { multipleOf: ['b'] } }, { multipleOf: 5, b: 1 }],
    [{ const: { multipleOf: 5, $ref: '#' } }, { multipleOf: 5, $ref: '#' }],
    [{ enum: [{ discriminator: 1 }] }, { discriminator: 1 }],
  ])('%j', async (schema, accepted) => {
    await using server = await serve(schema);
    expect(await server.body(accepted)).toBe(204);
  });
});
