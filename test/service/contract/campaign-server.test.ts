import { afterAll } from 'vitest';
import { loadContract } from '../../../src/toolkit/bundle/load-contract.ts';
import { describeContract } from '../../../src/verify/vitest.ts';
import { campaignTarget } from '../../support/targets.ts';
import { serverFailures } from './exceptions.ts';

const contract = await loadContract('openapi/campaign/openapi.yaml');
const { given, mostIds, inputs, close, ...target } = await campaignTarget();
afterAll(close);

await describeContract(contract, {
  target,
  scenarios: {
    files: ['openapi/campaign/scenarios.arazzo.yaml'],
    inputs,
    load: (file) => loadContract(file),
  },
  given,
  mostIds,
  exceptions: serverFailures(contract),
});
