import { expect, test } from 'vitest';
import { type SchemaChecker, schemaChecker } from '../../../src/contract/checker.ts';
import { loadContract } from '../../../src/toolkit/bundle/load-contract.ts';
import { Examination } from '../../../src/verify/proof/examination.ts';
import { independentValidator } from '../../../src/verify/proof/independent-validator.ts';
import { baseDraft } from '../../../src/verify/requests/base-draft.ts';
import { editDraft } from '../../../src/verify/requests/edit.ts';
import { planContext } from '../../../src/verify/run/create-plan-context.ts';

const now = new Date('2026-01-31T12:00:00Z');
const name = { type: 'string', maxLength: 5 };
const parameters = [{ name: 'limit', in: 'query', required: true, schema: { type: 'integer', minimum: 1 } }];
const schema = { type: 'object', required: ['name'], properties: { name } };
const requestBody = { required: true, content: { 'application/json': { schema } } };
const responses = { '204': { description: 'Done' }, '400': { description: 'Refused' } };
const contract = await loadContract({
  openapi: '3.1.0',
  info: { title: 'Pets', version: '1' },
  paths: { '/pets': { post: { operationId: 'addPet', parameters, requestBody, responses } } },
});
const context = planContext(contract, { now });
const [operation] = contract.operations;
if (operation === undefined) throw new Error('the contract has an operation');
const plain = baseDraft(context, operation);
if (typeof plain === 'string') throw new Error(plain);

/** An examination, and the values that it has the first validator check. */
function examination() {
  const checker = schemaChecker(contract, { now: () => now });
  const checked: unknown[] = [];
  const counting: SchemaChecker = {
    ...checker,
    brokenClauses: (pointer, value) => {
      checked.push(value);
      return checker.brokenClauses(pointer, value);
    },
  };
  return { checked, examination: new Examination(context.schemas, counting, independentValidator(contract)) };
}

test('what two requests share is examined once', () => {
  const { checked, examination: each } = examination();
  const where = { in: 'body', name: '', pointer: '/name' } as const;
  const doubts = [plain, plain, editDraft(context, plain, where, 'Tabby Cat')].map((draft) =>
    each.partsOf(draft).map(({ in: place, doubt }) => [place, doubt !== undefined]),
  );
  expect(doubts).toEqual([
    [
      ['query', false],
      ['body', false],
    ],
    [
      ['query', false],
      ['body', false],
    ],
    [
      ['query', false],
      ['body', true],
    ],
  ]);
  expect(checked).toHaveLength(3);
});
