/** For each keyword of JSON Schema 2020-12, a valid and an invalid instance, confirmed by two validators. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { schemaChecker } from '../../../src/contract/checker.ts';
import type { JsonObject } from '../../../src/contract/json.ts';
import { loadContract } from '../../../src/toolkit/bundle/load-contract.ts';
import { type Candidate, pairFor } from '../../../src/verify/cases/negative/clause-cases.ts';
import { planContext } from '../../../src/verify/run/create-plan-context.ts';
import { DocumentValidator } from './server/validator.ts';

interface Row {
  readonly keyword: string;
  readonly schema: JsonObject;
  /** The keyword of the clause that is broken; none where the keyword promises nothing. */
  readonly broken?: string;
}

const rows: readonly Row[] = parse(readFileSync(new URL('keywords.yaml', import.meta.url), 'utf8'));
const now = new Date('2026-01-31T12:00:00Z');

/** A contract with one operation, whose body has a property `value` of that schema. */
function documentWith(value: JsonObject): JsonObject {
  const Body = { type: 'object', required: ['value'], properties: { value, other: { type: 'string' } } };
  const Name = { $anchor: 'name', type: 'string', minLength: 2, $defs: { Short: { maxLength: 3 } } };
  const Tree = { $dynamicAnchor: 'node', type: 'object', properties: { size: { minimum: 1 } } };
  const content = { 'application/json': { schema: { $ref: '#/components/schemas/Body' } } };
  const responses = { '200': { description: 'Done' }, '400': { description: 'Refused' } };
  return {
    openapi: '3.1.0',
    info: { title: 'Keywords', version: '1' },
    paths: {
      '/things': { post: { operationId: 'call', requestBody: { required: true, content }, responses } },
    },
    components: { schemas: { Body, Name, Tree } },
  };
}

/** What verify makes of the clauses about `value`. */
async function pairsFor(document: JsonObject, keyword: string | undefined) {
  const contract = await loadContract(document);
  const context = planContext(contract, { now });
  return contract.operations.flatMap((operation) =>
    context
      .clausesOf(operation.id)
      .filter(({ path, pointer }) => path.startsWith('/value') && !pointer.endsWith('Body/required'))
      .filter((clause) => keyword === undefined || clause.keyword === keyword)
      .map((clause) => pairFor(context, operation, clause)),
  );
}

function bodiesOf(candidates: readonly Candidate[]) {
  return candidates.map(({ draft }) => draft.body?.value ?? null);
}

test.each(rows.filter(({ broken }) => broken !== undefined))(
  '$keyword has a valid instance and an invalid one',
  async ({ keyword, schema, broken }) => {
    const document = documentWith(schema);
    const [pair] = await pairsFor(document, broken);
    if (typeof pair !== 'object') throw new Error(pair ?? `there is no clause ${broken}`);
    const pointer = '/components/schemas/Body';
    const ajv = schemaChecker(await loadContract(document), { now: () => now });
    const hyperjump = new DocumentValidator(keyword, document);

    const valid = bodiesOf(pair.neighbours);
    expect(valid).not.toEqual([]);
    expect(valid.flatMap((body) => ajv.check(pointer, body))).toEqual([]);
    expect(await Promise.all(valid.map((body) => hyperjump.isValid(pointer, body)))).not.toContain(false);

    const invalid = bodiesOf(pair.violations);
    expect(invalid).not.toEqual([]);
    expect(invalid.map((body) => ajv.check(pointer, body).length)).not.toContain(0);
    expect(await Promise.all(invalid.map((body) => hyperjump.isValid(pointer, body)))).not.toContain(true);
  },
);

test.each(rows.filter(({ broken }) => broken === undefined))(
  '$keyword promises nothing',
  async ({ schema }) => {
    const pairs = await pairsFor(documentWith(schema), undefined);
    expect(pairs.filter((pair) => typeof pair === 'object')).toEqual([]);
  },
);
