/** What a server answers to a method that the contract does not have. */
import { expect, test } from 'vitest';
import { loadContract } from '../../../src/toolkit/bundle/load-contract.ts';
import { verify } from '../../../src/verify/verify.ts';
import { type Answered, answerWith } from './test-server.ts';

const contract = await loadContract({
  openapi: '3.1.0',
  info: { title: 'Clock', version: '1' },
  paths: {
    '/time': { get: { operationId: 'getTime', security: [], responses: { '200': { description: 'Now' } } } },
  },
});

async function findingsOn(answerToOthers: Answered) {
  const baseUrl = await answerWith(({ method }) => (method === 'GET' ? { status: 200 } : answerToOthers));
  const target = { baseUrl, roles: { default: { schemes: {} } } };
  const { findings } = await verify(contract, { target, phases: ['protocol'] });
  return findings.map(({ severity, message }) => ({ severity, message }));
}

test('405 with the methods that are allowed is as it should be', async () => {
  expect(await findingsOn({ status: 405, headers: { Allow: 'GET' } })).toEqual([]);
});

test('405 without them is a finding', async () => {
  expect(await findingsOn({ status: 405 })).toMatchObject([
    { severity: 'error', message: expect.stringContaining('no Allow field') },
  ]);
});

test.each([404, 501])('%i says less than it could', async (status) => {
  expect(await findingsOn({ status })).toMatchObject([
    {
      severity: 'notice',
      message: `answered ${status}, and not 405: the path is there, and only this method is not`,
    },
  ]);
});

test.each([200, 500])('%i is a finding', async (status) => {
  expect(await findingsOn({ status })).toMatchObject([{ severity: 'error' }]);
});
