/** A server whose handlers keep collections, and know two roles, keeps its contract: `verify` has nothing to find. */
import { afterAll, describe, expect, test } from 'vitest';
import type { ServerEvent } from '../../../src/server/events.ts';
import { loadContract } from '../../../src/toolkit/bundle/load-contract.ts';
import { renderFinding } from '../../../src/verify/report/render-finding.ts';
import { verify } from '../../../src/verify/verify.ts';
import { readContracts } from '../../verify/self-loop/read-contracts.ts';
import { rolesOf } from '../../verify/self-loop/server/credentials.ts';
import { generatedServer, listen } from './generated-server.ts';

/**
 * Tables whose contracts are about what handlers do, and about who may call them. All of them are served and asked where
 * they are mocked, since a mock is a server whose handlers answer with generated values.
 */
const TABLES = ['resources', 'responses', 'security'];

const tables = [...readContracts()].filter(([table]) => TABLES.includes(table));
let asked = 0;

afterAll(() =>
  console.log(
    `${tables.flatMap(([, contracts]) => contracts).length} contracts with handlers of their own, ${asked} cases`,
  ),
);

describe.each(tables)('%s', (_, contracts) => {
  test.each(contracts)('$name', async ({ document }) => {
    const contract = await loadContract(document);
    const { app, logged } = await generatedServer(contract, document);
    const { baseUrl, server } = await listen(app);
    const report = await verify(contract, {
      target: { baseUrl: baseUrl + contract.basePath, roles: rolesOf(document) },
      phases: ['positive', 'negative', 'protocol', 'security'],
      // Each connection costs as much as some requests.
      concurrency: 2,
    });
    server.closeAllConnections();
    server.close();
    asked += report.cases.length;
    expect(report.findings.map(renderFinding)).toEqual([]);
    expect(report.cases.length).toBeGreaterThan(0);
    expect(told(logged)).toEqual([]);
  });
});

/** Refusals that the contract does not document are told at the start, and again with each of them. */
function told(logged: readonly ServerEvent[]): string[] {
  return logged
    .filter(({ event }) => event !== 'warnings' && event !== 'undocumented_problem')
    .map((event) => (event.event === 'no_cross_check' ? String(event.error) : JSON.stringify(event)));
}
