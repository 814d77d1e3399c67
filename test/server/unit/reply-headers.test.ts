import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/contract/json.ts';
import { createServer } from '../../../src/server/create-server.ts';
import { loadContract } from '../../../src/toolkit/bundle/load-contract.ts';
import { listen, writeProblem } from './library.ts';

/** What `countersign generate` writes for an operation with a header `X-It` of any value. */
interface operations {
  ask: { responses: { 204: { headers: { 'X-It'?: unknown } } } };
}

/** How a server whose contract documents the header `X-It` answers when its handler returns `value` in it. */
async function answer(header: JsonObject, value: unknown): Promise<{ status: number; text: string | null }> {
  const problem = { description: 'A refusal.', content: { 'application/json': { schema: true } } };
  const contract = await loadContract<operations>({
    openapi: '3.1.0',
    info: { title: 'One header', version: '1' },
    paths: {
      '/': {
        get: {
          operationId: 'ask',
          security: [],
          responses: { 204: { description: 'It.', headers: { 'X-It': header } }, default: problem },
        },
      },
    },
  });
  const app = await createServer(
    contract,
    { ask: () => ({ status: 204, headers: { 'X-It': value } }) },
    { authenticate: {}, tenant: () => '', problem: writeProblem, log: () => {}, public: ['ask'] },
  );
  const { origin, stop } = await listen(app);
  const response = await fetch(origin);
  await stop();
  return { status: response.status, text: response.headers.get('x-it') };
}

const NUMBERS = { type: 'array', items: { type: 'integer', maximum: 9 }, maxItems: 3 };
const COLOUR = {
  type: 'object',
  properties: { r: { type: 'integer', maximum: 255 }, name: { type: 'string' } },
  required: ['r'],
};

describe('a header of a reply is written in the style of its schema', () => {
  it.each([
    [{ schema: NUMBERS }, [1, 2], '1,2'],
    [{ schema: { type: 'array', items: { type: 'string' } } }, ['1', 'true'], '1,true'],
    [{ schema: { type: 'array', items: { enum: [1, 'a', true] } } }, [true, 'a', 1], 'true,a,1'],
    [{ schema: COLOUR }, { r: 200, name: '7' }, 'r,200,name,7'],
    [{ schema: COLOUR, explode: true }, { r: 200, name: 'a=b' }, 'r=200,name=a=b'],
    [{ schema: { enum: [1, 2] } }, 2, '2'],
    [{ schema: { type: ['array', 'null'] } }, [], null],
    [{ content: { 'application/json': { schema: COLOUR } } }, { r: 200 }, '{"r":200}'],
    [{ content: { 'application/json': { schema: { type: 'string' } } } }, 'a', '"a"'],
  ])('%j %j', async (header, value, text) => {
    expect(await answer(header, value)).toEqual({ status: 204, text });
  });
});

describe('a header that breaks its schema never leaves the server', () => {
  it.each([
    [{ schema: NUMBERS }, [1, 10]],
    [{ schema: NUMBERS }, [1, 2, 3, 4]],
    [{ schema: NUMBERS }, ['one']],
    [{ schema: NUMBERS, required: true }, []],
    [{ schema: COLOUR }, { name: 'red' }],
    [{ schema: COLOUR, explode: true }, { r: 256 }],
    [{ schema: { enum: [1, 2] } }, 3],
    [{ content: { 'application/json': { schema: COLOUR } } }, { r: 256 }],
    [{ content: { 'application/json': { schema: COLOUR } } }, 'r,200'],
  ])('%j %j', async (header, value) => {
    expect(await answer(header, value)).toMatchObject({ status: 500 });
  });

  it.each([[['a,b']], [[['a']]], [[null]], [{ 'a,b': 1 }], [{ a: { b: 1 } }]])(
    'nor does one that its style cannot write: %j',
    async (value) => {
      expect(await answer({ schema: true }, value)).toMatchObject({ status: 500 });
    },
  );
});
