/** JSON texts one after the other are a list: https://jsonlines.org, RFC 7464. */
import { describe, expect, test } from 'vitest';
import { answeringServer, echoServer } from './echo-server.ts';

const LINES = 'application/x-ndjson';
const SEQUENCE = 'application/json-seq';
const point = {
  type: 'object',
  required: ['x'],
  properties: { x: { type: 'integer' }, y: { type: 'integer', default: 0 } },
};
const points = { type: 'array', items: point, maxItems: 3 };

function taking(type: string, schema?: object) {
  return echoServer('/points', 'post', { requestBody: { required: true, content: { [type]: { schema } } } });
}

describe('a body', () => {
  test.each([
    [LINES, '{"x":1}\n{"x":2,"y":3}\n'],
    [LINES, '{"x":1}\r\n\r\n{"x":2,"y":3}'],
    ['application/jsonl', '{"x":1}\n{"x":2,"y":3}'],
    [SEQUENCE, '\x1e{"x":1}\n\x1e{"x":2,\n"y":3}\n'],
    ['application/geo+json-seq', '\x1e{"x":1}\n\x1e{"x":2,"y":3}\n'],
  ])('of type %s is a list: %j', async (type, text) => {
    const { post } = await taking(type, points);

    expect(await post('/points', text, type)).toMatchObject({
      status: 200,
      body: {
        body: [
          { x: 1, y: 0 },
          { x: 2, y: 3 },
        ],
      },
    });
  });

  test.each([
    ['{"x":1}\n{"y":3}\n', '/1/x', 'required'],
    ['{"x":1}\n{"x":"2"}\n', '/1/x', 'type'],
    ['{"x":1}\n'.repeat(4), '', 'maxItems'],
  ])('is refused at its place: %j', async (text, pointer, keyword) => {
    const { post } = await taking(LINES, points);

    expect(await post('/points', text, LINES)).toMatchObject({
      status: 400,
      body: { violations: [{ in: 'body', pointer, keyword }] },
    });
  });

  test('tells the line that is no JSON', async () => {
    const { post } = await taking(LINES, points);

    expect((await post('/points', '{"x":1}\n{x:2}\n', LINES)).body).toMatchObject({
      kind: 'malformed',
      reason: 'has an item (2) that is not JSON',
    });
  });

  test('has the schema of each line, where that is none of a list', async () => {
    const { post, logged } = await taking(LINES, point);

    expect((await post('/points', '{"x":1}\n{"x":2}\n', LINES)).body['body']).toEqual([
      { x: 1, y: 0 },
      { x: 2, y: 0 },
    ]);
    expect(await post('/points', '{"x":1}\n{}\n', LINES)).toMatchObject({
      status: 400,
      body: { violations: [{ pointer: '/1/x', keyword: 'required' }] },
    });
    expect(logged.filter(({ event }) => event !== 'warnings')).toEqual([]);
  });
});

describe('a reply', () => {
  const ask = async (type: string, schema: object, body: unknown) => {
    const { url, logged } = await answeringServer({ [type]: { schema } }, { body });
    const answer = await fetch(`${url}/things`);
    return { status: answer.status, text: await answer.text(), logged };
  };

  test.each([
    [LINES, '{"x":1}\n{"x":2}\n'],
    [SEQUENCE, '\x1e{"x":1}\n\x1e{"x":2}\n'],
  ])('of type %s is written item by item', async (type, text) => {
    expect(await ask(type, points, [{ x: 1 }, { x: 2 }])).toMatchObject({ status: 200, text });
  });

  test.each([
    ['has an item that breaks its schema', points, [{ x: 1 }, {}], { path: '/1/x' }],
    ['has a line that breaks its schema', point, [{ x: 1 }, {}], { path: '/1/x' }],
    ['is no list', points, { x: 1 }, { message: 'must be a list, or what gives one item after the other' }],
    ['is a text that breaks its schema', points, '{"x":1}\n{}\n', { path: '/1/x' }],
  ])('that %s never leaves the server', async (_, schema, body, defect) => {
    const { status, logged } = await ask(LINES, schema, body);

    expect(status).toBe(500);
    expect(logged.at(-1)).toMatchObject({ event: 'broken_reply', defects: [{ in: 'body', ...defect }] });
  });
});
