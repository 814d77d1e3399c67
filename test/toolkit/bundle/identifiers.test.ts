/** Schemas that are referred to by the URI that they give themselves. */
import { expect, test } from 'vitest';
import { resolveIdentifiers } from '../../../src/toolkit/bundle/identifiers.ts';

const place = 'file:///contract/openapi.yaml';

/** The references of `schemas`, by name, after those by identifier were resolved. */
function resolved(schemas: Record<string, object>): unknown {
  const document = JSON.parse(JSON.stringify({ components: { schemas } }));
  resolveIdentifiers(document, place);
  return document.components.schemas;
}

test('by its whole URI, and by one relative to that of the schema around it', () => {
  const schemas = {
    Pet: {
      $id: 'https://example.com/schemas/pet',
      properties: { owner: { $ref: 'owner' }, tag: { $ref: '#/$defs/tag' } },
      $defs: { tag: { type: 'string' } },
    },
    Owner: { $id: 'https://example.com/schemas/owner', properties: { name: { type: 'string' } } },
    Name: { $ref: 'https://example.com/schemas/owner#/properties/name' },
  };
  expect(resolved(schemas)).toMatchObject({
    Pet: {
      properties: {
        owner: { $ref: '#/components/schemas/Owner' },
        tag: { $ref: '#/components/schemas/Pet/$defs/tag' },
      },
    },
    Name: { $ref: '#/components/schemas/Owner/properties/name' },
  });
});

test('an identifier is relative to that of the schema around it, or to the file', () => {
  const schemas = {
    Outer: { $id: 'https://example.com/a/', items: { $id: 'b', type: 'string' } },
    Here: { $id: 'here', type: 'string' },
    Uses: { allOf: [{ $ref: 'https://example.com/a/b' }, { $ref: 'file:///contract/here' }] },
  };
  expect(resolved(schemas)).toMatchObject({
    Uses: { allOf: [{ $ref: '#/components/schemas/Outer/items' }, { $ref: '#/components/schemas/Here' }] },
  });
});

test('an anchor of another schema is an anchor of the document', () => {
  const schemas = {
    Owner: { $id: 'https://example.com/owner', $defs: { name: { $anchor: 'name' } } },
    Name: { $ref: 'https://example.com/owner#name' },
  };
  expect(resolved(schemas)).toMatchObject({ Name: { $ref: '#name' } });
});

test('what is no identifier is left: files, and places of the document in a schema that has one', () => {
  const schemas = {
    Pet: {
      $id: 'https://example.com/pet',
      allOf: [{ $ref: '#/components/schemas/Owner' }, { $ref: 'https://example.com/other' }],
    },
    Owner: { $ref: 'owner.yaml#/Owner' },
  };
  expect(resolved(schemas)).toEqual(schemas);
});
