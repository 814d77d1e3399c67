import { expect, test } from 'vitest';
import { loadContract } from '../../../src/toolkit/bundle/load-contract.ts';
import { planContract } from '../../../src/verify/cases/plan.ts';
import { planContext } from '../../../src/verify/run/create-plan-context.ts';
import { encodeRequest } from '../../../src/verify/wire/encode.ts';

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
