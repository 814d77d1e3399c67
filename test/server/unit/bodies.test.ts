/** Every body that a contract can declare is read as its media type says. */
import { expect, test } from 'vitest';
import { echoServer } from './echo-server.ts';

const body = (type: string, schema?: object, encoding?: object) => ({
  requestBody: {
    required: true,
    content: { [type]: { ...(schema && { schema }), ...(encoding && { encoding }) } },
  },
});
const FORM = 'application/x-www-form-urlencoded';

const pet = {
  type: 'object',
  required: ['name'],
  additionalProperties: false,
  properties: {
    name: { type: 'string', minLength: 1 },
    age: { type: 'integer' },
    tame: { type: 'boolean', default: true },
    tags: { type: 'array', items: { type: 'string' }, maxItems: 2 },
    home: { type: 'object', properties: { floor: { type: 'integer' } } },
  },
};

test.each([
  ['name=Rex+%26+co&age=3', { name: 'Rex & co', age: 3, tame: true }],
  ['name=Rex&tags=a&tags=b', { name: 'Rex', tags: ['a', 'b'], tame: true }],
  ['name=Rex&tags=a', { name: 'Rex', tags: ['a'], tame: true }],
  ['name=Rex&tags[]=a&tags[]=b', { name: 'Rex', tags: ['a', 'b'], tame: true }],
  ['name=Rex&home={"floor":2}', { name: 'Rex', home: { floor: 2 }, tame: true }],
  ['name=Rex&home[floor]=2', { name: 'Rex', home: { floor: 2 }, tame: true }],
])('a form is read by its schema: %s', async (text, value) => {
  const { post } = await echoServer('/pets', 'post', body(FORM, pet));

  expect(await post('/pets', text, FORM)).toMatchObject({ status: 200, body: { body: value } });
});

test.each([
  ['age=3', '/name', 'required'],
  ['name=Rex&age=three', '/age', 'type'],
  ['name=Rex&tags=a&tags=b&tags=c', '/tags', 'maxItems'],
  ['name=Rex&sex=m', '/sex', 'additionalProperties'],
])('a form that breaks it is refused for that: %s', async (text, pointer, keyword) => {
  const { post } = await echoServer('/pets', 'post', body(FORM, pet));

  expect(await post('/pets', text, FORM)).toMatchObject({
    status: 400,
    body: { violations: [{ in: 'body', pointer, keyword }] },
  });
});

test('a list of a form is parted as its encoding says', async () => {
  const encoding = { tags: { style: 'pipeDelimited', explode: false } };
  const { post } = await echoServer('/pets', 'post', body(FORM, pet, encoding));

  expect((await post('/pets', 'name=Rex&tags=a|b', FORM)).body['body']).toMatchObject({ tags: ['a', 'b'] });
});

test('a text is a text, and stands for a number where its schema wants one', async () => {
  const text = await echoServer('/notes', 'post', body('text/plain', { type: 'string', maxLength: 5 }));
  const number = await echoServer('/notes', 'post', body('text/plain', { type: 'integer' }));

  expect(await text.post('/notes', 'Olá', 'text/plain')).toMatchObject({
    status: 200,
    body: { body: 'Olá' },
  });
  expect((await text.post('/notes', 'too long', 'text/plain')).status).toBe(400);
  expect((await number.post('/notes', '12', 'text/plain; charset=utf-8')).body['body']).toBe(12);
});

test('bytes are bytes, as many as the contract allows', async () => {
  const { url } = await echoServer(
    '/images',
    'post',
    body('image/*', { type: 'string', format: 'binary', maxLength: 4 }),
  );
  const ask = (bytes: Uint8Array<ArrayBuffer>, type: string) =>
    fetch(`${url}/images`, { method: 'POST', headers: { 'Content-Type': type }, body: bytes });

  const kept = await ask(new Uint8Array([0, 255, 1, 2]), 'image/png');
  expect(await kept.json()).toMatchObject({ body: { type: 'Buffer', data: [0, 255, 1, 2] } });
  expect(await (await ask(new Uint8Array(5), 'image/png')).json()).toMatchObject({
    violations: [{ keyword: 'maxLength', expected: 4, message: 'must be at most 4 bytes' }],
  });
});

test('a range takes what is in it, and what is in none is told with the list', async () => {
  const { post } = await echoServer('/things', 'post', body('application/*+json', { type: 'object' }));

  expect((await post('/things', { a: 1 }, 'application/vnd.thing+json')).body['body']).toEqual({ a: 1 });
  expect(await post('/things', '<a/>', 'text/xml')).toMatchObject({
    status: 415,
    body: { kind: 'unsupported_media_type', value: 'text/xml', supported: ['application/*+json'] },
  });
});

test('a text of an object is its JSON', async () => {
  const schema = { type: 'object', properties: { a: { type: 'integer' } } };
  const { post } = await echoServer('/things', 'post', body('text/plain', schema));

  expect((await post('/things', '{"a":1}', 'text/plain')).body['body']).toEqual({ a: 1 });
  expect((await post('/things', 'a is 1', 'text/plain')).status).toBe(400);
});
