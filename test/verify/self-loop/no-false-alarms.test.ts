/**
 * A server that keeps its contract gives no finding. For each contract of the tables there is one that validates
 * with a validator of its own, reads parameters and bodies by code of its own, and answers what it documents.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadContract } from '../../../src/toolkit/bundle/load-contract.ts';
import { phases } from '../../../src/verify/model/case.ts';
import { renderFinding } from '../../../src/verify/report/render-finding.ts';
import { verify } from '../../../src/verify/verify.ts';
import { readContracts } from './read-contracts.ts';
import { rolesOf } from './server/credentials.ts';
import { SelfServer } from './server/serve.ts';

const tables = readContracts();
let server: SelfServer;

beforeAll(async () => {
  server = await SelfServer.start();
});
afterAll(() => server.close());

test('there are at least 250 contracts, and no two of the same name', () => {
  const names = [...tables].flatMap(([table, contracts]) => contracts.map(({ name }) => `${table}: ${name}`));
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThanOrEqual(250);
});

/** One contract of a table in so many is asked at random, too: all of them would take a minute. */
const RANDOM_EVERY = 16;

describe.each([...tables])('%s', (table, contracts) => {
  test.each(contracts)('$name', async ({ name, document, open }) => {
    const baseUrl = server.mount(`${table} ${name}`, document);
    const target = { baseUrl, roles: rolesOf(document) };
    const isRandom = contracts.findIndex((each) => each.name === name) % RANDOM_EVERY === 0;
    const report = await verify(await loadContract(document), {
      target,
      phases: phases.filter((phase) => phase !== 'random' || isRandom),
      // Each connection costs as much as some requests.
      concurrency: 2,
    });
    const { clauses } = report.coverage;
    expect(report.findings.map(renderFinding)).toEqual([]);
    const gaps = clauses.gaps.map(({ id, reason }) => (open[id] === undefined ? `${id}: ${reason}` : id));
    expect(gaps.sort()).toEqual(Object.keys(open).sort());
    if (clauses.total > gaps.length) expect(clauses.covered).toBeGreaterThan(0);
    if (gaps.length === 0) expect(report.coverage.operations.gaps).toEqual([]);
  });
});
