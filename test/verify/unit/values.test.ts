import { expect, test } from 'vitest';
import type { JsonObject } from '../../../src/contract/json.ts';
import { DrawnStrings } from '../../../src/verify/values/drawn-strings.ts';
import { effectiveSchemaOf } from '../../../src/verify/values/effective-schema.ts';
import { highestOf, lowestOf, numbersFor, shift, stepOf } from '../../../src/verify/values/numbers.ts';
import { locationsOf } from '../../../src/verify/values/schema-location.ts';
import { Schemas } from '../../../src/verify/values/schemas.ts';
import { Sizes } from '../../../src/verify/values/sizes.ts';
import { stringsFor } from '../../../src/verify/values/strings.ts';

const wish = {
  now: new Date('2026-01-31T12:00:00Z'),
  seed: 1,
  drawn: new DrawnStrings(),
  sizes: new Sizes(),
};

function effective(schema: JsonObject) {
  return effectiveSchemaOf(new Schemas({ document: schema }), [''], () => 0);
}

test.each([
  [{ type: 'integer', minimum: 1, maximum: 200 }, 1, 200],
  [{ type: 'integer', exclusiveMinimum: 0, exclusiveMaximum: 10 }, 1, 9],
  [{ type: 'integer', minimum: 1, multipleOf: 5, maximum: 24 }, 5, 20],
  [{ type: 'number', exclusiveMinimum: 0, multipleOf: 0.01, maximum: 99.999 }, 0.01, 99.99],
  [
    {
      allOf: [
        { type: 'integer', minimum: 3 },
        { minimum: 7, maximum: 9 },
      ],
    },
    7,
    9,
  ],
])('%o allows numbers from %d to %d', (schema, lowest, highest) => {
  expect(lowestOf(effective(schema))).toBe(lowest);
  expect(highestOf(effective(schema))).toBe(highest);
});

test('neighbours on a decimal grid are exact', () => {
  const price = effective({ type: 'number', multipleOf: 0.1 });
  expect(shift(0.2, stepOf(price), 1)).toBe(0.3);
  expect(numbersFor(price)).toContain(1);
});

test.each([
  [{ minLength: 3, maxLength: 5 }, 5],
  [{ pattern: '^[a-z]+$', maxLength: 40 }, 40],
  [{ pattern: '^cmp_[0-9a-z]+$', minLength: 6 }, 6],
  [{ format: 'email' }, 100],
  [{ format: 'uri' }, 60],
])('%o has a string of %d characters', (keywords, length) => {
  const [text] = stringsFor(effective({ type: 'string', ...keywords }), { ...wish, length });
  expect([...(text ?? '')]).toHaveLength(length);
});

test('the same seed gives the same strings', () => {
  const code = effective({ type: 'string', pattern: '^[A-Z]{3}-[0-9]{4}$' });
  const drawn = [...stringsFor(code, wish)];
  expect([...stringsFor(code, wish)]).toEqual(drawn);
  expect([...stringsFor(code, { ...wish, seed: 2 })]).not.toEqual(drawn);
});

test('no string is longer than can be sent', () => {
  const tooLong = { ...wish, length: 1_000_001 };
  expect([...stringsFor(effective({ type: 'string' }), tooLong)]).toEqual([]);
});

test('a schema inside itself is entered once', () => {
  const document = {
    components: {
      schemas: {
        Folder: {
          type: 'object',
          properties: {
            name: { type: 'string' },
            folders: { type: 'array', items: { $ref: '#/components/schemas/Folder' } },
          },
        },
      },
    },
  };
  const locations = locationsOf(new Schemas({ document }), '/components/schemas/Folder');
  expect(locations.map(({ path }) => path)).toEqual(['', '/name', '/folders', '/folders/*']);
});
