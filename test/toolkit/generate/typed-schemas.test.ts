/** What schemas are typed as: a case for each way in which a type could say something else than its schema. */
import ts from 'typescript';
import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../../src/contract/json.ts';
import { toContract } from '../../../src/contract/read-contract.ts';
import { writeReceivedTypes, writeTypes } from '../../../src/toolkit/generate/types.ts';
import { compile } from '../types-proof/compile.ts';

const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });
const text = { type: 'string' };
const object = (properties: JsonObject, more: JsonObject = {}): JsonObject => ({
  type: 'object',
  properties,
  ...more,
});

/** What the cases refer to. */
const shared: JsonObject = {
  Pet: object({ name: text, tag: text }, { required: ['name'] }),
  Text: object({ kind: { type: 'string', enum: ['text'] } }, { required: ['kind'] }),
  Image: object({ kind: { const: 'image' } }, { required: ['kind'] }),
  Circle: object({ shape: text }),
  Closed: object({ a: text }, { additionalProperties: false }),
};

const cases: readonly (readonly [name: string, schema: Json, type: string])[] = [
  // Discriminators
  [
    'a discriminator leaves what the members say',
    { oneOf: [ref('Text'), ref('Image')], discriminator: { propertyName: 'kind' } },
    'Text | Image',
  ],
  [
    'a mapping tells apart what says nothing itself',
    {
      oneOf: [ref('Circle'), ref('Text')],
      discriminator: {
        propertyName: 'shape',
        mapping: { round: 'Circle', circle: '#/components/schemas/Circle' },
      },
    },
    '(Circle & { shape: "round" | "circle"; }) | Text',
  ],

  // Members that must be there
  ['required in a branch of allOf', { allOf: [ref('Pet'), { required: ['tag'] }] }, 'Pet & { tag: string; }'],
  ['required beside allOf', { allOf: [ref('Pet')], required: ['tag'] }, 'Pet & { tag: string; }'],
  ['required beside $ref', { ...ref('Pet'), required: ['tag'] }, 'Pet & { tag: string; }'],
  [
    'required and declared by others',
    { allOf: [object({ a: text }), { required: ['a'] }] },
    '{ a: string; }',
  ],
  ['required and never declared', { type: 'object', required: ['a'] }, '{ a: unknown; }'],
  [
    'required in branches',
    object({ ids: text, emails: text }, { oneOf: [{ required: ['ids'] }, { required: ['emails'] }] }),
    '{ ids?: string; emails?: string; } & ({ ids: string; } | { emails: string; })',
  ],
  [
    'dependentRequired',
    object({ card: text, expiry: text }, { dependentRequired: { card: ['expiry'] } }),
    '{ card?: string; expiry?: string; } & ({ card?: never; } | { expiry: string; })',
  ],
  [
    'dependentSchemas',
    object(
      { card: text },
      { dependentSchemas: { card: object({ limit: { type: 'integer' } }, { required: ['limit'] }) } },
    ),
    '{ card?: string; } & ({ card?: never; } | { limit: number; })',
  ],
  [
    'dependentSchemas of a closed object',
    object(
      { a: text },
      { dependentSchemas: { a: { properties: { b: text } } }, unevaluatedProperties: false },
    ),
    '{ a?: string; } & ({ a?: never; b?: never; } | { b?: string; a: string; })',
  ],

  // Members of any name
  ['an object of which nothing is said', { type: 'object' }, '{ [key: string]: unknown; }'],
  [
    'a closed object without members',
    { type: 'object', additionalProperties: false },
    'Record<string, never>',
  ],
  ['a map', { type: 'object', additionalProperties: { type: 'integer' } }, '{ [key: string]: number; }'],
  [
    'members beside any others',
    object({ a: text }, { additionalProperties: true }),
    '{ a?: string; [key: string]: unknown; }',
  ],
  [
    'members beside others alike',
    object({ a: text }, { additionalProperties: text }),
    '{ a?: string; } & { [key: string]: string; }',
  ],
  [
    'members beside others of another type',
    object({ a: text }, { additionalProperties: { type: 'integer' } }),
    '{ a?: string; [key: string]: number | string | undefined; }',
  ],
  [
    'names by pattern and no others',
    { type: 'object', patternProperties: { '^n_': { type: 'integer' } }, additionalProperties: false },
    '{ [key: string]: number; }',
  ],
  [
    'names that are listed',
    { type: 'object', propertyNames: { enum: ['en', 'de'] }, additionalProperties: text },
    '{ en?: string; de?: string; }',
  ],
  [
    'a member that a closed object forbids',
    { allOf: [ref('Closed'), { properties: { b: text } }] },
    '{ a?: string; }',
  ],
  [
    'closed across a reference',
    { ...ref('Pet'), properties: { b: text }, unevaluatedProperties: false },
    'Pet & { b?: string; }',
  ],
  ['a member that must not be there', object({ a: false, b: true }), '{ a?: never; b?: unknown; }'],
  [
    'members that a condition describes',
    object(
      { big: { type: 'boolean' } },
      {
        if: { properties: { big: { const: true } } },
        // biome-ignore lint/suspicious/noThenProperty: the keyword is called so
        then: { properties: { size: { type: 'integer' } } },
        unevaluatedProperties: false,
      },
    ),
    '{ big?: boolean; size?: number; }',
  ],
  [
    'names that are no identifiers',
    object({ 'a b': text, 'x-y': text, größe: text }),
    '{ "a b"?: string; "x-y"?: string; "größe"?: string; }',
  ],
  ['members without type', { properties: { a: text } }, '{ a?: string; }'],

  // Values that are listed
  ['null that no member of enum is', { type: ['string', 'null'], enum: ['a', 'b'] }, '"a" | "b"'],
  [
    'enum of several types',
    { enum: ['a', 1, true, null, { x: [1] }] },
    '"a" | 1 | true | null | { x: [ 1 ]; }',
  ],
  ['members of enum that the type forbids', { type: 'string', enum: ['a', 1] }, '"a"'],
  ['enum of an object', { type: 'object', enum: [{ a: 1 }] }, '{ a: 1; }'],
  ['const null', { const: null }, 'null'],
  ['const false', { const: false }, 'false'],
  ['enums that meet', { allOf: [{ enum: ['a', 'b'] }, { enum: ['b', 'c'] }] }, '"b"'],
  ['enum but for one', { enum: ['a', 'b'], not: { const: 'a' } }, '"b"'],

  // Types and branches
  ['no type', {}, 'unknown'],
  ['true', true, 'unknown'],
  ['false', false, 'never'],
  ['several types', { type: ['object', 'null'], properties: { a: text } }, '{ a?: string; } | null'],
  ['types that exclude each other', { allOf: [text, { type: 'number' }] }, 'never'],
  [
    'anyOf beside members',
    object({ a: text }, { anyOf: [object({ b: text }), object({ c: text })] }),
    '{ a?: string; } & ({ b?: string; } | { c?: string; })',
  ],
  ['anyOf that takes everything', { anyOf: [text, {}] }, 'unknown'],
  [
    'branches that say nothing of a type',
    { type: 'integer', oneOf: [{ multipleOf: 3 }, { multipleOf: 5 }] },
    'number',
  ],
  ['null beside a reference', { anyOf: [ref('Pet'), { type: 'null' }] }, 'Pet | null'],
  ['binary text', { type: 'array', items: { type: 'string', format: 'binary' } }, 'Blob[]'],

  // Lists
  [
    'first items that may be missing',
    { type: 'array', prefixItems: [text, { type: 'number' }], minItems: 1 },
    '[ string, number?, ...unknown[] ]',
  ],
  ['first items and no others', { type: 'array', prefixItems: [text], items: false }, '[ string? ]'],
  [
    'first items and unevaluated ones',
    { type: 'array', prefixItems: [text], unevaluatedItems: { type: 'number' } },
    '[ string?, ...number[] ]',
  ],
  ['no items', { type: 'array', items: false }, '[ ]'],
  [
    'items that must have more',
    { type: 'array', items: { allOf: [ref('Pet'), { required: ['tag'] }] } },
    '(Pet & { tag: string; })[]',
  ],

  // Schemas inside of schemas
  [
    '$defs are no members',
    object({ a: { $ref: '#/components/schemas/Case/$defs/A' } }, { $defs: { A: text } }),
    '{ a?: string; }',
  ],
  [
    '$defs that hold themselves',
    {
      ...object({ next: { $ref: '#/components/schemas/Case/$defs/Node' } }),
      $defs: { Node: object({ next: { $ref: '#/components/schemas/Case/$defs/Node' } }) },
    },
    '{ next?: Case_$defs_Node; }',
  ],
  ['a part of another schema', { $ref: '#/components/schemas/Pet/properties/tag' }, 'string'],
  [
    'a schema inside itself',
    object({ children: { type: 'array', items: ref('Case') } }),
    '{ children?: Case[]; }',
  ],
  ['a list of itself', { anyOf: [text, { type: 'array', items: ref('Case') }] }, 'Case_'],
  ['nothing but itself', { allOf: [ref('Case'), object({ a: text })] }, '{ a?: string; }'],
];

test.each(cases)('%s', async (_, schema, type) => {
  const types = await writeTypes(contractOf(schema));

  expect(plain(typeOfCase(types))).toBe(type);
});

/** The type of the component schema `Case`, as it is written. */
function typeOfCase(source: string): string {
  const file = ts.createSourceFile('types.ts', source, ts.ScriptTarget.ESNext, true);
  const find = (node: ts.Node): ts.TypeNode | undefined =>
    ts.isPropertySignature(node) && node.name.getText() === 'Case' ? node.type : ts.forEachChild(node, find);
  return find(file)?.getText() ?? '';
}

/** Without comments and line breaks, and with components by their names. */
function plain(source: string): string {
  return source
    .replaceAll(/\/\*\*.*?\*\//gs, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/components\["schemas"\]\["(.*?)"\]/g, '$1');
}

test('whatever is written compiles, strictly', async () => {
  const schemas = cases.map(([, schema], index) => [
    `Case${index}`,
    JSON.parse(JSON.stringify(schema).replaceAll('schemas/Case', `schemas/Case${index}`)),
  ]);
  const contract = toContract(documentWith({ ...shared, ...Object.fromEntries(schemas) }));
  const files = new Map([
    ['types.ts', await writeTypes(contract)],
    ['received.ts', await writeReceivedTypes(contract)],
    ['blob.d.ts', 'interface Blob { readonly size: number }'],
  ]);

  expect(compile(files)).toEqual(new Map());
  expect(compile(files, { exactOptionalPropertyTypes: true })).toEqual(new Map());
});

test('a request has what is written only, and a reply what is read only', async () => {
  const schema = object(
    { id: { ...text, readOnly: true }, pin: { ...text, writeOnly: true }, name: text },
    { required: ['id', 'pin', 'name'] },
  );
  const contract = toContract(documentWith({ Pet: schema }, ref('Pet')));

  const types = plain(await writeTypes(contract));

  expect(types).toContain('Pet: { readonly id: string; name: string; };');
  expect(types).toContain('PetInRequest: { pin: string; name: string; };');
  expect(types).toContain('requestBody?: { content: { "application/json": PetInRequest;');
  expect(types).toContain('content: { "application/json": Pet;');
});

test('a default is filled in where a request is received, and nowhere else', async () => {
  const contract = toContract(
    documentWith({ Pet: object({ mood: { ...text, default: 'calm' } }) }, ref('Pet')),
  );

  expect(plain(await writeTypes(contract))).not.toContain('PetInRequest');
  expect(plain(await writeReceivedTypes(contract))).toContain('Pet: { mood?: string; };');
  expect(plain(await writeReceivedTypes(contract))).toContain('PetInRequest: { mood: string; };');
});

test('a parameter with a default is always received, and need not be sent', async () => {
  const parameters = [{ name: 'limit', in: 'query', schema: { type: 'integer', default: 20 } }];
  const operation = { operationId: 'list', parameters, responses: { '200': { description: 'Done' } } };
  const contract = toContract({ ...documentWith({}), paths: { '/pets': { get: operation } } });

  expect(await writeTypes(contract)).toContain('limit?: number;');
  expect(await writeReceivedTypes(contract)).toContain('limit: number;');
});

test('a default in a branch is not filled in', async () => {
  const schemas = { Calm: object({ mood: { ...text, default: 'calm' } }), Wild: object({ speed: text }) };
  const contract = toContract(documentWith(schemas, { anyOf: [ref('Calm'), ref('Wild')] }));

  const received = plain(await writeReceivedTypes(contract));

  expect(received).toContain('CalmInRequest: { mood?: string; };');
  expect(received).not.toContain('mood: string');
});

test('a header behind a reference is required only where it says so', async () => {
  const document = documentWith({});
  const headers = { Left: { schema: { type: 'integer' } }, Asked: { required: true, schema: text } };
  const response = {
    description: 'Done',
    headers: {
      'X-Left': { $ref: '#/components/headers/Left' },
      'X-Asked': { $ref: '#/components/headers/Asked' },
    },
  };

  const types = await writeTypes(
    toContract({ ...document, components: { headers, responses: { Done: response } } }),
  );

  expect(types).toContain('"X-Left"?: number;');
  expect(types).toContain('"X-Asked": components["headers"]["Asked"];');
});

test('what stands in a media type of a parameter is read by a server, and written by a client', async () => {
  const content = { 'application/json': { schema: object({ a: text }) } };
  const parameter = { name: 'filter', in: 'query', content };
  const operation = {
    operationId: 'list',
    parameters: [parameter],
    responses: { '200': { description: 'Done' } },
  };
  const contract = toContract({ ...documentWith({}), paths: { '/pets': { get: operation } } });

  expect(await writeTypes(contract)).toContain('filter?: string;');
  expect(await writeReceivedTypes(contract)).toMatch(/filter\?: \{\s+a\?: string;\s+\};/);
});

function contractOf(schema: Json) {
  return toContract(documentWith({ ...shared, Case: schema }));
}

/** @param body the schema of the body of a request and its reply; none: there is no operation */
function documentWith(schemas: JsonObject, body?: Json): JsonObject {
  const base = {
    openapi: '3.1.0',
    info: { title: 'Types', version: '1' },
    paths: {},
    components: { schemas },
  };
  if (body === undefined) return base;
  const content = { 'application/json': { schema: body } };
  const responses = { '200': { description: 'Done', content } };
  return {
    ...base,
    paths: { '/pets': { put: { operationId: 'put', requestBody: { content }, responses } } },
  };
}
