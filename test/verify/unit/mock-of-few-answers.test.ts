/** A mock answers with what its contract documents, which may be little. */
import { expect, onTestFinished, test } from 'vitest';
import type { JsonObject } from '../../../src/contract/json.ts';
import { loadContract } from '../../../src/toolkit/bundle/load-contract.ts';
import { startMock } from '../../../src/toolkit/mock/start-mock.ts';
import { renderText } from '../../../src/verify/report/render-text.ts';
import { verify } from '../../../src/verify/verify.ts';

const content = {
  'application/json': { schema: { type: 'object', properties: { name: { type: 'string' } } } },
};

function operation(operationId: string, responses: JsonObject): JsonObject {
  return { operationId, requestBody: { required: true, content }, responses };
}

async function verifyMockOf(pets: JsonObject) {
  const contract = await loadContract({
    openapi: '3.1.0',
    info: { title: 'Pets', version: '1' },
    security: [{ key: [] }],
    paths: { '/pets': pets },
    components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' } } },
  });
  const mock = await startMock(contract);
  onTestFinished(() => mock.close());
  const roles = { default: { schemes: { key: 'mock' } } };
  return verify(contract, { target: { baseUrl: mock.url, roles, prefer: true } });
}

test('without a documented success nothing can be accepted, and that is told', async () => {
  const report = await verifyMockOf({ put: operation('putPet', { '400': { description: 'Refused' } }) });
  expect(renderText(report)).toContain('the contract documents no success that a mock could answer with');
  expect(report.findings).toEqual([]);
});

test('without a documented 401 no other credential is refused', async () => {
  const responses = { '201': { description: 'Made' }, '400': { description: 'Refused' } };
  const report = await verifyMockOf({ post: operation('addPet', responses) });
  expect(report.findings).toEqual([]);
  expect(report.cases.filter(({ phase }) => phase === 'security')).toMatchObject([{ outcome: 'pass' }]);
});

test('what is said on the way to an answer is asked for by nobody', async () => {
  const responses = { '102': { description: 'Soon' }, '201': { description: 'Made' } };
  const report = await verifyMockOf({ post: operation('addPet', responses) });
  expect(report.findings).toEqual([]);
  expect(report.cases.filter(({ phase }) => phase === 'stateful')).toMatchObject([{ status: 201 }]);
});
