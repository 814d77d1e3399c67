/** XML is read and written as the object that its schema describes (OpenAPI 3.1 §4.8.26). */
import { describe, expect, test } from 'vitest';
import { answeringServer, echoServer } from './echo-server.ts';

const XML = 'application/xml';
const text = { type: 'string' };

/** A server that takes documents of the schema. */
function taking(schema: object, schemas: object = {}) {
  const requestBody = { required: true, content: { [XML]: { schema } } };
  return echoServer('/things', 'post', { requestBody }, { components: { schemas } });
}

const pet = {
  type: 'object',
  xml: { name: 'pet' },
  required: ['name'],
  additionalProperties: false,
  properties: {
    id: { type: 'integer', xml: { attribute: true } },
    code: { type: 'string', xml: { attribute: true, name: 'pet-code' } },
    name: { type: 'string', minLength: 1, xml: { name: 'petName' } },
    age: { type: ['integer', 'null'] },
    tame: { type: 'boolean', default: true },
    tags: { type: 'array', items: { type: 'string', xml: { name: 'tag' } } },
    notes: { type: 'array', xml: { name: 'remarks', wrapped: true }, items: { type: 'integer' } },
    owner: { type: 'object', required: ['email'], properties: { email: text } },
  },
};

const PETS: [what: string, inside: string, value: object][] = [
  ['an element', '<petName>Rex &amp; co</petName>', { name: 'Rex & co' }],
  ['CDATA', '<petName><![CDATA[<Rex>]]></petName>', { name: '<Rex>' }],
  [
    'numbers and booleans',
    '<petName>5</petName><age> 7 </age><tame>false</tame>',
    { name: '5', age: 7, tame: false },
  ],
  [
    'null',
    '<petName>Rex</petName><age xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/>',
    { name: 'Rex', age: null },
  ],
  ['a list of one', '<petName>Rex</petName><tag>a</tag>', { name: 'Rex', tags: ['a'] }],
  ['a list of several', '<tag>a</tag><petName>Rex</petName><tag>b</tag>', { name: 'Rex', tags: ['a', 'b'] }],
  [
    'a wrapped list',
    '<petName>Rex</petName><remarks><remarks>1</remarks><remarks>2</remarks></remarks>',
    { name: 'Rex', notes: [1, 2] },
  ],
  ['an empty wrapped list', '<petName>Rex</petName><remarks/>', { name: 'Rex', notes: [] }],
  [
    'an object',
    '<petName>Rex</petName><owner><email>a@b.c</email></owner>',
    { name: 'Rex', owner: { email: 'a@b.c' } },
  ],
];

describe('a document', () => {
  test.each(PETS)('has %s', async (_, inside, value) => {
    const { post } = await taking(pet);
    const { status, body } = await post('/things', `<pet>${inside}</pet>`, XML);

    expect(body).toMatchObject({ body: { tame: true, ...value } });
    expect(status).toBe(200);
  });

  test('has attributes', async () => {
    const { post } = await taking(pet);
    const { body } = await post('/things', '<pet id="7" pet-code="x"><petName>Rex</petName></pet>', XML);

    expect(body['body']).toEqual({ id: 7, code: 'x', name: 'Rex', tame: true });
  });

  test.each([
    ['lacks what is required', '<pet/>', '/name', 'required'],
    ['has a number that is none', '<pet><petName>Rex</petName><age>old</age></pet>', '/age', 'type'],
    [
      'has what is not declared',
      '<pet><petName>Rex</petName><sex>m</sex></pet>',
      '/sex',
      'additionalProperties',
    ],
    [
      'has twice what stands there once',
      '<pet><petName>Rex</petName><petName>Max</petName></pet>',
      '/name',
      'type',
    ],
    ['calls a property by another name', '<pet><petName>Rex</petName><code>x</code></pet>', '/code', 'xml'],
    ['has text beside its elements', '<pet>Hello <petName>Rex</petName></pet>', '', 'xml'],
    ['is another one', '<dog><petName>Rex</petName></dog>', '', 'xml'],
  ])('that %s is refused for that', async (_, document, pointer, keyword) => {
    const { post } = await taking(pet);
    const { status, body } = await post('/things', document, XML);

    expect(body).toMatchObject({ violations: [{ in: 'body', pointer, keyword }] });
    expect(body['violations']).toHaveLength(1);
    expect(status).toBe(400);
  });

  test.each([
    ['is no XML', '<pet><petName>Rex</pet>', 'is not XML'],
    ['is nothing but text', 'Rex', 'is not XML'],
    ['has an entity that nobody knows', '<pet><petName>&rex;</petName></pet>', 'is not XML'],
    ['has a prefix that stands for nothing', '<p:pet/>', 'is not XML'],
    [
      'has a document type',
      '<!DOCTYPE pet [<!ENTITY x "y">]><pet><petName>&x;</petName></pet>',
      'has a document type (DTD), which is not read',
    ],
    ['is too deep', `${'<a>'.repeat(65)}${'</a>'.repeat(65)}`, 'is nested deeper than 64 levels'],
    [
      'says that it is in another encoding',
      '<?xml version="1.0" encoding="KOI8-R"?><pet/>',
      'is in KOI8-R, which neither Content-Type says nor this server reads',
    ],
  ])('that %s cannot be read', async (_, document, reason) => {
    const { post } = await taking(pet);

    expect(await post('/things', document, XML)).toEqual({
      status: 400,
      body: { kind: 'malformed', part: 'body', reason, mediaType: XML },
    });
  });

  test('is in a namespace, whatever prefix it gives it', async () => {
    const space = { prefix: 'p', namespace: 'https://example.com/pet' };
    const { post } = await taking({
      type: 'object',
      xml: { name: 'pet', ...space },
      required: ['name'],
      properties: { name: { type: 'string', xml: { prefix: 'p' } }, note: text },
    });
    const documents = [
      '<p:pet xmlns:p="https://example.com/pet"><p:name>Rex</p:name><note>x</note></p:pet>',
      '<q:pet xmlns:q="https://example.com/pet"><q:name>Rex</q:name><note>x</note></q:pet>',
    ];

    for (const document of documents)
      expect((await post('/things', document, XML)).body['body']).toEqual({ name: 'Rex', note: 'x' });
    const other = documents[0]?.replace('/pet"', '/dog"');
    expect((await post('/things', other, XML)).status).toBe(400);
  });

  test('is a list, whose items have names', async () => {
    const item = { type: 'object', xml: { name: 'pet' }, properties: { name: text } };
    const { post } = await taking({ type: 'array', xml: { name: 'pets' }, items: item });

    expect((await post('/things', '<pets><pet><name>a</name></pet><pet/></pets>', XML)).body['body']).toEqual(
      [{ name: 'a' }, {}],
    );
    expect(await post('/things', '<pets><pet/><dog/></pets>', XML)).toMatchObject({
      status: 400,
      body: { violations: [{ pointer: '/1', keyword: 'xml', message: 'must be an element <pet>' }] },
    });
  });

  test('has the name of its component', async () => {
    const Pet = { type: 'object', properties: { name: text } };
    const { post } = await taking({ $ref: '#/components/schemas/Pet' }, { Pet });

    expect((await post('/things', '<Pet><name>Rex</name></Pet>', XML)).body['body']).toEqual({ name: 'Rex' });
    expect((await post('/things', '<Dog><name>Rex</name></Dog>', XML)).status).toBe(400);
  });

  test('has the text of an element as a property, in the words of OpenAPI 3.2', async () => {
    const { post } = await taking({
      type: 'object',
      xml: { name: 'price' },
      properties: {
        currency: { type: 'string', xml: { nodeType: 'attribute' } },
        amount: { type: 'number', xml: { nodeType: 'text' } },
      },
    });

    expect((await post('/things', '<price currency="EUR">9.5</price>', XML)).body['body']).toEqual({
      currency: 'EUR',
      amount: 9.5,
    });
  });

  test('stays a text where its schema is one', async () => {
    const { post } = await taking(text);

    expect((await post('/things', '<a>1</a>', XML)).body['body']).toBe('<a>1</a>');
  });
});

describe('a reply', () => {
  const ask = async (schema: object, body: unknown, headers = {}) => {
    const { url, logged } = await answeringServer({ [XML]: { schema } }, { body, ...headers });
    const answer = await fetch(`${url}/things`);
    return {
      status: answer.status,
      type: answer.headers.get('Content-Type'),
      text: await answer.text(),
      logged,
    };
  };
  const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>';

  test('is written by the hints of its schema', async () => {
    const value = {
      id: 7,
      name: 'Rex & "co"',
      age: null,
      tags: ['a', 'b'],
      notes: [1],
      owner: { email: 'a@b.c' },
    };

    expect(await ask(pet, value)).toMatchObject({
      status: 200,
      type: XML,
      text: `${DECLARATION}<pet id="7"><petName>Rex &amp; &quot;co&quot;</petName><age xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"></age><tag>a</tag><tag>b</tag><remarks><remarks>1</remarks></remarks><owner><email>a@b.c</email></owner></pet>`,
    });
  });

  test('declares its namespaces', async () => {
    const schema = {
      type: 'object',
      xml: { name: 'pet', prefix: 'p', namespace: 'https://example.com/pet' },
      properties: { name: { type: 'string', xml: { prefix: 'p' } } },
    };

    expect((await ask(schema, { name: 'Rex' })).text).toBe(
      `${DECLARATION}<p:pet xmlns:p="https://example.com/pet"><p:name>Rex</p:name></p:pet>`,
    );
  });

  test('may be the text of a document, which is held against its schema', async () => {
    expect(await ask(pet, '<pet><petName>Rex</petName></pet>')).toMatchObject({
      status: 200,
      text: '<pet><petName>Rex</petName></pet>',
    });
    expect(await ask(pet, '<pet/>')).toMatchObject({
      status: 500,
      logged: [{ event: 'broken_reply', defects: [{ path: '/name' }] }],
    });
  });

  test.each([
    ['breaks its schema', { name: '' }, { path: '/name', clause: 'minLength 1' }],
    [
      'has characters that XML cannot hold',
      { name: 'a\u0000' },
      { message: 'has characters that XML cannot hold' },
    ],
    ['is no XML', '<pet>', { message: 'is not XML' }],
    ['is another document', '<dog/>', { message: 'must be an element <pet>' }],
  ])('that %s never leaves the server', async (_, body, defect) => {
    const { status, logged } = await ask(pet, body);

    expect(status).toBe(500);
    expect(logged.at(-1)).toMatchObject({ event: 'broken_reply', defects: [{ in: 'body', ...defect }] });
  });

  test('whose root has no name says what to do', async () => {
    const { logged } = await ask({ type: 'object' }, { a: 1 });

    expect(logged.at(-1)).toMatchObject({
      defects: [{ message: expect.stringContaining('return the text of the document') }],
    });
  });
});
