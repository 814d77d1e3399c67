/** Values in XML, as the XML Objects of their schemas say (OpenAPI 3.1 §4.8.26). */
import { describe, expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import type { Json, JsonObject } from '../../../src/contract/json.ts';
import { loadContract } from '../../../src/toolkit/bundle/load-contract.ts';
import { Schemas } from '../../../src/verify/values/schemas.ts';
import { readXml } from '../../../src/verify/wire/read-xml.ts';
import { Unwritable } from '../../../src/verify/wire/unwritable.ts';
import { writeXml } from '../../../src/verify/wire/write-xml.ts';

async function schemasOf(schema: JsonObject): Promise<Schemas> {
  const person = { type: 'object', xml: { name: 'human' }, properties: { name: { type: 'string' } } };
  return new Schemas(
    await loadContract({
      openapi: '3.1.0',
      info: { title: 'XML', version: '1' },
      paths: {},
      components: { schemas: { Pet: schema, Person: person, Root: { $ref: '#/components/schemas/Pet' } } },
    }),
  );
}

const ROOT = '/components/schemas/Root';
const text = { type: 'string' };
const pet = (properties: JsonObject, xml: JsonObject = { name: 'pet' }): JsonObject => ({
  type: 'object',
  xml,
  properties,
});
const list = (xml: JsonObject, items: JsonObject = text): JsonObject => ({ type: 'array', xml, items });

describe.each<[string, JsonObject, Json, string]>([
  ['elements', pet({ a: text, n: { type: 'integer' } }), { a: 'x', n: 5 }, '<pet><a>x</a><n>5</n></pet>'],
  [
    'a root called like its component',
    { type: 'object', properties: { a: text } },
    { a: 'x' },
    '<Pet><a>x</a></Pet>',
  ],
  ['marks of the syntax', pet({ a: text }), { a: '<&">' }, '<pet><a>&lt;&amp;&quot;&gt;</a></pet>'],
  ['characters beyond the BMP', pet({ a: text }), { a: 'a🐈' }, '<pet><a>a🐈</a></pet>'],
  [
    'attributes',
    pet({ id: { type: 'integer', xml: { attribute: true } }, a: text }),
    { id: 1, a: 'x' },
    '<pet id="1"><a>x</a></pet>',
  ],
  ['other names', pet({ a: { ...text, xml: { name: 'b' } } }), { a: 'x' }, '<pet><b>x</b></pet>'],
  [
    'what refers to a component',
    pet({ owner: { $ref: '#/components/schemas/Person' } }),
    { owner: { name: 'x' } },
    '<pet><human><name>x</name></human></pet>',
  ],
  [
    'a prefix and its namespace',
    pet(
      { a: { ...text, xml: { prefix: 'p', name: 'a' } } },
      { name: 'pet', prefix: 'p', namespace: 'urn:pets' },
    ),
    { a: 'x' },
    '<p:pet xmlns:p="urn:pets"><p:a>x</p:a></p:pet>',
  ],
  [
    'a prefix of names that go without saying',
    {
      type: 'object',
      xml: { prefix: 'p', namespace: 'urn:pets' },
      properties: {
        id: { type: 'integer', xml: { attribute: true, prefix: 'p' } },
        a: { ...text, xml: { prefix: 'p' } },
        tags: list({}, { ...text, xml: { prefix: 'p' } }),
        labels: list({ wrapped: true, prefix: 'p' }, text),
      },
    },
    { id: 1, a: 'x', tags: ['y'], labels: ['z'] },
    '<p:Pet xmlns:p="urn:pets" p:id="1"><p:a>x</p:a><p:tags>y</p:tags><p:labels><p:labels>z</p:labels></p:labels></p:Pet>',
  ],
  ['a list', pet({ tags: list({}) }), { tags: ['x', 'y'] }, '<pet><tags>x</tags><tags>y</tags></pet>'],
  [
    'a list of named items',
    pet({ tags: list({ name: 'no' }, { ...text, xml: { name: 'tag' } }) }),
    { tags: ['x'] },
    '<pet><tag>x</tag></pet>',
  ],
  [
    'a wrapped list',
    pet({ tags: list({ wrapped: true }) }),
    { tags: ['x', 'y'] },
    '<pet><tags><tags>x</tags><tags>y</tags></tags></pet>',
  ],
  [
    'a wrapped list of named items',
    pet({ tags: list({ wrapped: true, name: 'labels' }, { ...text, xml: { name: 'tag' } }) }),
    { tags: ['x', 'y'] },
    '<pet><labels><tag>x</tag><tag>y</tag></labels></pet>',
  ],
  ['properties that are not declared', pet({}), { more: 'x' }, '<pet><more>x</more></pet>'],
])('%s', (_, schema, value, xml) => {
  test('are written, well-formed, and read back', async () => {
    const schemas = await schemasOf(schema);
    const written = writeXml(schemas, ROOT, value);
    expect(written).toBe(`<?xml version="1.0" encoding="UTF-8"?>${xml}`);
    expect((await validateXML({ xml: written, normalization: 'c14n' })).valid).toBe(true);
    expect(readXml(schemas, ROOT, written)).toEqual(value);
  });
});

test.each<[string, JsonObject, Json]>([
  ['a text with nothing in it', pet({ a: text }), { a: '' }],
  ['spaces around a text', pet({ a: text }), { a: ' x' }],
  ['a control character', pet({ a: text }), { a: 'a\u0001' }],
  ['a line feed', pet({ a: text }), { a: 'a\nb' }],
  ['null', pet({ a: { type: ['string', 'null'] } }), { a: null }],
  ['a list without items', pet({ tags: list({ wrapped: true }) }), { tags: [] }],
  ['a list in a list', pet({ tags: list({}, list({})) }), { tags: [['x']] }],
  ['a name with a space', pet({}), { 'a b': 'x' }],
  ['an object as an attribute', pet({ a: { type: 'object', xml: { attribute: true } } }), { a: { b: 1 } }],
])('what servers read in more ways than one is not written: %s', async (_, schema, value) => {
  const schemas = await schemasOf(schema);
  expect(() => writeXml(schemas, ROOT, value)).toThrow(Unwritable);
});

test.each(['<pet><a>x</a>', '<pet><a>x</b></pet>', '<a/><b/>', 'pet', ''])(
  'what is no XML is not read: %j',
  async (xml) => {
    expect(readXml(await schemasOf(pet({ a: text })), ROOT, xml)).toBeUndefined();
  },
);
