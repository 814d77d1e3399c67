/** A small contract with one of everything that only several requests together can show. */
import type { JsonObject } from '../../../../src/contract/json.ts';

const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });
const json = (schema: JsonObject): JsonObject => ({ 'application/json': { schema } });
const body = (name: string): JsonObject => ({ required: true, content: json(ref(name)) });
const answer = (description: string, name: string, headers: JsonObject = {}): JsonObject => ({
  description,
  headers,
  content: json(ref(name)),
});
const list = (name: string, more: JsonObject = {}): JsonObject => ({
  description: 'One page',
  content: json({
    type: 'object',
    required: ['items', ...Object.keys(more)],
    properties: { items: { type: 'array', items: ref(name) }, ...more },
  }),
});
const problem = (description: string): JsonObject => ({ description, content: json(ref('Problem')) });
const inPath = (name: string, schema: JsonObject): JsonObject => ({
  name,
  in: 'path',
  required: true,
  schema,
});
const inQuery = (name: string, schema: JsonObject): JsonObject => ({ name, in: 'query', schema });

const invalid = { '400': problem('What was sent is not valid') };
const missing = { '404': problem('There is no such thing') };
const guards = {
  '401': problem('No credential that counts'),
  '403': problem('The credential lacks a scope'),
};
const reading: JsonObject = { security: [{ token: ['read'] }] };
const writing: JsonObject = { security: [{ token: ['write'] }] };
const etag: JsonObject = { ETag: { required: true, schema: { type: 'string', pattern: '^"[0-9]+"$' } } };
const ifMatch: JsonObject = { name: 'If-Match', in: 'header', schema: { type: 'string', minLength: 1 } };

const projectPath = [inPath('projectId', ref('ProjectId'))];
const taskPath = [...projectPath, inPath('taskId', ref('TaskId'))];

const document: JsonObject = {
  openapi: '3.1.0',
  info: { title: 'Tracker', version: '1' },
  servers: [{ url: '/v1' }],
  paths: {
    '/projects': {
      post: {
        operationId: 'addProject',
        ...writing,
        parameters: [
          { name: 'Idempotency-Key', in: 'header', schema: { type: 'string', pattern: '^[!-~]{1,80}$' } },
        ],
        requestBody: body('NewProject'),
        responses: {
          '201': answer('Added', 'Project', {
            Location: { required: true, schema: { type: 'string', format: 'uri-reference' } },
          }),
          ...invalid,
          ...guards,
          '413': problem('The body is too large'),
          '415': problem('Another media type'),
        },
      },
      get: {
        operationId: 'listProjects',
        ...reading,
        parameters: [
          inQuery('limit', { type: 'integer', minimum: 1, maximum: 20, default: 20 }),
          inQuery('cursor', { type: 'string', minLength: 1 }),
          inQuery('status', ref('Status')),
        ],
        responses: {
          '200': list('Project', { nextCursor: { type: ['string', 'null'] } }),
          ...invalid,
          ...guards,
        },
      },
    },
    '/projects/{projectId}': {
      parameters: projectPath,
      get: {
        operationId: 'getProject',
        ...reading,
        parameters: [{ name: 'If-None-Match', in: 'header', schema: { type: 'string', minLength: 1 } }],
        responses: {
          '200': answer('The project', 'Project', etag),
          '304': { description: 'Not modified' },
          ...missing,
          ...guards,
        },
      },
      patch: {
        operationId: 'changeProject',
        ...writing,
        parameters: [ifMatch],
        requestBody: body('ProjectChange'),
        responses: {
          '200': answer('Changed', 'Project', etag),
          ...invalid,
          ...missing,
          '412': problem('It has changed meanwhile'),
          ...guards,
        },
      },
      delete: {
        operationId: 'removeProject',
        ...writing,
        responses: { '204': { description: 'Removed' }, ...missing, ...guards },
      },
    },
    '/projects/{projectId}/tasks': {
      parameters: projectPath,
      post: {
        operationId: 'addTask',
        ...writing,
        requestBody: body('NewTask'),
        responses: { '201': answer('Added', 'Task'), ...invalid, ...missing, ...guards },
      },
      get: {
        operationId: 'listTasks',
        ...reading,
        parameters: [
          inQuery('page', { type: 'integer', minimum: 1, maximum: 1000 }),
          inQuery('per_page', { type: 'integer', minimum: 1, maximum: 50 }),
          inQuery('done', { type: 'boolean' }),
        ],
        responses: { '200': list('Task'), ...invalid, ...missing, ...guards },
      },
    },
    '/projects/{projectId}/tasks/{taskId}': {
      parameters: taskPath,
      get: {
        operationId: 'getTask',
        ...reading,
        responses: { '200': answer('The task', 'Task'), ...missing, ...guards },
      },
      put: {
        operationId: 'replaceTask',
        ...writing,
        requestBody: body('NewTask'),
        responses: { '200': answer('Replaced', 'Task'), ...invalid, ...missing, ...guards },
      },
      delete: {
        operationId: 'removeTask',
        ...writing,
        responses: { '204': { description: 'Removed' }, ...missing, ...guards },
      },
    },
    '/members': {
      post: {
        operationId: 'addMember',
        ...writing,
        requestBody: body('NewMember'),
        responses: {
          '201': answer('Added', 'Member'),
          ...invalid,
          '409': problem('There is a member with that e-mail address already'),
          ...guards,
        },
      },
      get: {
        operationId: 'listMembers',
        ...reading,
        parameters: [
          inQuery('limit', { type: 'integer', minimum: 1, maximum: 50 }),
          inQuery('offset', { type: 'integer', minimum: 0, maximum: 10000 }),
          inQuery('email', { type: 'string', format: 'email' }),
        ],
        responses: { '200': list('Member'), ...invalid, ...guards },
      },
    },
    '/members/{memberId}': {
      parameters: [inPath('memberId', ref('MemberId'))],
      delete: {
        operationId: 'removeMember',
        ...writing,
        responses: { '204': { description: 'Removed' }, ...missing, ...guards },
      },
    },
    '/labels/{label}': {
      parameters: [inPath('label', { type: 'string', pattern: '^[a-z0-9-]{1,40}$' })],
      put: {
        operationId: 'putLabel',
        ...writing,
        requestBody: body('LabelBody'),
        responses: {
          '200': answer('Replaced', 'Label'),
          '201': answer('Added', 'Label'),
          ...invalid,
          ...guards,
        },
      },
      get: {
        operationId: 'getLabel',
        ...reading,
        responses: { '200': answer('The label', 'Label'), ...invalid, ...missing, ...guards },
      },
    },
    '/settings': {
      get: {
        operationId: 'getSettings',
        ...reading,
        responses: { '200': answer('The settings', 'Settings'), ...guards },
      },
      put: {
        operationId: 'putSettings',
        ...writing,
        requestBody: body('Settings'),
        responses: { '200': answer('Replaced', 'Settings'), ...invalid, ...guards },
      },
    },
  },
  components: {
    securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
    schemas: {
      ProjectId: { type: 'string', minLength: 1, maxLength: 20 },
      TaskId: { type: 'string', minLength: 1, maxLength: 20 },
      MemberId: { type: 'string', minLength: 1, maxLength: 20 },
      Status: { type: 'string', enum: ['open', 'paused', 'closed'] },
      ...withAnswer('Project', ['name'], {
        name: { type: 'string', minLength: 1, maxLength: 60 },
        description: { type: ['string', 'null'], maxLength: 200 },
        status: { $ref: '#/components/schemas/Status', default: 'open' },
        budget: { type: 'number', minimum: 0, maximum: 1000000 },
        due: { type: 'string', format: 'date-time' },
        tags: {
          type: 'array',
          maxItems: 5,
          uniqueItems: true,
          items: { type: 'string', minLength: 1, maxLength: 20 },
        },
        address: {
          type: 'object',
          additionalProperties: false,
          required: ['city'],
          properties: { city: { type: 'string', minLength: 1 }, street: { type: 'string' } },
        },
      }),
      ProjectChange: {
        type: 'object',
        minProperties: 1,
        additionalProperties: false,
        properties: {
          name: { type: 'string', minLength: 1, maxLength: 60 },
          description: { type: ['string', 'null'], maxLength: 200 },
          status: ref('Status'),
          budget: { type: 'number', minimum: 0, maximum: 1000000 },
        },
      },
      ...withAnswer('Task', ['title'], {
        title: { type: 'string', minLength: 1, maxLength: 80 },
        done: { type: 'boolean', default: false },
        estimate: { type: 'integer', minimum: 0, maximum: 100 },
        notes: { type: 'string', maxLength: 500 },
      }),
      ...withAnswer('Member', ['email'], {
        email: { type: 'string', format: 'email', maxLength: 100 },
        nickname: { type: 'string', minLength: 1, maxLength: 40 },
      }),
      LabelBody: {
        type: 'object',
        required: ['color'],
        additionalProperties: false,
        properties: {
          color: { type: 'string', pattern: '^#[0-9a-f]{6}$' },
          note: { type: 'string', maxLength: 100 },
        },
      },
      Label: {
        type: 'object',
        required: ['label', 'color'],
        properties: { label: { type: 'string' }, color: { type: 'string' }, note: { type: 'string' } },
      },
      Settings: {
        type: 'object',
        required: ['language'],
        additionalProperties: false,
        properties: { language: { type: 'string', enum: ['de', 'en', 'pt'] }, weekly: { type: 'boolean' } },
      },
      Problem: {
        type: 'object',
        required: ['message'],
        properties: { message: { type: 'string' } },
      },
    },
  },
};

/** Without parts that are one and the same object: each stands in a place of its own. */
export const trackerDocument: JsonObject = JSON.parse(JSON.stringify(document));

/** What is sent to make one, and what it is then: the same with an id, and what the server knows. */
function withAnswer(name: string, required: string[], properties: JsonObject): JsonObject {
  return {
    [`New${name}`]: { type: 'object', required, additionalProperties: false, properties },
    [name]: {
      type: 'object',
      required: ['id', 'createdAt', ...required],
      properties: {
        id: ref(`${name}Id`),
        createdAt: { type: 'string', format: 'date-time', readOnly: true },
        ...properties,
      },
    },
  };
}
