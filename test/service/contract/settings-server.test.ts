import { afterAll } from 'vitest';
import { loadContract } from '../../../src/toolkit/bundle/load-contract.ts';
import { describeContract } from '../../../src/verify/vitest.ts';
import { settingsTarget } from '../../support/targets.ts';
import { operatorLimit, serverFailures } from './exceptions.ts';

const contract = await loadContract('openapi/settings/openapi.yaml');
const { inputs, close, ...target } = await settingsTarget();
afterAll(close);

await describeContract(contract, {
  target,
  scenarios: {
    files: ['openapi/settings/scenarios.arazzo.yaml'],
    inputs,
    load: (file) => loadContract(file),
  },
  exceptions: [...serverFailures(contract), ...operatorLimit(contract)],
});
