/** A contract that was not written for this server starts, and what is to be said of it is said once. */
import { expect, test } from 'vitest';
import { echoServer } from './echo-server.ts';

test('what only a strict server asks for is told in one block', async () => {
  const { logged, get } = await echoServer('/things', 'get', {
    parameters: [{ name: 'net', in: 'query', schema: { type: 'string', format: 'cidr' } }],
    responses: { '200': { description: 'All.', content: { 'application/json': { schema: {} } } } },
  });
  const [warnings, ...others] = logged;

  expect(others).toEqual([]);
  expect(warnings).toMatchObject({ event: 'warnings' });
  const { message } = { message: '', ...warnings };
  expect(message).toContain('format cidr is unknown, and asks nothing (operation echo)');
  expect(message).toContain('operation echo may be refused with 400 (malformed): 400 is not documented');
  expect(message).toContain("'400': { description: Refused.");
  expect((await get('/things?net=10.0.0.0/8')).status).toBe(200);
});

test('a refusal that is not documented is answered all the same', async () => {
  const { get } = await echoServer('/things', 'get', {
    responses: { '200': { description: 'All.', content: { 'application/json': { schema: {} } } } },
  });

  expect(await get('/things?unknown=1')).toMatchObject({ status: 400, body: { kind: 'invalid_request' } });
});

test('an error schema that it does not fit is told once, with the function to write', async () => {
  const schema = {
    type: 'object',
    required: ['error'],
    properties: {
      error: {
        type: 'object',
        required: ['code', 'message'],
        properties: { code: { type: 'string' }, message: { type: 'string' }, details: { type: 'array' } },
      },
    },
  };
  const refusal = { description: 'Refused.', content: { 'application/json': { schema } } };
  const responses = { '200': { description: 'All.' }, '400': refusal, '500': refusal };
  const { logged } = await echoServer('/things', 'get', { responses }, {}, { problem: undefined });
  const [warnings] = logged.filter(({ event }) => event === 'warnings');
  const problems = warnings?.event === 'warnings' ? warnings.problems : [];

  expect(problems.map(({ remedy }) => remedy).filter((remedy) => remedy?.startsWith('problem:'))).toEqual([
    "problem: ({ status, message }) => ({ status, body: { error: { code: '…', message, details: [] } } })",
  ]);
});

test('without a problem function a problem is as RFC 9457 has it', async () => {
  const { url } = await echoServer(
    '/things',
    'get',
    { responses: { '200': { description: 'All.', content: { 'application/json': { schema: {} } } } } },
    {},
    { problem: undefined },
  );
  const answer = await fetch(`${url}/things?unknown=1`);

  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  expect(await answer.json()).toMatchObject({
    type: 'about:blank',
    title: 'Bad Request',
    status: 400,
    errors: [{ in: 'query', pointer: '/unknown', detail: 'is not a known parameter' }],
  });
});

test.each([
  ['application/vnd.api+json', 'application/problem+json'],
  ['application/json', 'application/json'],
  ['application/*', 'application/problem+json'],
])('where %s is documented, a problem is sent as %s', async (documented, sent) => {
  const refused = { description: 'Refused.', content: { [documented]: { schema: {} } } };
  const responses = { '200': { description: 'All.' }, default: refused };
  const { url, logged } = await echoServer('/things', 'get', { responses }, {}, { problem: undefined });
  const isTold = JSON.stringify(logged).includes(`${sent} is not documented`);
  const answer = await fetch(`${url}/things?unknown=1`);

  expect([answer.status, answer.headers.get('content-type')]).toEqual([400, sent]);
  expect(isTold).toBe(documented === 'application/vnd.api+json');
});

test('a format can be defined', async () => {
  const parameters = [{ name: 'net', in: 'query', schema: { type: 'string', format: 'cidr' } }];
  const formats = { cidr: (value: string) => /\/\d+$/.test(value) };
  const { get, logged } = await echoServer('/things', 'get', { parameters }, {}, { formats });

  expect(logged).toEqual([]);
  expect((await get('/things?net=10.0.0.0/8')).status).toBe(200);
  expect(await get('/things?net=10.0.0.0')).toMatchObject({
    status: 400,
    body: { violations: [{ pointer: '/net', keyword: 'format' }] },
  });
});
