/**
 * A server that Countersign makes keeps its contract, whatever that says, and express-openapi-validator agrees with
 * it: for each contract of the tables `verify` has nothing to find, and the server nothing to tell.
 */
import { afterAll, describe, expect, test } from 'vitest';
import type { ServerEvent } from '../../../src/server/events.ts';
import { loadContract } from '../../../src/toolkit/bundle/load-contract.ts';
import { renderFinding } from '../../../src/verify/report/render-finding.ts';
import { verify } from '../../../src/verify/verify.ts';
import { readContracts } from '../../verify/self-loop/read-contracts.ts';
import { rolesOf } from '../../verify/self-loop/server/credentials.ts';
import { generatedServer, listen } from './generated-server.ts';

/** What `verify` cannot put on the wire by itself: such a server starts, and is asked nothing. */
const UNASKED: Readonly<Record<string, string>> = {
  'media-types: XML without a root': 'the contract gives the root of its XML no name',
  'media-types: a schema that may be that of a line':
    'the contract does not say whether a line or all are meant',
  'media-types: a multipart body whose parts have no names': 'the parts have no names',
};

/** What express-openapi-validator cannot compile: such a server judges alone, and says so. */
const ONE_OPINION: Readonly<Record<string, RegExp>> = {
  'arrays: prefixItems': /"prefixItems" is 2-tuple/,
  'arrays: prefixItems and nothing more': /"prefixItems" is 2-tuple/,
  'arrays: prefixItems and others': /"prefixItems" is 1-tuple/,
  'arrays: unevaluatedItems': /"prefixItems" is 1-tuple/,
  'arrays: unevaluatedItems across allOf': /"prefixItems" is 2-tuple/,
  'arrays: unevaluatedItems with a schema': /"prefixItems" is 1-tuple/,
  'references: a dynamic reference': /resolves to more than one schema/,
};

const tables = readContracts();
let asked = 0;

/** What does not depend on what a contract says is asked of one contract in so many: it makes up half of all cases. */
const PROTOCOL_EVERY = 4;

/** Tables whose contracts are about the protocol. */
const ABOUT_PROTOCOL: ReadonlySet<string> = new Set(['media-types', 'resources', 'responses', 'security']);

afterAll(() => console.log(`${[...tables.values()].flat().length} contracts, ${asked} cases`));

test('there are at least 630 contracts, and each that is listed here is one of them', () => {
  const names = [...tables].flatMap(([table, contracts]) => contracts.map(({ name }) => `${table}: ${name}`));
  expect(names.length).toBeGreaterThanOrEqual(630);
  for (const name of [...Object.keys(UNASKED), ...Object.keys(ONE_OPINION)]) expect(names).toContain(name);
});

describe.each([...tables])('%s', (table, contracts) => {
  test.each(contracts)('$name', async ({ name, document }) => {
    const id = `${table}: ${name}`;
    const contract = await loadContract(document);
    const { app, logged } = await generatedServer(contract, document);
    const { baseUrl, server } = await listen(app);
    const isWhole =
      ABOUT_PROTOCOL.has(table) || contracts.findIndex((each) => each.name === name) % PROTOCOL_EVERY === 0;
    const report = await verify(contract, {
      target: { baseUrl: baseUrl + contract.basePath, roles: rolesOf(document) },
      phases: ['positive', 'negative', ...(isWhole ? (['protocol', 'security'] as const) : [])],
      // Each connection costs as much as some requests.
      concurrency: 2,
    });
    server.closeAllConnections();
    server.close();
    asked += report.cases.length;
    expect(report.findings.map(renderFinding)).toEqual([]);
    expect(report.cases.length > 0).toBe(UNASKED[id] === undefined);
    expect(told(logged)).toEqual(
      ONE_OPINION[id] === undefined ? [] : [expect.stringMatching(ONE_OPINION[id])],
    );
  });
});

/** Refusals that the contract does not document are told at the start, and again with each of them. */
function told(logged: readonly ServerEvent[]): string[] {
  return logged
    .filter(({ event }) => event !== 'warnings' && event !== 'undocumented_problem')
    .map((event) => (event.event === 'no_cross_check' ? String(event.error) : JSON.stringify(event)));
}
