import { createServer, type Handlers, type Principal, toContract } from '@countersign/server';
import { expect, onTestFinished, test } from 'vitest';
import { type Api, apis } from '../../../src/service/apis/apis.ts';
import { testService } from '../../support/service.ts';

const problem = {
  description: 'Refused.',
  content: { 'application/json': { schema: { type: 'object', required: ['message'] } } },
};

/** What `countersign generate` writes of such a contract. */
interface operations {
  countWorkspaces: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody?: never;
    responses: {
      200: { headers: { [name: string]: unknown }; content: { 'application/json': { count: number } } };
    };
  };
}

const contract = toContract<operations>({
  openapi: '3.1.0',
  info: { title: 'Statistics', version: '1' },
  servers: [{ url: '/statistics/v1' }],
  paths: {
    '/workspaces': {
      get: {
        operationId: 'countWorkspaces',
        security: [],
        responses: {
          '200': {
            description: 'How many there are.',
            content: {
              'application/json': {
                schema: { type: 'object', required: ['count'], properties: { count: { type: 'integer' } } },
              },
            },
          },
          '4XX': problem,
          '5XX': problem,
        },
      },
    },
  },
});

/** The recipe of ARCHITECTURE.md: handlers over the domain, an error schema, a row. */
const statistics: Api = async ({ outreach, log }) => {
  const handlers = {
    countWorkspaces: async () => {
      const { items } = await outreach.workspaces.list({ limit: 100 });
      return { status: 200, body: { count: items.length } };
    },
  } satisfies Handlers<operations, Principal, 'countWorkspaces'>;
  const app = await createServer(contract, handlers, {
    authenticate: {},
    public: ['countWorkspaces'],
    tenant: () => '',
    problem: ({ status, message }) => ({ status, body: { message } }),
    log,
  });
  return { contract, app };
};

test('a new API is a row, and has its pages with it', async () => {
  const service = await testService({ apis: [...apis, statistics], demo: true });
  onTestFinished(() => service.close());

  const answer = await fetch(`${service.url}/statistics/v1/workspaces`);
  const page = await (await fetch(service.url)).text();

  expect([answer.status, await answer.json()]).toEqual([200, { count: 1 }]);
  expect(page).toContain('Statistics: /statistics/v1');
  expect((await fetch(`${service.url}/openapi/statistics.json`)).status).toBe(200);
  expect((await fetch(`${service.url}/api/v1/me`)).status).toBe(401);
});
