/** A mock of every contract of the self-loop keeps it: `verify` finds nothing. */
import { afterAll, describe, expect, test } from 'vitest';
import { loadContract } from '../../../src/toolkit/bundle/load-contract.ts';
import { startMock } from '../../../src/toolkit/mock/start-mock.ts';
import { renderFinding } from '../../../src/verify/report/render-finding.ts';
import { verify } from '../../../src/verify/verify.ts';
import { readContracts } from '../../verify/self-loop/read-contracts.ts';

const tables = [...readContracts()];
let asked = 0;

afterAll(() =>
  console.log(`${tables.flatMap(([, contracts]) => contracts).length} contracts mocked, ${asked} cases`),
);

describe.each(tables)('%s', (_, contracts) => {
  test.each(contracts)('$name', async ({ document }) => {
    const contract = await loadContract(document);
    const told: string[] = [];
    const mock = await startMock(contract, { tell: (line) => told.push(line) });
    const schemes = Object.fromEntries(
      [...contract.securitySchemes.keys()].map((name) => [name, 'mock:mock']),
    );
    const report = await verify(contract, {
      target: { baseUrl: mock.url, roles: { default: { schemes } }, prefer: true },
    });
    await mock.close();
    asked += report.cases.length;
    expect(report.findings.map(renderFinding)).toEqual([]);
    expect(told).toEqual([]);
  });
});
