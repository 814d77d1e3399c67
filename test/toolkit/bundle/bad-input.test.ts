/** A contract that cannot be used says why: each problem with file, line and column, and what would mend it. */
import { describe, expect, test } from 'vitest';
import { toldOf } from './told-of.ts';

const head = "openapi: 3.1.0\ninfo: { title: T, version: '1' }\n";
const ok = "responses: { '200': { description: ok } }";
const schemas = (text: string): string => `${head}paths: {}\ncomponents:\n  schemas:\n${text}`;

describe('one kind at a time', () => {
  test.each<[string, Record<string, string>, string[]]>([
    [
      'a reference with a mistyped name',
      {
        'openapi.yaml': schemas(
          "    Pet: { type: string }\n    Pets: { items: { $ref: '#/components/schemas/Pett' } }\n",
        ),
      },
      [
        'openapi.yaml:7:28 error "#/components/schemas/Pett" leads nowhere: components.schemas has no "Pett" (reference)\n      is "#/components/schemas/Pet" meant?',
      ],
    ],
    [
      'a reference to the right name in another section',
      {
        'openapi.yaml': `${head}paths: {}\ncomponents:\n  responses:\n    Gone: { description: Gone. }\n    Missing:\n      $ref: '#/components/schemas/Gone'\n`,
      },
      [
        'openapi.yaml:8:13 error "#/components/schemas/Gone" leads nowhere: components has no "schemas" (reference)\n      is "#/components/responses/Gone" meant?',
      ],
    ],
    [
      'a reference in a file that it leads to',
      {
        'openapi.yaml': schemas("    Pet: { $ref: 'schemas/pet.yaml#/Pet' }\n"),
        'schemas/pet.yaml':
          "Pet:\n  type: object\n  properties:\n    owner:\n      $ref: '#/Ownr'\nOwner: { type: string }\n",
      },
      [
        'schemas/pet.yaml:5:13 error "#/Ownr" leads nowhere: the document has no "Ownr" (reference)\n      is "#/Owner" meant?',
      ],
    ],
    [
      'a reference to a file that is called otherwise',
      {
        'openapi.yaml': schemas("    Pet: { $ref: 'schema/pet.yaml' }\n"),
        'schemas/pet.yaml': 'type: string\n',
      },
      [
        'openapi.yaml:6:18 error "schema/pet.yaml" leads nowhere: there is no such file (reference)\n      is schemas/pet.yaml meant?',
      ],
    ],
    [
      'references in a circle',
      {
        'openapi.yaml': schemas(
          "    A: { $ref: '#/components/schemas/B' }\n    B: { $ref: '#/components/schemas/A' }\n",
        ),
      },
      [
        'openapi.yaml:6:16 error the reference leads back to itself by way of #/components/schemas/B, and so to no value (reference)\n      write what is meant in place of one of these references',
      ],
    ],
    [
      'a reference to an anchor that is not there',
      { 'openapi.yaml': schemas("    A: { $anchor: pet, type: string }\n    B: { $ref: '#pett' }\n") },
      [
        'openapi.yaml:7:16 error no schema has the anchor that is referred to by "#pett" (known-anchor)\n      is "#pet" meant?',
      ],
    ],
    [
      'a reference to another host',
      { 'openapi.yaml': schemas("    A: { $ref: 'https://example.com/a.yaml#/A' }\n") },
      [
        'openapi.yaml:6:16 error "https://example.com/a.yaml#/A" leads nowhere: https://example.com/a.yaml is on another host (reference)\n      allow it with --allow-remote (allowRemote: true in code), or put a copy beside the contract',
      ],
    ],
    [
      'one method twice on paths that differ in the name of a parameter',
      {
        'openapi.yaml': `${head}paths:\n  /a/{x}:\n    get:\n      operationId: one\n      parameters: [{ name: x, in: path, required: true, schema: {} }]\n      ${ok}\n  /a/{y}:\n    get:\n      operationId: two\n      parameters: [{ name: y, in: path, required: true, schema: {} }]\n      ${ok}\n`,
      },
      [
        'openapi.yaml:9:3 error GET /a/{y} is the same operation as GET /a/{x} (openapi.yaml:4:3): what a parameter is called does not tell paths apart (operation-unique)\n      leave one of them out, or let another segment of the paths differ',
      ],
    ],
    [
      'one path twice, with another method',
      {
        'openapi.yaml': `${head}paths:\n  /a/{x}:\n    get:\n      operationId: one\n      parameters: [{ name: x, in: path, required: true, schema: {} }]\n      ${ok}\n  /a/{y}:\n    put:\n      operationId: two\n      parameters: [{ name: y, in: path, required: true, schema: {} }]\n      ${ok}\n`,
      },
      [
        'openapi.yaml:9:3 warning /a/{y} is the same path as /a/{x} (openapi.yaml:4:3), which OpenAPI wants written once (operation-unique)\n      move put below /a/{x}, and call its parameters as they are called there',
      ],
    ],
    [
      'an operationId twice',
      {
        'openapi.yaml': `${head}paths:\n  /a:\n    get:\n      operationId: one\n      ${ok}\n  /pets/{petId}:\n    parameters: [{ name: petId, in: path, required: true, schema: {} }]\n    put:\n      operationId: one\n      ${ok}\n`,
      },
      [
        'openapi.yaml:11:20 error operationId "one" of PUT /pets/{petId} is that of GET /a as well (openapi.yaml:6:20) (operation-id-unique)\n      give one of them another: operationId: putPetsByPetId',
      ],
    ],
    [
      'a path parameter that is not defined, and one that is in no template',
      {
        'openapi.yaml': `${head}paths:\n  /a/{id}/{other}:\n    get:\n      operationId: one\n      parameters:\n        - { name: id, in: path, required: true, schema: {} }\n        - { name: ghost, in: path, required: true, schema: {} }\n      ${ok}\n`,
      },
      [
        'openapi.yaml:5:5 error GET /a/{id}/{other} does not define its path parameter {other} (path-parameter)\n      add to its parameters:\n        - { name: other, in: path, required: true, schema: { type: string } }',
        'openapi.yaml:9:11 error the path parameter "ghost" is not in the path /a/{id}/{other}, so that every request would lack it (path-parameter)\n      name it "other", as the path does',
      ],
    ],
    [
      'a path parameter by reference that is in no template, told where it is listed',
      {
        'openapi.yaml': `${head}paths:\n  /a:\n    get:\n      operationId: one\n      parameters:\n        - $ref: 'parameters.yaml#/id'\n      ${ok}\n`,
        'parameters.yaml': 'id: { name: id, in: path, required: true, schema: {} }\n',
      },
      [
        'openapi.yaml:8:17 error the path parameter "id" is not in the path /a, so that every request would lack it (path-parameter)\n      put {id} into the path, or leave the parameter out',
      ],
    ],
    [
      'paths without their slash',
      {
        'openapi.yaml': `${head}paths:\n  x-note: { get: {} }\n  a/{id}:\n    get: { ${ok} }\n  https://example.com/b:\n    get: { ${ok} }\n`,
      },
      [
        'openapi.yaml:5:3 error "a/{id}" does not begin with a slash, and so is no path: no request reaches its operations (path-slash)\n      write it as /a/{id}',
        'openapi.yaml:7:3 error "https://example.com/b" does not begin with a slash, and so is no path: no request reaches its operations (path-slash)\n      write its path alone; the host belongs to servers',
      ],
    ],
    [
      'statuses that no answer can have',
      {
        'openapi.yaml': `${head}paths:\n  /a:\n    get:\n      responses:\n        '200': { description: ok }\n        4xx: { description: ok }\n        default: { description: ok }\n        x-note: { description: ok }\n        '999': { description: ok }\n        ok: { description: ok }\n        20X: { description: ok }\n`,
      },
      ['11:16 "999"', '12:13 "ok"', '13:14 "20X"'].map((told) => {
        const [place, status] = told.split(' ');
        return `openapi.yaml:${place} error GET /a has a response ${status}, which no answer can have as its status (response-status)\n      write a status from 100 to 599, all of a class as 4XX, or default`;
      }),
    ],
    [
      'templates that are none',
      {
        'openapi.yaml': `${head}paths:\n  /a/{}:\n    get: { operationId: one, ${ok} }\n  /b/{id:\n    get: { operationId: two, ${ok} }\n  /c/{id}/{id}:\n    parameters: [{ name: id, in: path, required: true, schema: {} }]\n    get: { operationId: three, ${ok} }\n`,
      },
      [
        'openapi.yaml:4:3 error /a/{} has a parameter without a name (path-template)\n      name it between the braces: {id}',
        'openapi.yaml:6:3 error /b/{id has a brace without its other one (path-template)\n      write a parameter as {name}; a brace that is meant as such is %7B or %7D',
        'openapi.yaml:8:3 error /c/{id}/{id} has {id} more than once, and a request would lose one of its values (path-template)\n      give each a name of its own: {id}, {id2}',
      ],
    ],
    [
      'a pattern of another language',
      { 'openapi.yaml': schemas("    A:\n      type: string\n      pattern: '(?i)\\A[[:alpha:]]\\Z'\n") },
      [
        `openapi.yaml:8:16 error "(?i)\\A[[:alpha:]]\\Z" is no regular expression of JavaScript: it does not know (?i) (a flag: case is ignored), \\A (the beginning of the text), [[:alpha:]] (a class of POSIX), \\Z (the end of the text) (pattern)\n      write it as pattern: '^[A-Za-z]$'`,
      ],
    ],
    [
      'a pattern that has no certain equal',
      { 'openapi.yaml': schemas("    A: { type: string, pattern: '\\A\\h+' }\n") },
      [
        'openapi.yaml:6:33 error "\\A\\h+" is no regular expression of JavaScript: it does not know \\A (the beginning of the text), \\h (a blank ([ \\t]) to PCRE and Java, a hexadecimal digit ([0-9A-Fa-f]) to Ruby) (pattern)\n      write ^ for \\A; there is nothing that is surely the same as \\h: write out what is meant',
      ],
    ],
    [
      'a pattern of no language',
      { 'openapi.yaml': schemas("    A: { patternProperties: { 'a(': {} } }\n") },
      [
        'openapi.yaml:6:37 error "a(" is no regular expression of JavaScript: Unterminated group (pattern)\n      correct it: JSON Schema has the regular expressions of ECMAScript, with the flag u',
      ],
    ],
    [
      'a schema that no value satisfies',
      { 'openapi.yaml': schemas('    A:\n      type: string\n      minLength: 5\n      maxLength: 3\n') },
      [
        'openapi.yaml:8:18 warning no value is possible: minLength 5 is above maxLength 3 (openapi.yaml:9:18) (satisfiable-schema)\n      lower minLength, or raise maxLength',
      ],
    ],
  ])('%s', async (_, files, told) => {
    expect(await toldOf(files)).toEqual(told);
  });
});

describe('a file that is no contract', () => {
  const needed = 'OpenAPI 3.0, 3.1 or 3.2 is needed (openapi-version)';
  test.each<[string, string, string]>([
    [
      'Swagger 2.0',
      'swagger: "2.0"\npaths: {}\n',
      `openapi.yaml:1:10 error found Swagger 2.0; ${needed}\n      convert it first: npx @scalar/cli document upgrade openapi.yaml --output openapi.json`,
    ],
    [
      'AsyncAPI',
      'asyncapi: 3.0.0\n',
      `openapi.yaml:1:11 error found AsyncAPI 3.0.0; ${needed}\n      it describes messages; write what is asked over HTTP in a document of its own`,
    ],
    [
      'a JSON Schema',
      'type: object\nproperties: {}\n',
      `openapi.yaml:1:7 error found a JSON Schema; ${needed}\n      it describes values: refer to it from a contract, schema: { $ref: openapi.yaml }, and give the contract here`,
    ],
    [
      'another version',
      'openapi: 4.0.0\n',
      `openapi.yaml:1:10 error found OpenAPI 4.0.0; ${needed}\n      write it in OpenAPI 3.1, and openapi: 3.1.0`,
    ],
    [
      'a version that is a number',
      'openapi: 3.1\n',
      `openapi.yaml:1:10 error found the number 3.1, and a version has three parts; ${needed}\n      write openapi: 3.1.0`,
    ],
    [
      'the key mistyped',
      'openAPI: 3.1.0\n',
      `openapi.yaml:1:10 error found no "openapi" member; ${needed}\n      write openapi: 3.1.0 in place of openAPI`,
    ],
    [
      'a part of a contract',
      '/a:\n  get: {}\n',
      `openapi.yaml:1:1 error found no "openapi" member; ${needed}\n      a contract begins with the line openapi: 3.1.0; is this its root file, and not one of its parts?`,
    ],
    [
      'nothing',
      '',
      'openapi.yaml:1:1 error the file is empty (contract-file)\n      a contract begins with the line openapi: 3.1.0',
    ],
    [
      'a text',
      'hello\n',
      'openapi.yaml:1:1 error it holds no mapping, and a contract is one (contract-file)\n      a contract begins with the line openapi: 3.1.0',
    ],
  ])('%s', async (_, text, told) => {
    expect(await toldOf({ 'openapi.yaml': text })).toEqual([told]);
  });

  test('a folder', async () => {
    expect(await toldOf({ 'openapi.yaml': head }, '.')).toEqual([
      'FOLDER:1:1 error it is a folder (contract-file)\n      is openapi.yaml meant?',
    ]);
  });

  test('no file', async () => {
    expect(await toldOf({ 'openapi.yaml': head }, 'opnapi.yaml')).toEqual([
      'opnapi.yaml:1:1 error there is no such file (contract-file)\n      is openapi.yaml meant?',
    ]);
  });
});

test('all kinds at once, in the order of the places', async () => {
  const files = {
    'openapi.yaml': `${head}paths:
  /a/{x}:
    get:
      operationId: one
      parameters: [{ name: x, in: path, required: true, schema: { type: string, pattern: 'a++' } }]
      responses: { '200': { $ref: '#/components/responses/Dne' } }
  /a/{y}:
    get:
      operationId: one
      responses: { '200': { $ref: 'responses.yaml#/Done' } }
    get:
      operationId: one
      responses: { '200': { $ref: 'responses.yaml#/Done' } }
components:
  responses:
    Done: { description: Done. }
  schemas:
    Far: { $ref: 'https://example.com/far.yaml' }
    None: { type: integer, enum: [a] }
    Tab: { $ref: 'tab.yaml' }
`,
    'responses.yaml':
      "Done:\n  description: Done.\n  content: { text/plain: { schema: { $ref: 'nowhere.yaml' } } }\n",
    'tab.yaml': 'type: object\nproperties:\n\ta: {}\n',
  };

  const told = await toldOf(files);

  expect(told.map((text) => (text.split('\n')[0] ?? '').replace(/ (error|warning) .*\(/, ' $1 ('))).toEqual([
    'openapi.yaml:7:90 error (pattern)',
    'openapi.yaml:8:35 error (reference)',
    'openapi.yaml:9:3 error (operation-unique)',
    'openapi.yaml:10:5 error (path-parameter)',
    'openapi.yaml:11:20 error (operation-id-unique)',
    'openapi.yaml:13:5 error (yaml)',
    'openapi.yaml:20:18 error (reference)',
    'openapi.yaml:21:34 warning (satisfiable-schema)',
    'responses.yaml:3:44 error (reference)',
    'tab.yaml:3:1 error (yaml)',
  ]);
});
