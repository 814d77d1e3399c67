import { expect, test } from 'vitest';
import { clausesOf } from '../../src/contract/clauses.ts';
import { at } from '../../src/contract/json.ts';
import { loadContract } from '../../src/toolkit/bundle/load-contract.ts';

const contract = await loadContract(new URL('./files/openapi.yaml', import.meta.url));
const clauses = clausesOf(contract);

test('every promise is a clause of its own, with a stable id', () => {
  expect(clauses.map(({ id }) => id)).toEqual([
    'replaceThing path /thingId type',
    'replaceThing path /thingId minLength',
    'replaceThing header /Idempotency-Key type',
    'replaceThing header /Idempotency-Key maxLength',
    'replaceThing body requiredBody',
    'replaceThing body mediaType',
    'replaceThing body type',
    'replaceThing body additionalProperties',
    'replaceThing body x-ascending',
    'replaceThing body /name required',
    'replaceThing body /name type',
    'replaceThing body /name maxLength',
    'replaceThing body /from type',
    'replaceThing body /from format',
    'replaceThing body /until type',
    'replaceThing body /until format',
    'replaceThing body /until x-after',
    'replaceThing body /until x-future',
    'replaceThing body /steps type',
    'replaceThing body /steps x-unique-by',
    'replaceThing body /steps/* type',
    'replaceThing body /steps/*/index type',
    'replaceThing body /low type',
    'replaceThing body /high type',
    'replaceThing security credential',
    'replaceThing security scopes',
    'replaceThing response /200 response',
    'replaceThing response /4XX response',
  ]);
});

test('a clause points at the keyword in the document', () => {
  const clause = clauses.find(({ id }) => id === 'replaceThing body /name maxLength');
  expect(at(contract.document, clause?.pointer ?? '')).toBe(3);
});
