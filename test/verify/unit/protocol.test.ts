import { expect, test } from 'vitest';
import { loadContract } from '../../../src/toolkit/bundle/load-contract.ts';
import { planContract } from '../../../src/verify/cases/plan.ts';
import { planContext } from '../../../src/verify/run/create-plan-context.ts';
import { verify } from '../../../src/verify/verify.ts';
import { encodeRequest } from '../../../src/verify/wire/encode.ts';
import { answerWith } from './test-server.ts';

test('broken JSON is sent as the media type of the contract, which else would be what is refused', async () => {
  const type = 'application/merge-patch+json';
  const schema = { type: 'object', required: ['name'], properties: { name: { type: 'string' } } };
  const contract = await loadContract({
    openapi: '3.1.0',
    info: { title: 'Things', version: '1' },
    paths: {
      '/thing': {
        patch: {
          requestBody: { required: true, content: { [type]: { schema } } },
          responses: { '200': { description: 'Changed' }, '400': { description: 'Refused' } },
        },
      },
    },
  });
  const context = planContext(contract, { now: new Date('2026-01-31T12:00:00Z') });
  const cases = [...planContract(context, contract.operations, new Set(['default']))].flatMap(
    (plan) => plan.cases,
  );
  const broken = cases.filter(({ name }) => /malformed JSON|a name twice/.test(name));
  expect(broken).toHaveLength(2);
  for (const { draft } of broken) {
    expect(encodeRequest(draft).headers).toContainEqual(['Content-Type', type]);
  }
});

test('a server that a long query makes fail is found', async () => {
  const contract = await loadContract({
    openapi: '3.1.0',
    info: { title: 'Things', version: '1' },
    paths: { '/things': { get: { responses: { '200': { description: 'All' } } } } },
  });
  const baseUrl = await answerWith(({ query }) => ({ status: `${query}`.length > 4_096 ? 500 : 200 }));
  const target = { baseUrl, roles: { default: { schemes: {} } } };

  const { findings } = await verify(contract, { target, phases: ['positive', 'protocol'] });

  expect(
    findings.filter(({ severity, kind }) => severity === 'error' && kind === 'server error'),
  ).toMatchObject([{ caseName: 'GET /things · a query of 7500 characters → 200 or 4XX' }]);
});
