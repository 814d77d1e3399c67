import { expect, test } from 'vitest';
import { independentValidator } from '../../../src/verify/proof/independent-validator.ts';

const document = {
  components: {
    schemas: {
      Name: { type: 'string', maxLength: 5, pattern: '^[a-z]+$' },
      Pet: {
        type: 'object',
        required: ['name', 'kind'],
        properties: { name: { $ref: '#/components/schemas/Name' }, kind: { enum: ['cat', 'dog'] } },
      },
    },
  },
};
const pet = '/components/schemas/Pet';
const maxLength = { keyword: 'maxLength', value: 5, pointer: '/components/schemas/Name/maxLength' };

test('a value is judged by the schema and by those that it refers to', () => {
  const second = independentValidator({ document });
  expect(second.isValid(pet, { name: 'tom', kind: 'cat' })).toBe(true);
  expect(second.isValid(pet, { name: 'TOM', kind: 'cat' })).toBe(false);
});

test('without the clause that a value breaks, it is valid', () => {
  const second = independentValidator({ document });
  const longName = { name: 'thomas', kind: 'cat' };
  expect(second.isValidWithout([maxLength], pet, longName)).toBe(true);
  expect(second.isValid(pet, longName)).toBe(false);
});

test('a value that breaks another clause, too, stays invalid', () => {
  const second = independentValidator({ document });
  expect(second.isValidWithout([maxLength], pet, { name: 'THOMAS', kind: 'cat' })).toBe(false);
});

test('one name of `required` is one clause', () => {
  const second = independentValidator({ document });
  const required = { keyword: 'required', value: 'kind', pointer: `${pet}/required` };
  expect(second.isValidWithout([required], pet, { name: 'tom' })).toBe(true);
  expect(second.isValidWithout([required], pet, { kind: 'cat' })).toBe(false);
});
