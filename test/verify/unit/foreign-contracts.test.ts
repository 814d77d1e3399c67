import { expect, test } from 'vitest';
import type { JsonObject } from '../../../src/contract/json.ts';
import { loadContract } from '../../../src/toolkit/bundle/load-contract.ts';
import { renderText } from '../../../src/verify/report/render-text.ts';
import { verify } from '../../../src/verify/verify.ts';
import { answerWith } from './test-server.ts';

const ok = { '200': { description: 'Done' } };
const json = (schema: JsonObject, more: JsonObject = {}): JsonObject => ({
  required: true,
  content: { 'application/json': { schema, ...more } },
});

/** What verifying a contract with this path says was left out, at a server that answers 200 to everything. */
async function leftOut(item: JsonObject, document: JsonObject = {}) {
  const contract = await loadContract({
    openapi: '3.1.0',
    info: { title: 'Foreign', version: '1' },
    paths: { '/things': item },
    ...document,
  });
  const baseUrl = await answerWith(() => ({ status: 200 }));
  const { dropped, notes, cases } = await verify(contract, {
    target: { baseUrl, roles: { default: { schemes: {} } } },
  });
  return { reasons: [...dropped, ...notes].map(({ about, reason }) => `${about}: ${reason}`), cases };
}

test.each<[string, JsonObject, JsonObject]>([
  ['operations without an id, answers or servers', { get: {}, post: { requestBody: json({}) } }, {}],
  ['a default answer alone', { get: { responses: { default: { description: 'Any' } } } }, {}],
  ['a path parameter that is not declared', {}, { paths: { '/things/{id}': { get: { responses: ok } } } }],
  [
    'boolean schemas',
    { post: { requestBody: json({ properties: { a: false, b: true } }), responses: ok } },
    {},
  ],
  [
    'a schema inside itself',
    { post: { requestBody: json({ $ref: '#/components/schemas/Tree' }), responses: ok } },
    { components: { schemas: { Tree: { properties: { tree: { $ref: '#/components/schemas/Tree' } } } } } },
  ],
])('%s are no obstacle', async (_, item, document) => {
  const { reasons, cases } = await leftOut(item, document);
  expect(reasons).toEqual([]);
  expect(cases).not.toEqual([]);
});

test.each<[string, JsonObject, RegExp]>([
  ['a reference that leads nowhere', { $ref: '#/components/schemas/Nothing' }, /cannot be used: .*Nothing/],
  ['a reference that is no URI', { $ref: '#/components/schemas/100%' }, /cannot be used: .*100%/],
  ['a pattern that is none', { type: 'string', pattern: '[a' }, /cannot be used: Invalid regular expression/],
  ['a keyword of another type', { type: 'object', required: true }, /cannot be used: required/],
])('an operation with %s is named, with the reason', async (_, schema, reason) => {
  const { reasons } = await leftOut({ post: { requestBody: json(schema), responses: ok } });
  expect(reasons[0]).toMatch(reason);
});

test('a schema of answers that cannot be used is named, and no answer is held against it', async () => {
  const answer = { description: 'Done', content: { 'application/json': { schema: { type: 'file' } } } };
  const contract = await loadContract({
    openapi: '3.0.3',
    info: { title: 'Foreign', version: '1' },
    paths: { '/things': { get: { responses: { '200': answer } } } },
  });
  const baseUrl = await answerWith(() => ({ status: 200, body: {} }));
  const { findings, notes } = await verify(contract, {
    target: { baseUrl, roles: { default: { schemes: {} } } },
    phases: ['positive'],
  });
  expect(findings).toEqual([]);
  expect(notes).toMatchObject([
    {
      pointer: '/paths/~1things/get/responses/200/content/application~1json/schema',
      reason: expect.stringMatching(/^it cannot be used, .*: type must be JSONType.*: file$/),
    },
  ]);
});

test('an example that breaks its own schema is a fault of the contract', async () => {
  const body = json({ type: 'object', properties: { a: { type: 'string' } } }, { example: { a: 1 } });
  const { reasons } = await leftOut({ post: { requestBody: body, responses: ok } });
  expect(reasons).toEqual([
    "POST /things: example default of body: the contract's own example breaks it: /a must be a string",
  ]);
});

test('what a contract says that is not looked at is named, with its place', async () => {
  const contract = await loadContract({
    openapi: '3.2.0',
    info: { title: 'Foreign', version: '1' },
    paths: { '/things': { get: { responses: ok, callbacks: { done: {} } } } },
  });
  const baseUrl = await answerWith(() => ({ status: 200 }));
  const report = await verify(contract, { target: { baseUrl, roles: { default: { schemes: {} } } } });

  expect(report.notes).toMatchObject([{ pointer: '/paths/~1things/get/callbacks' }]);
  expect(renderText(report)).toContain(
    'of the contract itself:\n' +
      '  #/paths/~1things/get/callbacks callbacks: the target sends it, and only what it is asked is looked at\n',
  );
});

test('a property that only answers have is not sent, and not asked for', async () => {
  const schema = {
    type: 'object',
    required: ['id', 'name'],
    properties: { id: { type: 'integer', readOnly: true }, name: { type: 'string' } },
    example: { id: 7, name: 'One' },
  };
  const contract = await loadContract({
    openapi: '3.0.3',
    info: { title: 'Foreign', version: '1' },
    paths: { '/things': { post: { requestBody: json(schema), responses: ok } } },
  });
  const bodies: unknown[] = [];
  const baseUrl = await answerWith(({ text }) => {
    if (text.startsWith('{"')) bodies.push(JSON.parse(text));
    return { status: 200 };
  });
  const target = { baseUrl, roles: { default: { schemes: {} } } };
  const { coverage } = await verify(contract, { target, phases: ['positive', 'negative'] });
  expect(bodies).not.toEqual([]);
  expect(bodies.filter((body) => Object.hasOwn(Object(body), 'id'))).toEqual([]);
  expect(coverage.clauses.items.map(({ id }) => id).filter((id) => id.includes('/id'))).toEqual([]);
});

test('a contract that documents no success is told so, once, and no target is blamed', async () => {
  const contract = await loadContract({
    openapi: '3.1.0',
    info: { title: 'Foreign', version: '1' },
    paths: { '/things': { put: { requestBody: json({ type: 'object' }), responses: { '405': ok['200'] } } } },
  });
  const baseUrl = await answerWith(({ method, text }) => {
    const isFine = method === 'PUT' && text.startsWith('{') && text.endsWith('}');
    return { status: isFine ? 200 : 405, headers: { Allow: 'PUT' } };
  });
  const target = { baseUrl, roles: { default: { schemes: {} } } };
  const { findings, coverage } = await verify(contract, { target, phases: ['positive', 'protocol'] });
  expect(findings.map(({ severity, message }) => `${severity}: ${message}`)).toEqual([
    'notice: answered 200, which the contract does not document',
  ]);
  expect(coverage.operations.gaps).toEqual([]);
});

test('a security scheme that is not declared is named', async () => {
  const { reasons } = await leftOut({ get: { security: [{ key: [] }], responses: ok } });
  expect(reasons).toEqual([
    'GET /things: security scheme key: the contract does not declare it; give its credential with --header',
  ]);
});

test('a reference that means another schema from place to place is named', async () => {
  const item = { $dynamicAnchor: 'item' };
  const page = { $defs: { any: item }, type: 'array', items: { $dynamicRef: '#item' } };
  const schema = { $defs: { own: { ...item, type: 'integer' } }, $ref: '#/components/schemas/Page' };
  const { reasons } = await leftOut(
    { post: { requestBody: json(schema), responses: ok } },
    { components: { schemas: { Page: page } } },
  );
  expect(reasons).toEqual([
    'a reference that means another schema from place to place: any value is taken for one of it',
  ]);
});

test('a refusal may say in other words than the example what is wrong', async () => {
  const refusal = {
    description: 'Refused',
    content: { 'application/json': { examples: { wrong: { value: { message: 'Too large' } } } } },
  };
  const schema = { type: 'object', required: ['a'], properties: { a: { type: 'integer' } } };
  const contract = await loadContract({
    openapi: '3.1.0',
    info: { title: 'Foreign', version: '1' },
    paths: { '/things': { post: { requestBody: json(schema), responses: { ...ok, '400': refusal } } } },
  });
  const baseUrl = await answerWith(({ text }) =>
    /^\{"a":-?\d+\}$/.test(text) ? { status: 200 } : { status: 400, body: { message: `No: ${text}` } },
  );
  const target = { baseUrl, roles: { default: { schemes: {} } } };
  const { findings, coverage } = await verify(contract, { target, phases: ['positive', 'negative'] });
  expect(findings).toEqual([]);
  expect(coverage.clauses.items.find(({ id }) => id.endsWith('/a type'))).toMatchObject({ state: 'covered' });
});

test('an id that its path does not take is not sent', async () => {
  const thing = { type: 'object', properties: { id: { type: 'string' } } };
  const answer = { '200': { description: 'Done', content: { 'application/json': { schema: thing } } } };
  const parameters = [{ name: 'thingId', in: 'path', required: true, schema: { type: 'integer' } }];
  const contract = await loadContract({
    openapi: '3.1.0',
    info: { title: 'Foreign', version: '1' },
    paths: {
      '/things': { post: { responses: answer } },
      '/things/{thingId}': { parameters, get: { operationId: 'read', responses: answer } },
    },
  });
  for (const [id, outcome] of [
    ['seven', 'skipped'],
    ['7', 'pass'],
  ]) {
    const baseUrl = await answerWith(() => ({ status: 200, body: { id } }));
    const target = { baseUrl, roles: { default: { schemes: {} } } };
    const { cases, findings } = await verify(contract, { target, phases: ['positive'] });
    expect(cases.filter(({ operation }) => operation === 'read').map((each) => each.outcome)).toEqual([
      outcome,
    ]);
    expect(findings).toEqual([]);
  }
});

test('two credentials for one field are a reason, and no crash', async () => {
  const http = (scheme: string): JsonObject => ({ type: 'http', scheme });
  const contract = await loadContract({
    openapi: '3.1.0',
    info: { title: 'Foreign', version: '1' },
    security: [{ login: [], token: [] }],
    paths: { '/things': { get: { responses: ok }, post: { responses: ok } } },
    components: { securitySchemes: { login: http('basic'), token: http('bearer') } },
  });
  const baseUrl = await answerWith(() => ({ status: 200 }));
  const schemes = { login: 'ada:secret', token: 'secret' };
  const { cases } = await verify(contract, { target: { baseUrl, roles: { default: { schemes } } } });
  const reasons = cases.filter(({ outcome }) => outcome === 'skipped').map(({ reason }) => reason);
  expect(new Set(reasons)).toContain(
    'the contract asks for two credentials at once that go into one Authorization field',
  );
});

test('schemas that refer to each other in circles are followed as far as that can be listed, and it is said how far', async () => {
  const names = Array.from({ length: 14 }, (_, index) => `S${index}`);
  const properties = Object.fromEntries(
    names.map((name) => [name, { $ref: `#/components/schemas/${name}` }]),
  );
  const schemas = Object.fromEntries(
    names.map((name) => [name, { type: 'object', properties: { ...properties, size: { type: 'integer' } } }]),
  );
  const body = json({ $ref: '#/components/schemas/S0' });
  const contract = await loadContract({
    openapi: '3.1.0',
    info: { title: 'Circles', version: '1' },
    paths: { '/things': { post: { operationId: 'create', requestBody: body, responses: ok } } },
    components: { schemas },
  });
  const baseUrl = await answerWith(() => ({ status: 200 }));
  const target = { baseUrl, roles: { default: { schemes: {} } } };
  const { notes, coverage } = await verify(contract, { target, phases: ['positive'] });
  expect(notes.map(({ about, reason }) => `${about}: ${reason}`)).toEqual([
    'create: what is deep inside its body: its schemas are too many: clauses are looked at down to depth 2',
  ]);
  expect(coverage.clauses.items.map(({ id }) => id)).toContain('create body /S1/size type');
});
