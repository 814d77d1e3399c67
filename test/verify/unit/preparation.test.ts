/** An action that needs a state which no creation gives: it is reached by the steps of a scenario. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { JsonObject } from '../../../src/contract/json.ts';
import { loadContract } from '../../../src/toolkit/bundle/load-contract.ts';
import { verify } from '../../../src/verify/verify.ts';
import { answerWith } from './test-server.ts';

const jobId: JsonObject = {
  name: 'jobId',
  in: 'path',
  required: true,
  schema: { $ref: '#/components/schemas/JobId' },
};
const answers = (status: string): JsonObject => ({
  [status]: {
    description: 'Done',
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Job' } } },
  },
  '400': { description: 'Refused' },
  '404': { description: 'No such job' },
});
const body: JsonObject = {
  required: true,
  content: {
    'application/json': {
      schema: { type: 'object', properties: { reason: { type: 'string', maxLength: 9 } } },
    },
  },
};

const document: JsonObject = {
  openapi: '3.1.0',
  info: { title: 'Jobs', version: '1' },
  paths: {
    '/jobs': { post: { operationId: 'addJob', responses: answers('201') } },
    '/jobs/{jobId}/start': {
      post: { operationId: 'startJob', parameters: [jobId], responses: answers('200') },
    },
    '/jobs/{jobId}/stop': {
      post: { operationId: 'stopJob', parameters: [jobId], requestBody: body, responses: answers('200') },
    },
  },
  components: {
    schemas: {
      JobId: { type: 'string' },
      Job: { type: 'object', required: ['id'], properties: { id: { $ref: '#/components/schemas/JobId' } } },
    },
  },
};

const scenario = `
arazzo: 1.0.1
info: { title: Jobs, version: '1' }
sourceDescriptions: [{ name: jobs, type: openapi, url: ./jobs.json }]
workflows:
  - workflowId: stop
    summary: A job that runs can be stopped
    steps:
      - stepId: add
        operationId: addJob
        successCriteria: [{ condition: $statusCode == 201 }]
        outputs: { id: $response.body#/id }
      - stepId: start
        operationId: startJob
        parameters: [{ name: jobId, in: path, value: $steps.add.outputs.id }]
        successCriteria: [{ condition: $statusCode == 200 }]
      - stepId: stop
        operationId: stopJob
        parameters: [{ name: jobId, in: path, value: $steps.add.outputs.id }]
        requestBody: { payload: { reason: enough } }
        successCriteria: [{ condition: $statusCode == 200 }]
`;

/** Only a job that runs can be stopped. */
function startJobs(): Promise<string> {
  const running = new Map<string, boolean>();
  return answerWith(({ path, text }) => {
    const [, , id = '', action] = path.split('/');
    if (id === '') {
      const created = `j${running.size + 1}`;
      running.set(created, false);
      return { status: 201, body: { id: created } };
    }
    if (action === 'stop') {
      const parsed: unknown = text.startsWith('{') && text.endsWith('}') ? JSON.parse(text) : undefined;
      const reason = typeof parsed === 'object' && parsed !== null && 'reason' in parsed ? parsed.reason : '';
      if (parsed === undefined || typeof reason !== 'string' || [...reason].length > 9)
        return { status: 400 };
    }
    if (!running.has(id)) return { status: 404 };
    if (action === 'stop' && running.get(id) === false) return { status: 400 };
    running.set(id, action === 'start');
    return { status: 200, body: { id } };
  });
}

async function verifyJobs(withScenario: boolean) {
  const folder = await mkdtemp(join(tmpdir(), 'verify-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'jobs.arazzo.yaml');
  await writeFile(file, scenario);
  const contract = await loadContract(document, { name: 'jobs' });
  const target = { baseUrl: await startJobs(), roles: { default: { schemes: {} } } };
  return verify(contract, { target, ...(withScenario ? { scenarios: { files: [file] } } : {}) });
}

const stopCases = (report: Awaited<ReturnType<typeof verify>>) =>
  report.cases.filter(({ phase, operation }) => phase === 'positive' && operation === 'stopJob');

test('with the scenario the action succeeds, and its clauses are shown', async () => {
  const report = await verifyJobs(true);
  expect(new Set(stopCases(report).map(({ outcome }) => outcome))).toEqual(new Set(['pass']));
  expect(report.coverage.clauses.gaps).toEqual([]);
  expect(report.cases.filter(({ phase }) => phase === 'scenario')).toMatchObject([{ outcome: 'pass' }]);
});

test('without it nothing shows that the action can succeed', async () => {
  const report = await verifyJobs(false);
  expect(stopCases(report).every(({ outcome }) => outcome === 'fail')).toBe(true);
});
