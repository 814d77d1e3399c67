/** `?name=`: a value only where the contract says that it may be empty, and a text like others elsewhere. */
import { expect, test } from 'vitest';
import type { JsonObject } from '../../../src/contract/json.ts';
import { loadContract } from '../../../src/toolkit/bundle/load-contract.ts';
import { verify } from '../../../src/verify/verify.ts';
import { answerWith } from './test-server.ts';

/** What is said of a server that answers this to `?q=`, and takes `?q=abc` and no q at all. */
async function saidOf(status: number, parameter: JsonObject) {
  const parameters = [{ name: 'q', in: 'query', ...parameter }];
  const responses = { '200': { description: 'Done' }, '400': { description: 'Refused' } };
  const contract = await loadContract({
    openapi: '3.1.0',
    info: { title: 'Search', version: '1' },
    paths: { '/things': { get: { operationId: 'search', parameters, responses } } },
  });
  let asked = false;
  const baseUrl = await answerWith(({ query }) => {
    const q = query.get('q');
    asked ||= q === '';
    return { status: q === '' ? status : q === null || /^[a-z]{1,3}$/.test(q) ? 200 : 400 };
  });
  const { findings, coverage } = await verify(contract, {
    target: { baseUrl, roles: { default: { schemes: {} } } },
    phases: ['positive', 'negative'],
  });
  const { gaps, untestable } = coverage.clauses;
  return { asked, findings: findings.map(({ message }) => message), gaps, untestable };
}

const text = { type: 'string', minLength: 1, maxLength: 3, pattern: '^[a-z]*$' };

test('with allowEmptyValue it must be accepted, whatever the schema says of texts', async () => {
  const parameter = { allowEmptyValue: true, schema: text };
  expect(await saidOf(200, parameter)).toMatchObject({ asked: true, findings: [], gaps: [] });
  expect(await saidOf(400, parameter)).toMatchObject({ findings: ['answered 400, expected 200'] });
});

test('without, an empty text is one that the schema is about', async () => {
  expect(await saidOf(400, { schema: text })).toMatchObject({ asked: true, findings: [], gaps: [] });
  expect(await saidOf(200, { schema: text })).toMatchObject({ findings: ['answered 200, expected 400'] });
});

test('a clause that only an empty text would break cannot be broken then, and does not count', async () => {
  const { untestable } = await saidOf(200, { allowEmptyValue: true, schema: text });
  expect(untestable).toContainEqual({
    id: 'search query /q minLength',
    reason: 'the parameter may have an empty value',
  });
});

test('where it must be there, nobody says what an empty value means: none is sent', async () => {
  expect((await saidOf(400, { required: true, allowEmptyValue: true, schema: text })).asked).toBe(false);
});
