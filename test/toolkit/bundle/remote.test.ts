/** A contract whose parts come from hosts. */
import { describe, expect, test } from 'vitest';
import { ContractError } from '../../../src/contract/contract-error.ts';
import { at } from '../../../src/contract/json.ts';
import { type LoadOptions, loadContract } from '../../../src/toolkit/bundle/load-contract.ts';
import { REMOTE_LIMITS } from '../../../src/toolkit/bundle/remote-document.ts';
import { answerWith } from '../../verify/unit/test-server.ts';

const thing = 'Thing:\n  type: object\n  properties:\n    name: { $ref: ./name.json }\n';

const contractWith = (reference: string): string => `
openapi: 3.1.0
info: { title: Things, version: '1' }
paths:
  /things:
    post:
      operationId: makeThing
      requestBody:
        content:
          application/json:
            schema: { $ref: '${reference}' }
      responses: {}
`;

/** A host with a contract in three files. Another host for it is `localhost`. */
async function host(more: Record<string, string> = {}): Promise<string> {
  const files: Record<string, string> = {
    '/api/openapi.yaml': contractWith('schemas/thing.yaml#/Thing'),
    '/api/schemas/thing.yaml': thing,
    '/api/schemas/name.json': '{"type": "string", "maxLength": 5}',
    ...more,
  };
  return answerWith(({ path }) => {
    const file = files[path];
    if (file === undefined) return { status: 404 };
    return file.startsWith('/') || file.startsWith('http')
      ? { status: 302, headers: { location: file } }
      : { status: 200, headers: { 'content-type': 'application/yaml' }, body: file };
  });
}

async function problemOf(source: string, options: LoadOptions = {}) {
  const error = await loadContract(source, options).catch((thrown: unknown) => thrown);
  if (!(error instanceof ContractError)) throw new Error('the contract was accepted');
  return error.problems[0];
}

test('a contract given by URL has its parts beside it, and knows where they were written', async () => {
  const url = `${await host()}/api/openapi.yaml`;

  const contract = await loadContract(url);

  expect(contract.name).toBe('api');
  expect(contract.operations.map(({ id }) => id)).toEqual(['makeThing']);
  const schema = contract.operations[0]?.body?.content[0]?.schemaPointer ?? '';
  expect(contract.locate(`${schema}/properties/name`)).toMatchObject({
    file: url.replace('openapi.yaml', 'schemas/name.json'),
    line: 1,
  });
});

describe('a reference to another host', () => {
  const far = (base: string) => `${base.replace('127.0.0.1', 'localhost')}/api/schemas/thing.yaml#/Thing`;

  test('is refused with its place, and how to allow it', async () => {
    const base = await host();
    const near = await host({ '/api/far.yaml': contractWith(far(base)) });

    expect(await problemOf(`${near}/api/far.yaml`)).toMatchObject({
      message: expect.stringMatching(/thing\.yaml is on another host$/),
      remedy: 'allow it with --allow-remote (allowRemote: true in code), or put a copy beside the contract',
      location: { file: `${near}/api/far.yaml`, line: 11 },
    });
  });

  test('is followed where that is allowed', async () => {
    const base = await host();
    const near = await host({ '/api/far.yaml': contractWith(far(base)) });

    const { document } = await loadContract(`${near}/api/far.yaml`, { allowRemote: true });

    expect(document).toMatchObject({ components: { schemas: { name: { maxLength: 5 } } } });
  });

  test('is one as well where a part of the contract redirects to it', async () => {
    const base = await host();
    const near = await host({ '/api/schemas/thing.yaml': far(base) });

    expect((await problemOf(`${near}/api/openapi.yaml`))?.message).toContain('localhost');
    const allowed = await loadContract(`${near}/api/openapi.yaml`, { allowRemote: true });
    expect(allowed.operations).toHaveLength(1);
  });
});

test('the contract itself may have moved to another host', async () => {
  const base = await host();
  const moved = await host({ '/openapi.yaml': `${base.replace('127.0.0.1', 'localhost')}/api/openapi.yaml` });

  // Its parts are looked for beside the URL that was given.
  expect((await problemOf(`${moved}/openapi.yaml`))?.message).toMatch(/\/schemas\/thing\.yaml answers 404/);
});

test('an example on another host is left where it is, unless that host may be asked', async () => {
  const base = await host({ '/api/schemas/big.json': '{"a": 1}' });
  const place = `${base.replace('127.0.0.1', 'localhost')}/api/schemas/big.json`;
  const near = await host({
    '/api/shown.yaml': `${contractWith('schemas/thing.yaml#/Thing')}components:\n  examples:\n    big: { externalValue: '${place}' }\n`,
  });
  const shownIn = async (options: LoadOptions) => {
    const { document } = await loadContract(`${near}/api/shown.yaml`, options);
    return at(document, '/components/examples/big');
  };

  expect(await shownIn({})).toEqual({ externalValue: place });
  expect(await shownIn({ allowRemote: true })).toEqual({ value: { a: 1 } });
});

test.each([
  ['size', { size: 50 }, /has more than 50 bytes/],
  ['documents', { documents: 2 }, /name\.json would be one more than the 2 documents that may be fetched/],
  ['redirects', { redirects: 0 }, /redirects more than 0 times/],
])('what is fetched is bounded: %s', async (_, limit, message) => {
  const base = await host({ '/moved.yaml': '/api/openapi.yaml' });
  const path = 'redirects' in limit ? '/moved.yaml' : '/api/openapi.yaml';

  const problem = await problemOf(`${base}${path}`, { limits: { ...REMOTE_LIMITS, ...limit } });

  expect(problem?.message).toMatch(message);
});

test('a host that says nothing is given up', async () => {
  const url = await answerWith(() => new Promise(() => {}));

  const problem = await problemOf(url, { limits: { ...REMOTE_LIMITS, time: 20 } });

  expect(problem?.message).toContain('is not there after 20 ms');
});
