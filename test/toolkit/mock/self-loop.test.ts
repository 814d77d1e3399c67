/**
 * A server that Countersign makes keeps its contract, whatever that says, and so does a mock, which is such a server whose
 * handlers answer with generated values: for each contract of the tables `verify` has nothing to find,
 * express-openapi-validator agrees, and there is nothing to tell.
 */
import { afterAll, describe, expect, test } from 'vitest';
import { loadContract } from '../../../src/toolkit/bundle/load-contract.ts';
import { mockApplication } from '../../../src/toolkit/mock/mock-application.ts';
import { renderFinding } from '../../../src/verify/report/render-finding.ts';
import { verify } from '../../../src/verify/verify.ts';
import { listen } from '../../server/self-loop/generated-server.ts';
import { readContracts } from '../../verify/self-loop/read-contracts.ts';

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

afterAll(() =>
  console.log(`${[...tables.values()].flat().length} contracts, served and asked: ${asked} cases`),
);

test('there are at least 630 contracts, and each that is listed here is one of them', () => {
  const names = [...tables].flatMap(([table, contracts]) => contracts.map(({ name }) => `${table}: ${name}`));
  expect(names.length).toBeGreaterThanOrEqual(630);
  for (const name of [...Object.keys(UNASKED), ...Object.keys(ONE_OPINION)]) expect(names).toContain(name);
});

/** What does not depend on what a contract says is asked of one contract in so many. */
const PROTOCOL_EVERY = 4;

/** Tables whose contracts are about the protocol. */
const ABOUT_PROTOCOL: ReadonlySet<string> = new Set(['media-types', 'resources', 'responses', 'security']);

describe.each([...tables])('%s', (table, contracts) => {
  test.each(contracts.map((each, index) => ({ ...each, index })))(
    '$name',
    async ({ name, document, index }) => {
      const isWhole = ABOUT_PROTOCOL.has(table) || index % PROTOCOL_EVERY === 0;
      const id = `${table}: ${name}`;
      const contract = await loadContract(document);
      const told: string[] = [];
      const { baseUrl, server } = await listen(
        await mockApplication(contract, (line) => told.push(line), true),
      );
      const schemes = Object.fromEntries(
        [...contract.securitySchemes.keys()].map((scheme) => [scheme, 'mock:mock']),
      );
      const report = await verify(contract, {
        target: { baseUrl: baseUrl + contract.basePath, roles: { default: { schemes } }, prefer: true },
        ...(!isWhole && { phases: ['positive', 'negative', 'stateful'] as const }),
        // Each connection costs as much as some requests.
        concurrency: 2,
      });
      server.closeAllConnections();
      server.close();
      asked += report.cases.length;
      expect(report.findings.map(renderFinding)).toEqual([]);
      expect(report.cases.length > 0).toBe(UNASKED[id] === undefined);
      expect(told).toEqual(ONE_OPINION[id] === undefined ? [] : [expect.stringMatching(ONE_OPINION[id])]);
    },
  );
});
