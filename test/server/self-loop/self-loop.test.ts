/**
 * A server that Countersign makes keeps its contract, and express-openapi-validator agrees with it: for contracts of
 * the tables that say where values stand, `verify` has nothing to find and the server nothing to tell.
 */
import { afterAll, describe, expect, test } from 'vitest';
import { loadContract } from '../../../src/toolkit/bundle/load-contract.ts';
import { renderFinding } from '../../../src/verify/report/render-finding.ts';
import { verify } from '../../../src/verify/verify.ts';
import { readContracts } from '../../verify/self-loop/read-contracts.ts';
import { rolesOf } from '../../verify/self-loop/server/credentials.ts';
import { generatedServer, listen } from './generated-server.ts';

const tables = [...readContracts()];
let asked = 0;

afterAll(() =>
  console.log(`${tables.flatMap(([, contracts]) => contracts).length} contracts, ${asked} cases`),
);

describe.each(tables)('%s', (_, contracts) => {
  test.each(contracts)('$name', async ({ document }) => {
    const contract = await loadContract(document);
    const { app, logged } = await generatedServer(contract, document);
    const { baseUrl, server } = await listen(app);
    const report = await verify(contract, {
      target: { baseUrl: baseUrl + contract.basePath, roles: rolesOf(document) },
      phases: ['positive', 'negative', 'protocol', 'security'],
    });
    server.closeAllConnections();
    server.close();
    asked += report.cases.length;
    expect(report.findings.map(renderFinding)).toEqual([]);
    expect(report.cases.length).toBeGreaterThan(0);
    // Refusals that the contract does not document are told at the start, and again with each of them.
    expect(logged.filter(({ event }) => event !== 'warnings' && event !== 'undocumented_problem')).toEqual(
      [],
    );
  });
});
