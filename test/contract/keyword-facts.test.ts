import { expect, test } from 'vitest';
import { factsOf, keywordsThat } from '../../src/contract/keyword-facts.ts';
import { subschemas } from '../../src/contract/subschemas.ts';

test('keywords of both tables are found by what they have in common', () => {
  expect(keywordsThat(({ failure }) => failure === 'repeated')).toEqual(['uniqueItems', 'x-unique-by']);
  expect(keywordsThat(({ needs }) => needs === 'contains')).toEqual(['minContains', 'maxContains']);
});

test.each(['x-internal', 'toString', 'constructor'])('nothing is known of %s', (keyword) => {
  expect(factsOf(keyword)).toEqual({});
});

test('the schemas in a schema, each with the part of a value that it speaks of', () => {
  const schema = {
    properties: { name: {}, 'a/b': {} },
    patternProperties: { '^x-': {} },
    prefixItems: [{}],
    items: {},
    allOf: [{}],
    // A value need not fit these, and `else` says nothing without `if`.
    not: {},
    contains: {},
    else: {},
  };

  expect(subschemas(schema).map(({ pointer, path }) => [pointer, path])).toEqual([
    ['/properties/name', '/name'],
    ['/properties/a~1b', '/a~1b'],
    ['/patternProperties/^x-', '/*'],
    ['/prefixItems/0', '/0'],
    ['/items', '/*'],
    ['/allOf/0', ''],
  ]);
});
