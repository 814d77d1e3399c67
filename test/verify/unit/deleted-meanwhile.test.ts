/** What a case needs may be deleted by another one before it is sent. */
import { expect, test } from 'vitest';
import type { JsonObject } from '../../../src/contract/json.ts';
import { loadContract } from '../../../src/toolkit/bundle/load-contract.ts';
import { verify } from '../../../src/verify/verify.ts';
import { answerWith } from './test-server.ts';

const ThingId = { $ref: '#/components/schemas/ThingId' };
const content = (schema: JsonObject) => ({ 'application/json': { schema } });
const Thing = { type: 'object', required: ['id'], properties: { id: ThingId } };

const contract = await loadContract({
  openapi: '3.1.0',
  info: { title: 'Things', version: '1' },
  paths: {
    '/things': {
      get: {
        operationId: 'listThings',
        responses: { '200': { description: 'All', content: content({ type: 'array', items: Thing }) } },
      },
    },
    '/things/{thingId}': {
      get: {
        operationId: 'getThing',
        parameters: [{ name: 'thingId', in: 'path', required: true, schema: ThingId }],
        responses: { '200': { description: 'It', content: content(Thing) }, '404': { description: 'None' } },
      },
    },
  },
  components: { schemas: { ThingId: { type: 'string' } } },
});

async function getCases(isThere: (id: string) => boolean) {
  let lists = 0;
  const baseUrl = await answerWith(({ path }) => {
    if (path === '/things') return { status: 200, body: [{ id: `t${++lists}` }] };
    const id = path.slice('/things/'.length);
    return isThere(id) ? { status: 200, body: { id } } : { status: 404 };
  });
  const target = { baseUrl, roles: { default: { schemes: {} } } };
  // One at a time: which of the lists gives the id is then the same in every run.
  const { cases } = await verify(contract, {
    target,
    phases: ['positive'],
    operations: (id) => id === 'getThing',
    concurrency: 1,
  });
  return cases;
}

test('a case whose resource is gone is sent once more, with another one', async () => {
  const cases = await getCases((id) => id !== 't1');
  expect(cases.length).toBeGreaterThan(0);
  expect(new Set(cases.map(({ outcome }) => outcome))).toEqual(new Set(['pass']));
});

test('where the other one is gone as well, the answer counts', async () => {
  const cases = await getCases(() => false);
  expect(new Set(cases.map(({ outcome, status }) => `${outcome} ${status}`))).toEqual(
    new Set(['inconclusive 404']),
  );
});
