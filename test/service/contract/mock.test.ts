import { afterAll } from 'vitest';
import config from '../../../countersign.config.ts';
import { loadContract } from '../../../src/toolkit/bundle/load-contract.ts';
import { startMock } from '../../../src/toolkit/mock/start-mock.ts';
import { describeContract } from '../../../src/verify/vitest.ts';

for (const [name, { contract: file }] of Object.entries(config.contracts)) {
  const contract = await loadContract(file, { name });
  const mock = await startMock(contract);
  afterAll(() => mock.close());

  const schemes = Object.fromEntries([...contract.securitySchemes.keys()].map((scheme) => [scheme, 'any']));
  await describeContract(contract, {
    target: { baseUrl: mock.url, roles: { default: { schemes } }, prefer: true },
  });
}
