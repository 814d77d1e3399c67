import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { JsonObject } from '../../../src/contract/json.ts';
import { loadContract } from '../../../src/toolkit/bundle/load-contract.ts';
import { createHttpClient } from '../../../src/verify/http/http-client.ts';
import type { Exchange } from '../../../src/verify/model/exchange.ts';
import { holds } from '../../../src/verify/scenario/criterion.ts';
import { resolveValue, type Scope } from '../../../src/verify/scenario/expression.ts';
import { runWorkflow } from '../../../src/verify/scenario/run-workflow.ts';
import { readWorkflows } from '../../../src/verify/scenario/scenarios.ts';
import { answerWith, type Received } from './test-server.ts';

const exchange: Exchange = {
  baseUrl: 'http://localhost',
  request: { method: 'GET', target: '/', headers: [], body: undefined },
  response: {
    status: 200,
    headers: [
      ['content-type', 'application/json'],
      ['x-left', '3'],
    ],
    body: new TextEncoder().encode('{"data":{"id":"a1","tags":["x"],"end":null},"total":2}'),
  },
  failure: undefined,
  duration: 1,
};
const scope: Scope = {
  inputs: { token: 't0k' },
  steps: new Map([['create', { id: 'c9', list: [1, 2] }]]),
  outputs: {},
  exchange,
};

test.each([
  ['$statusCode', 200],
  ['$response.body#/data/id', 'a1'],
  ['$response.body#/data/tags/0', 'x'],
  ['$response.header.X-Left', '3'],
  ['$steps.create.outputs.list', [1, 2]],
  ['Bearer {$inputs.token}', 'Bearer t0k'],
  ['/{$steps.create.outputs.id}/{$statusCode}', '/c9/200'],
  ['plain', 'plain'],
])('%s stands for %j', (expression, value) => {
  expect(resolveValue(expression, scope)).toEqual(value);
});

test('expressions inside a payload are put in, and keep their types', () => {
  const payload = { ids: ['$steps.create.outputs.id'], total: '$response.body#/total', none: null };
  expect(resolveValue(payload, scope)).toEqual({ ids: ['c9'], total: 2, none: null });
});

describe('a criterion', () => {
  const check = (condition: string) => holds({ condition, type: 'simple', context: undefined }, scope);

  test.each([
    '$statusCode == 200',
    "$response.body#/data/id == 'A1'",
    '$response.body#/data/end == null',
    '$response.header.X-Left == 3',
    '$response.header.X-Left >= 1 && $statusCode < 300',
    "$statusCode == 500 || $response.body#/data/tags/0 == 'x'",
    '$response.body#/data/id != $steps.create.outputs.id',
  ])('%s holds', (condition) => {
    expect(check(condition)).toBe(true);
  });

  test.each([
    '$statusCode == 201',
    '$response.body#/data/missing == null',
    "$response.body#/data/id == 'a || a1'",
  ])('%s does not', (condition) => {
    expect(check(condition)).toBe(false);
  });

  test('may be a regular expression', () => {
    const criterion = { condition: '^a\\d$', type: 'regex' as const, context: '$response.body#/data/id' };
    expect(holds(criterion, scope)).toBe(true);
    expect(holds({ ...criterion, condition: '^b' }, scope)).toBe(false);
  });
});

describe('a workflow', () => {
  const document: JsonObject = parse(`
arazzo: 1.0.1
sourceDescriptions: [{ name: jobs, url: ./jobs.yaml }]
components:
  parameters:
    key: { name: X-Key, in: header, value: $inputs.key }
workflows:
  - workflowId: finish
    inputs: { type: object, properties: { key: { type: string } } }
    steps:
      - stepId: made
        workflowId: make
        parameters: [{ name: key, value: $inputs.key }]
        outputs: { jobId: $outputs.jobId }
      - stepId: done
        operationId: getJob
        parameters:
          - { name: jobId, in: path, value: $steps.made.outputs.jobId }
          - { reference: $components.parameters.key }
        successCriteria: [{ condition: $response.body#/state == 'done' }]
        onFailure:
          - { name: wait, type: retry, retryAfter: 0, retryLimit: 3, criteria: [{ condition: $statusCode == 200 }] }
  - workflowId: make
    inputs: { type: object, properties: { key: { type: string } } }
    steps:
      - stepId: create
        operationId: $sourceDescriptions.jobs.addJob
        parameters: [{ reference: $components.parameters.key }]
        requestBody: { payload: { name: 'job of {$inputs.key}' } }
        successCriteria: [{ condition: $statusCode == 201 }]
        outputs: { id: $response.body#/id }
    outputs: { jobId: $steps.create.outputs.id }
`);

  async function run(answer: Parameters<typeof answerWith>[0]) {
    const jobs = await loadContract({
      openapi: '3.1.0',
      info: { title: 'Jobs', version: '1' },
      paths: {
        '/jobs': { post: { operationId: 'addJob', responses: {} } },
        '/jobs/{jobId}': { get: { operationId: 'getJob', responses: {} } },
      },
    });
    const client = createHttpClient({ baseUrl: await answerWith(answer), connections: 1 });
    const workflows = readWorkflows(document);
    const finish = workflows.get('finish');
    if (finish === undefined) throw new Error('no such workflow');
    const scenarios = { sources: new Map([['jobs', jobs]]), workflows };
    const runner = {
      scenarios,
      send: (_: string, __: unknown, request: Parameters<typeof client.send>[0]) => client.send(request),
      pause: async () => {},
    };
    try {
      return await runWorkflow(runner, finish, { key: 'k1' });
    } finally {
      client.close();
    }
  }

  test('hands on what its steps give, and tries again as it is told', async () => {
    const received: Received[] = [];
    const { failure } = await run((request) => {
      received.push(request);
      if (request.method === 'POST') return { status: 201, body: { id: 'j7' } };
      return { status: 200, body: { state: received.length < 4 ? 'running' : 'done' } };
    });
    expect(failure).toBeUndefined();
    expect(received.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /jobs',
      'GET /jobs/j7',
      'GET /jobs/j7',
      'GET /jobs/j7',
    ]);
    expect(received[0]).toMatchObject({ text: '{"name":"job of k1"}', headers: { 'x-key': 'k1' } });
  });

  test('that fails says at which step and why', async () => {
    const { failure } = await run(({ method }) =>
      method === 'POST' ? { status: 201, body: { id: 'j7' } } : { status: 200, body: { state: 'running' } },
    );
    expect(failure?.step.id).toBe('done');
    expect(failure?.message).toBe(
      '$response.body#/state == \'done\' does not hold: $response.body#/state is "running"',
    );
  });

  test('fails where a workflow that it builds on does', async () => {
    const { failure } = await run(() => ({ status: 503 }));
    expect(failure?.workflow.id).toBe('make');
  });
});
