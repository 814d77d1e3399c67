/** Parts of `multipart/form-data` as the contract describes them (OpenAPI 3.1 §4.8.14.4, §4.8.15). */
import { describe, expect, test } from 'vitest';
import { readFormParts } from '../../../src/contract/form-parts.ts';
import { PartHeads } from '../../../src/server/part-heads.ts';
import { type Echoed, echoServer } from './echo-server.ts';

const FORM = 'multipart/form-data';
const numbers = { type: 'array', items: { type: 'integer' }, maxItems: 2 };

type Part = readonly [name: string, content: string | Blob];

async function sending(schema: object, encoding: object = {}, more: object = {}) {
  const requestBody = { required: true, content: { [FORM]: { schema, encoding } } };
  const { url, logged } = await echoServer('/things', 'post', { requestBody }, more);
  const send = async (parts: readonly Part[]): Promise<Echoed> => {
    const body = new FormData();
    for (const [name, content] of parts) body.append(name, content);
    const answer = await fetch(`${url}/things`, { method: 'POST', body });
    expect(logged.filter(({ event }) => event === 'disagreement')).toEqual([]);
    return { status: answer.status, body: await answer.json() };
  };
  return { url, send };
}

const object = (properties: object) => ({ type: 'object', properties });
const json = (value: unknown) => new Blob([JSON.stringify(value)], { type: 'application/json' });

describe('a list of JSON', () => {
  const encoding = { data: { contentType: 'application/json' } };

  test.each<[string, Part[], unknown]>([
    ['one part with all of it', [['data', json([1, 2])]], [1, 2]],
    [
      'a part for each item',
      [
        ['data', json(1)],
        ['data', json(2)],
      ],
      [1, 2],
    ],
    ['a part for the one item', [['data', json(1)]], [1]],
  ])('comes as %s', async (_, parts, data) => {
    const { send } = await sending(object({ data: numbers }), encoding);

    expect((await send(parts)).body['body']).toEqual({ data });
  });

  test('is refused for what is wrong in it', async () => {
    const { send } = await sending(object({ data: numbers }), encoding);

    expect((await send([['data', json([1, 2, 3])]])).body).toMatchObject({
      violations: [{ pointer: '/data', keyword: 'maxItems' }],
    });
    expect((await send([['data', json([1, 'x'])]])).body).toMatchObject({
      violations: [{ pointer: '/data/1', keyword: 'type' }],
    });
  });

  test('whose items are lists has a part for each', async () => {
    const lists = { type: 'array', items: { type: 'array', items: { type: 'integer' } } };
    const { send } = await sending(object({ data: lists }), encoding);

    expect((await send([['data', json([1, 2])]])).body['body']).toEqual({ data: [[1, 2]] });
  });
});

test.each<[string, Part[], object]>([
  [
    'an object',
    [
      ['owner[name]', 'Ada'],
      ['owner[age]', '36'],
    ],
    { owner: { name: 'Ada', age: 36 } },
  ],
  ['an object in it', [['owner[home][floor]', '2']], { owner: { home: { floor: 2 } } }],
  [
    'a list',
    [
      ['ids[]', '1'],
      ['ids[]', '2'],
    ],
    { ids: [1, 2] },
  ],
  [
    'a list of objects',
    [
      ['pets[0][name]', 'Rex'],
      ['pets[1][name]', 'Tom'],
    ],
    { pets: [{ name: 'Rex' }, { name: 'Tom' }] },
  ],
])('%s may come by names with brackets', async (_, parts, value) => {
  const owner = object({
    name: { type: 'string' },
    age: { type: 'integer' },
    home: object({ floor: { type: 'integer' } }),
  });
  const pets = { type: 'array', items: object({ name: { type: 'string' } }) };
  const { send } = await sending({ ...object({ owner, pets, ids: numbers }), additionalProperties: false });

  expect((await send(parts)).body['body']).toEqual(value);
});

test('a list is joined as its style says', async () => {
  const encoding = { ids: { style: 'pipeDelimited', explode: false } };
  const { send } = await sending(object({ ids: numbers }), encoding);

  expect((await send([['ids', '1|2']])).body['body']).toEqual({ ids: [1, 2] });
});

test('a part is of one of the media types of its encoding', async () => {
  const photo = { type: 'string', format: 'binary' };
  const { send } = await sending(object({ photo }), { photo: { contentType: 'image/png, image/*' } });
  const file = (type: string): Part[] => [['photo', new Blob(['x'], { type })]];

  expect((await send(file('image/gif'))).status).toBe(200);
  expect((await send(file('text/html'))).body).toMatchObject({
    violations: [{ pointer: '/photo', keyword: 'contentType', actual: 'text/html' }],
  });
});

describe('a header field that the parts of a property must have', () => {
  const headers = {
    'X-Checksum': { required: true, schema: { type: 'string' } },
    'X-Note': { schema: { type: 'string' } },
  };
  const schema = object({ file: { type: 'string', format: 'binary' }, note: { type: 'string' } });
  const head = 'Content-Disposition: form-data; name="file"; filename="a"';
  const send = async (parts: readonly string[]) => {
    const { url } = await sending(schema, { file: { headers } });
    const body = `${parts.map((part) => `--b\r\n${part}\r\n`).join('')}--b--\r\n`;
    const answer = await fetch(`${url}/things`, {
      method: 'POST',
      headers: { 'Content-Type': `${FORM}; boundary=b` },
      body,
    });
    return { status: answer.status, body: await answer.json() };
  };
  const note = 'Content-Disposition: form-data; name="note"\r\n\r\nx';

  test('is there', async () => {
    expect((await send([`x-checksum: 1\r\n${head}\r\n\r\nx`, note])).status).toBe(200);
    expect((await send([note, `${head}\r\nX-Checksum: 1\r\n\r\n`])).status).toBe(200);
  });

  test.each([
    ['nowhere', [`${head}\r\n\r\nx`]],
    ['in another part', [`X-Checksum: 1\r\n${note}`, `${head}\r\n\r\nx`]],
    ['in the content', [`${head}\r\n\r\nX-Checksum: 1\r\n\r\nx`]],
    ['in what is no part of a form', [`X-Checksum: 1\r\n\r\nx`, `${head}\r\n\r\nx`]],
  ])('is missed where it is %s', async (_, parts) => {
    expect(await send(parts)).toMatchObject({
      status: 400,
      body: {
        violations: [
          { pointer: '/file', keyword: 'headers', message: 'must have the header field X-Checksum' },
        ],
      },
    });
  });
});

test('the heads of parts are found however the bytes are cut', () => {
  const head = (name: string) => `Content-Disposition: form-data; name="${name}"`;
  const text = `--b\r\n${head('a')}\r\nX-A: 1\r\n\r\n\r\n--b \r\n--\r\n--b\r\nX-B: 1\r\n${head('b')}\r\n\r\n\r\n--b--\r\n--b\r\n${head('c')}\r\n\r\n`;
  for (let size = 1; size <= text.length; size++) {
    const heads = new PartHeads('multipart/form-data; charset=utf-8; boundary="b"');
    for (let at = 0; at < text.length; at += size) heads.push(Buffer.from(text.slice(at, at + size)));
    expect(heads.fields.map((names) => [...names])).toEqual([
      ['content-disposition', 'x-a'],
      ['x-b', 'content-disposition'],
    ]);
  }
});

describe('the parts of a form are declared in any branch of its schema', () => {
  const plain = object({ n: { type: 'integer' }, file: { type: 'string', format: 'binary' } });
  const more = object({ note: { type: 'string' } });
  const components = { schemas: { Plain: plain } };

  test.each<[string, object]>([
    ['allOf', { allOf: [plain, more] }],
    [
      'oneOf',
      {
        oneOf: [
          { ...plain, required: ['n'] },
          { ...more, required: ['note'] },
        ],
      },
    ],
    ['anyOf', { anyOf: [{ ...more, required: ['note'] }, plain] }],
    ['a reference', { allOf: [{ $ref: '#/components/schemas/Plain' }] }],
  ])('%s', async (_, schema) => {
    const { send } = await sending(schema, {}, { components });

    expect(await send([['n', '5']])).toMatchObject({ status: 200, body: { body: { n: 5 } } });
    expect((await send([['n', 'five']])).status).toBe(400);
    const text = await send([
      ['n', '5'],
      ['file', 'a text'],
    ]);
    expect(text.body['violations']).toContainEqual(
      expect.objectContaining({ pointer: '/file', message: 'must be a file' }),
    );
    const file = await send([
      ['n', '5'],
      ['file', new Blob(['x'])],
    ]);
    expect(file.status).toBe(200);
  });

  test('and so is what a part is', async () => {
    const nullable = { oneOf: [{ type: 'string', format: 'binary', maxLength: 3 }, { type: 'null' }] };
    const { send } = await sending(
      object({
        n: { allOf: [{ type: 'integer' }] },
        many: { allOf: [numbers] },
        file: nullable,
        either: { anyOf: [object({ n: { type: 'integer' } }), more] },
      }),
    );

    expect((await send([['n', '5']])).body['body']).toEqual({ n: 5 });
    expect((await send([['many', '5']])).body['body']).toEqual({ many: [5] });
    expect((await send([['either', json({ n: 5 })]])).body['body']).toEqual({ either: { n: 5 } });
    expect((await send([['file', 'a text']])).status).toBe(400);
    expect((await send([['file', new Blob(['x'])]])).status).toBe(200);
    expect((await send([['file', new Blob(['long'])]])).body).toMatchObject({
      violations: [{ pointer: '/file', keyword: 'maxLength' }],
    });
  });

  test('a part that may be a file or a text is not refused as one of them', async () => {
    const { send } = await sending({
      oneOf: [object({ n: { type: 'string', format: 'binary' } }), object({ n: { type: 'integer' } })],
    });

    expect((await send([['n', 'a text']])).status).toBe(200);
  });
});

test('a schema that is a branch of itself has the parts of its others', () => {
  const document = {
    schema: { allOf: [{ $ref: '#/schema' }, { $ref: '#/schema' }, object({ n: { type: 'integer' } })] },
  };

  expect(readFormParts(JSON.parse(JSON.stringify(document)), '/schema', undefined)).toMatchObject([
    { name: 'n', content: 'literal' },
  ]);
});
