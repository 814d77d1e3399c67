import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import type { JsonObject } from '../../../src/contract/json.ts';
import { loadContract } from '../../../src/toolkit/bundle/load-contract.ts';
import type { CoverageItem } from '../../../src/verify/coverage/coverage.ts';
import { verify } from '../../../src/verify/verify.ts';

/** The parts of the one answer that a contract documents, after a run in which it was always `answer`. */
async function partsAfter(schema: JsonObject, answer: unknown, headers: Record<string, string> = {}) {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const contract = await loadContract({
    openapi: '3.1.0',
    info: { title: 'Parts', version: '1' },
    paths: {
      '/thing': {
        get: {
          operationId: 'getThing',
          responses: {
            '200': {
              description: 'The thing',
              headers: { 'X-Next': { schema: { type: 'string' } } },
              content: { 'application/json': { schema } },
            },
          },
        },
      },
    },
    components: {
      schemas: {
        Colour: { type: 'string', enum: ['red', 'green'] },
        Leaf: {
          type: 'object',
          required: ['colour'],
          properties: { colour: { $ref: '#/components/schemas/Colour' } },
        },
      },
    },
  });
  const target = { baseUrl: `http://127.0.0.1:${port}`, roles: { default: { schemes: {} } } };
  const { coverage } = await verify(contract, { target, phases: ['positive'] });
  const named = (state: CoverageItem['state']) =>
    coverage.parts.items.filter((item) => item.state === state).map(({ id }) => id);
  return { seen: named('covered'), missing: named('open') };
}

test('optional properties, at any depth', async () => {
  const leaf = { type: 'object', properties: { note: { type: 'string' }, size: { type: 'integer' } } };
  const schema = {
    type: 'object',
    required: ['leaves'],
    properties: { leaves: { type: 'array', items: leaf }, owner: { type: 'string' } },
  };
  const { seen, missing } = await partsAfter(schema, { leaves: [{}, { note: 'here' }] });
  expect(seen).toEqual(['getThing 200 /leaves/*/note']);
  expect(missing).toEqual([
    'getThing 200 header X-Next',
    'getThing 200 /owner',
    'getThing 200 /leaves/*/size',
  ]);
});

test('members of an enum, in a shared schema once', async () => {
  const schema = {
    type: 'array',
    prefixItems: [{ $ref: '#/components/schemas/Leaf' }, { $ref: '#/components/schemas/Colour' }],
  };
  const { seen, missing } = await partsAfter(schema, [{ colour: 'red' }, 'red'], { 'x-next': '2' });
  expect(seen).toEqual(['getThing 200 header X-Next', 'Colour = "red"']);
  expect(missing).toEqual(['Colour = "green"']);
});

test('null, and the branches of a choice', async () => {
  const schema = {
    type: 'object',
    required: ['end', 'by'],
    properties: {
      end: { type: ['string', 'null'] },
      by: { oneOf: [{ type: 'integer' }, { type: 'string', minLength: 1 }] },
    },
  };
  const { seen, missing } = await partsAfter(schema, { end: 'today', by: 'Ada' });
  expect(seen).toEqual(['getThing 200 /by oneOf 2 of 2']);
  expect(missing).toEqual([
    'getThing 200 header X-Next',
    'getThing 200 /end = null',
    'getThing 200 /by oneOf 1 of 2',
  ]);
});

test('what is only written is in no answer', async () => {
  const schema = { type: 'object', properties: { secret: { type: 'string', writeOnly: true } } };
  expect((await partsAfter(schema, {}, { 'x-next': '2' })).missing).toEqual([]);
});
