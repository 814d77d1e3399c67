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

/**
 * The server's self-loop asks for refusals of every kind, and a mock's are the server's: here one contract of a table in so
 * many is asked for all, and the others for what they answer to valid requests.
 */
const ALL_EVERY = 4;

describe.each(tables)('%s', (_, contracts) => {
  test.each(contracts.map((each, index) => ({ ...each, index })))('$name', async ({ document, index }) => {
    const contract = await loadContract(document);
    const told: string[] = [];
    const mock = await startMock(contract, { tell: (line) => told.push(line) });
    const schemes = Object.fromEntries(
      [...contract.securitySchemes.keys()].map((name) => [name, 'mock:mock']),
    );
    const report = await verify(contract, {
      target: { baseUrl: mock.url, roles: { default: { schemes } }, prefer: true },
      ...(index % ALL_EVERY > 0 && { phases: ['positive', 'stateful'] as const }),
    });
    await mock.close();
    asked += report.cases.length;
    expect(report.findings.map(renderFinding)).toEqual([]);
    expect(told).toEqual([]);
  });
});
