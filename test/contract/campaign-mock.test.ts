import { afterAll } from 'vitest';
import { loadContract } from '../../src/contract/load.ts';
import { startMock } from '../../src/mock/start-mock.ts';
import { describeContract } from '../../src/verify/vitest.ts';
import { unknownToPrism } from './exceptions.ts';

const contract = await loadContract('openapi/campaign/openapi.yaml');
const mock = await startMock(contract);
afterAll(() => mock.close());

const schemes = Object.fromEntries([...contract.securitySchemes.keys()].map((name) => [name, 'mock']));
await describeContract(contract, {
  target: { baseUrl: mock.url, roles: { default: { schemes } }, prefer: true },
  exceptions: unknownToPrism(contract),
});
