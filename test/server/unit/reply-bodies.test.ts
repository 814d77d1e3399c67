/** A reply is written as its media type says, and held against the contract as it is sent. */
import { describe, expect, test } from 'vitest';
import { answeringServer, echoServer } from './echo-server.ts';

const FORM = 'application/x-www-form-urlencoded';
const object = { type: 'object', required: ['a'], properties: { a: { type: 'integer', maximum: 9 } } };

async function answer(content: object, reply: object, more: object = {}) {
  const { url, logged } = await answeringServer(content, reply, more);
  const response = await fetch(`${url}/things`);
  const { status, headers } = response;
  return { status, headers, text: await response.text(), logged };
}

test.each([
  ['a number of a text', 'text/plain', { type: 'integer' }, 5, '5'],
  ['a text for people, whatever the schema', 'text/plain', object, 'a is 1', 'a is 1'],
  ['an object in a text', 'text/plain', object, { a: 1 }, '{"a":1}'],
  [
    'a form',
    FORM,
    { type: 'object' },
    { a: 'x&y', tags: ['b', 'c'], o: { p: 1 } },
    'a=x%26y&tags=b&tags=c&o=%7B%22p%22%3A1%7D',
  ],
  ['the text of a form', FORM, object, 'a=1', 'a=1'],
])('%s', async (_, type, schema, body, text) => {
  expect(await answer({ [type]: { schema } }, { body })).toMatchObject({ status: 200, text });
});

test.each([
  ['a number of a text', 'text/plain', { type: 'integer' }, 'five'],
  ['an object in a text', 'text/plain', object, { a: 10 }],
  ['a form', FORM, object, { a: 10 }],
  ['the text of a form', FORM, object, 'a=10'],
  ['a form that is none', FORM, object, 10],
  ['bytes that are none', 'image/png', {}, { a: 1 }],
])('%s that breaks the contract never leaves the server', async (_, type, schema, body) => {
  const { status, logged } = await answer({ [type]: { schema } }, { body });

  expect(status).toBe(500);
  expect(logged.at(-1)).toMatchObject({ event: 'broken_reply', defects: [{ in: 'body' }] });
});

test('a range is answered with one of its types', async () => {
  const content = { 'image/*': { schema: {} } };

  const png = await answer(content, { body: new Uint8Array(1), mediaType: 'image/png' });
  expect(png.headers.get('Content-Type')).toBe('image/png');
  expect((await answer(content, { body: new Uint8Array(1), mediaType: 'image/*' })).status).toBe(500);
  expect((await answer(content, { body: new Uint8Array(1) })).status).toBe(500);
});

describe('JSON in a header field', () => {
  const content = { 'application/json': { schema: object } };
  const ask = (value: unknown) =>
    answer(
      { 'application/json': {} },
      { body: null, headers: { 'X-Range': value } },
      { headers: { 'X-Range': { content } } },
    );

  test('is written as such', async () => {
    const { status, headers } = await ask({ a: 1 });
    expect([status, headers.get('X-Range')]).toEqual([200, '{"a":1}']);
  });

  test('is held against its schema', async () => {
    const { status, logged } = await ask({ a: 10 });
    expect(status).toBe(500);
    expect(logged.at(-1)).toMatchObject({
      defects: [{ in: 'header', path: 'X-Range', clause: 'maximum 9' }],
    });
  });

  test('is read as such', async () => {
    const parameters = [{ name: 'X-Range', in: 'header', content }];
    const { url, logged } = await echoServer('/things', 'get', { parameters });
    const send = async (value: string) =>
      (await fetch(`${url}/things`, { headers: { 'X-Range': value } })).json();

    expect(await send('{"a":1}')).toMatchObject({ headers: { 'X-Range': { a: 1 } } });
    expect(await send('{"a":"1"}')).toMatchObject({
      violations: [{ pointer: '/X-Range/a', keyword: 'type' }],
    });
    expect(logged.filter(({ event }) => event === 'disagreement')).toEqual([]);
  });
});
