/** What OpenAPI 3.2 adds is asked, and what is wrong with it is found. */
import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../../src/contract/json.ts';
import { loadContract } from '../../../src/toolkit/bundle/load-contract.ts';
import { renderFinding } from '../../../src/verify/report/render-finding.ts';
import { changesState } from '../../../src/verify/requests/make-draft.ts';
import { planContext } from '../../../src/verify/run/create-plan-context.ts';
import { verify } from '../../../src/verify/verify.ts';
import { encodeRequest, readRequest } from '../../../src/verify/wire/encode.ts';
import { readSequence, type Sequence, writeSequence } from '../../../src/verify/wire/sequences.ts';
import { Unwritable } from '../../../src/verify/wire/unwritable.ts';
import { observatory, serve } from '../../support/observatory/observatory.ts';
import { answerWith, type Received } from './test-server.ts';

test('a server that keeps a contract with everything new is asked all of it, and nothing is found', async () => {
  await using server = await serve();
  const target = { baseUrl: server.baseUrl, roles: { default: { schemes: { astronomer: 'ada' } } } };

  const report = await verify(observatory, { target });

  expect(report.findings.map(renderFinding)).toEqual([]);
  expect(report.notes).toEqual([]);
  // What is in the items of a stream counts as answered.
  expect(report.coverage.parts.items).toContainEqual(
    expect.objectContaining({ id: 'watchSky 200 /*/id', state: 'covered' }),
  );
  expect(server.events).toEqual([]);
  for (const { id } of observatory.operations) {
    const own = report.cases.filter(({ operation, phase }) => operation === id && phase !== 'positive');
    expect(
      own.map(({ outcome }) => outcome),
      id,
    ).toContain('pass');
  }
}, 60_000);

test('QUERY changes nothing, and is said to have no body where it has none', async () => {
  const query = observatory.operations.find(({ method }) => method === 'query');
  expect(query && changesState(query)).toBe(false);

  const requestBody = { content: { 'application/json': {} } };
  const { asked } = await findingsOf({ query: { operationId: 'ask', requestBody, responses } }, () => ({
    status: 200,
    body: [],
  }));
  const lengths = asked.filter(({ text }) => text === '').map(({ headers }) => headers['content-length']);
  expect(new Set(lengths)).toEqual(new Set(['0']));
});

test('everything in a whole query that is a form is text', async () => {
  await using server = await serve();
  const target = { baseUrl: server.baseUrl, roles: { default: { schemes: { astronomer: 'ada' } } } };
  const { coverage } = await verify(observatory, { target, phases: ['positive'] });
  expect(coverage.clauses.untestable).toContainEqual({
    id: 'listStars querystring /filter type',
    reason: 'everything in a form is text',
  });
});

const ok = { description: 'Done', content: { 'application/json': { schema: { type: 'array' } } } };
const responses = { '200': ok, '4XX': { description: 'Refused' } };

async function findingsOf(
  item: JsonObject,
  answer: (request: Received) => { status: number; body?: unknown; headers?: Record<string, string> },
) {
  const contract = await loadContract({
    openapi: '3.2.0',
    info: { title: 'New', version: '1' },
    paths: { '/stars': item },
  });
  const asked: Received[] = [];
  const baseUrl = await answerWith((request) => {
    asked.push(request);
    return answer(request);
  });
  const report = await verify(contract, {
    target: { baseUrl, roles: { default: { schemes: {} } } },
    phases: ['positive', 'negative'],
  });
  return { findings: report.findings.map((finding) => renderFinding(finding)).join('\n'), asked };
}

const schema = {
  type: 'object',
  required: ['limit'],
  properties: {
    limit: { type: 'integer', maximum: 50 },
    colours: { type: 'array', items: { type: 'string' } },
  },
};

describe('a server', () => {
  test.each([
    ['QUERY', (operation: JsonObject) => ({ query: operation })],
    ['COPY', (operation: JsonObject) => ({ additionalOperations: { COPY: operation } })],
  ])('that takes whatever %s brings is found out', async (method, item) => {
    const requestBody = { required: true, content: { 'application/json': { schema } } };
    const { findings, asked } = await findingsOf(
      item({ operationId: 'ask', requestBody, responses }),
      () => ({
        status: 200,
        body: [],
      }),
    );

    expect(new Set(asked.map((request) => request.method))).toEqual(new Set([method]));
    expect(asked.some(({ text }) => text.startsWith('{"limit":'))).toBe(true);
    expect(findings).toContain('maximum');
  });

  test.each(['application/x-www-form-urlencoded', 'application/json'])(
    'that takes whatever stands in a query of %s is found out',
    async (type) => {
      const parameters = [
        { name: 'filter', in: 'querystring', required: true, content: { [type]: { schema } } },
      ];
      const { findings } = await findingsOf({ get: { operationId: 'ask', parameters, responses } }, () => ({
        status: 200,
        body: [],
      }));

      expect(findings).toContain('maximum');
      expect(findings).toContain('required');
    },
  );

  test.each([
    ['text/event-stream', 'data: 1\n\n', 'data: 1\nevent: x\n\n', '/0/event is required'],
    ['application/json-seq', '\x1e{}\n', '\x1e{"event":"x","data":"1"}\n', '/0/data is required'],
    [
      'application/jsonl',
      '{"data":"1","event":1}\n',
      '{"data":"1","event":"x"}\n',
      '/0/event must be a string',
    ],
    ['application/json-seq', '\x1e{\n', '\x1e{"event":"x","data":"1"}\n', 'records of JSON'],
  ])('whose %s holds another item than the contract says is found out', async (type, wrong, right, told) => {
    const itemSchema = {
      type: 'object',
      required: ['data', 'event'],
      properties: { data: { type: 'string' }, event: { type: 'string' } },
    };
    const content = { [type]: { itemSchema } };
    const get = { operationId: 'watch', responses: { '200': { content } } };
    const answer = (body: string) => () => ({ status: 200, body, headers: { 'content-type': type } });

    expect((await findingsOf({ get }, answer(wrong))).findings).toContain(told);
    expect((await findingsOf({ get }, answer(right))).findings).toBe('');
  });
});

describe('a sequence', () => {
  test.each<[Sequence, Json[], string]>([
    ['lines', [{ a: 'x\ny' }, 1], '{"a":"x\\ny"}\n1\n'],
    ['records', [{ a: 1 }, null], '\x1e{"a":1}\n\x1enull\n'],
    [
      'events',
      [{ event: 'x', retry: 5, data: 'one\ntwo' }, { data: '' }],
      'event: x\nretry: 5\ndata: one\ndata: two\n\ndata: \n\n',
    ],
  ])('of %s is read as it was written', (kind, items, text) => {
    expect(writeSequence(kind, items)).toBe(text);
    expect(readSequence(kind, text)).toEqual(items);
  });

  test.each<[Json]>([
    [{ event: 'x' }],
    [{ data: 'x', more: 1 }],
    [{ data: 'x', id: 'a\nb' }],
    [{ data: 'x', retry: 1.5 }],
    ['x'],
  ])('%j is no event', (item) => {
    expect(() => writeSequence('events', [item])).toThrow(Unwritable);
  });

  test('of events passes over what is none', () => {
    const text = '\uFEFF: hello\r\nid: 1\r\nother: x\r\ndata:a\r\n\r\nevent: nothing\n\ndata: cut off';
    expect(readSequence('events', text)).toEqual([{ id: '1', data: 'a' }]);
  });
});

describe('a parameter that is the whole query', () => {
  async function written(type: string, value: Json, encoding: JsonObject = {}) {
    const parameters = [{ name: 'filter', in: 'querystring', content: { [type]: { schema, encoding } } }];
    const contract = await loadContract({
      openapi: '3.2.0',
      info: { title: 'New', version: '1' },
      paths: { '/stars': { get: { operationId: 'ask', parameters, responses } } },
    });
    const [operation] = contract.operations;
    const [parameter] = operation?.parameters ?? [];
    if (operation === undefined || parameter === undefined) throw new Error('no operation');
    const draft = { body: undefined, slots: [], resource: 'shared', override: {} } as const;
    const request = encodeRequest({ ...draft, operation, parameters: [{ parameter, value }] });
    const { schemas } = planContext(contract, { now: new Date(0) });
    return {
      target: request.target,
      read: readRequest(schemas, operation, request).parameters.get(parameter),
    };
  }
  const FORM = 'application/x-www-form-urlencoded';

  test('is read as it was written', async () => {
    const value = { limit: 3, colours: ['a b', 'c&d'] };
    expect(await written(FORM, value)).toEqual({
      target: '/stars?limit=3&colours=a%20b&colours=c%26d',
      read: value,
    });
    expect(await written(FORM, value, { colours: { style: 'pipeDelimited', explode: false } })).toEqual({
      target: '/stars?limit=3&colours=a%20b%7Cc%26d',
      read: value,
    });
    expect(await written('application/json', value)).toEqual({
      target: `/stars?${encodeURIComponent(JSON.stringify(value))}`,
      read: value,
    });
  });

  test.each<[string, Json]>([
    [FORM, {}],
    [FORM, 'x'],
    [FORM, { colours: [] }],
    ['application/sparql-query', 'SELECT'],
  ])('of %s cannot say %j', async (type, value) => {
    await expect(written(type, value)).rejects.toThrow(Unwritable);
  });
});
