import { describe, expect, it } from 'vitest';
import type { Violation } from '../../../../src/contract/contract.ts';
import type { Json } from '../../../../src/contract/json.ts';
import { validationFailure, validationFailures } from '../../../../src/service/apis/coldsend/validation.ts';
import { loadContract } from '../../../../src/toolkit/bundle/load-contract.ts';

const contract = await loadContract('openapi/coldsend/openapi.yaml');

function violation(keyword: string, expected: Json, given: Partial<Violation> = {}): Violation {
  return {
    in: 'body',
    pointer: '/field',
    keyword,
    expected,
    actual: 'given',
    message: 'must be so',
    ...given,
  };
}

/** Each keyword of the contract, with what a client reads. */
const rows: [string, Violation, string, string][] = [
  ['a missing field', violation('required', 'field'), 'field required', 'value_error.missing'],
  [
    'an unknown field',
    violation('additionalProperties', false),
    'extra fields not permitted',
    'value_error.extra',
  ],
  [
    'null',
    violation('type', 'integer', { actual: null }),
    'none is not an allowed value',
    'type_error.none.not_allowed',
  ],
  ['no text', violation('type', ['string', 'null']), 'str type expected', 'type_error.str'],
  [
    'no integer',
    violation('type', ['integer', 'null']),
    'value is not a valid integer',
    'type_error.integer',
  ],
  ['no boolean', violation('type', 'boolean'), 'value could not be parsed to a boolean', 'type_error.bool'],
  ['no list', violation('type', 'array'), 'value is not a valid list', 'type_error.list'],
  ['no object', violation('type', 'object'), 'value is not a valid dict', 'type_error.dict'],
  [
    'no member',
    violation('enum', ['DRAFT', 'ACTIVE']),
    "value is not a valid enumeration member; permitted: 'DRAFT', 'ACTIVE'",
    'type_error.enum',
  ],
  ['another value', violation('const', true), 'unexpected value; permitted: True', 'value_error.const'],
  ['another number', violation('const', 0), 'unexpected value; permitted: 0', 'value_error.const'],
  [
    'a short text',
    violation('minLength', 8),
    'ensure this value has at least 8 characters',
    'value_error.any_str.min_length',
  ],
  [
    'a long text',
    violation('maxLength', 255),
    'ensure this value has at most 255 characters',
    'value_error.any_str.max_length',
  ],
  [
    'a small number',
    violation('minimum', 1),
    'ensure this value is greater than or equal to 1',
    'value_error.number.not_ge',
  ],
  [
    'a large number',
    violation('maximum', 100),
    'ensure this value is less than or equal to 100',
    'value_error.number.not_le',
  ],
  ['no address', violation('format', 'email'), 'value is not a valid email address', 'value_error.email'],
  ['no moment', violation('format', 'date-time'), 'invalid datetime format', 'value_error.datetime'],
  ['no day', violation('format', 'date'), 'invalid date format', 'value_error.date'],
  ['no file', violation('format', 'binary'), 'Expected UploadFile, received: str', 'value_error'],
  [
    'a short list',
    violation('minItems', 1),
    'ensure this value has at least 1 items',
    'value_error.list.min_items',
  ],
  [
    'a long list',
    violation('maxItems', 4),
    'ensure this value has at most 4 items',
    'value_error.list.max_items',
  ],
  [
    'equal items',
    violation('uniqueItems', true),
    'the list has duplicated items',
    'value_error.list.unique_items',
  ],
  [
    'equal names',
    violation('x-unique-by', 'n'),
    'the list has duplicated items',
    'value_error.list.unique_items',
  ],
  [
    'a large object',
    violation('maxProperties', 50),
    'ensure this value has at most 50 items',
    'value_error.dict.max_items',
  ],
  [
    'no time zone',
    violation('x-known', 'timezone'),
    'value is not a known time zone',
    'value_error.timezone',
  ],
  [
    'no window',
    violation('x-ascending', [['a'], ['b']], { message: 'ensure the sending window ends after it starts' }),
    'ensure the sending window ends after it starts',
    'value_error.not_ascending',
  ],
  ['no JSON', violation('contentMediaType', 'application/json'), 'Invalid JSON', 'value_error.jsondecode'],
];

describe('a violation in the names of Pydantic', () => {
  it.each(rows)('%s', (_, given, msg, type) => {
    expect(validationFailure(given)).toEqual({ loc: ['body', 'field'], msg, type });
  });

  it('has a row for each one of the contract’s table that a schema can bring about', () => {
    const { info } = contract.document as { info: { description: string } };
    const table = [...info.description.matchAll(/^\|.*\| ([^|]+) \| `((?:value|type)_error[\w.]*)` \|$/gm)];
    const unreadable = ['value_error.multipart', 'value_error.unicodedecode'];
    const expected = table.map(([, , type]) => type).filter((type) => !unreadable.includes(String(type)));
    expect(new Set(rows.map(([, , , type]) => type))).toEqual(new Set(expected));
  });
});

describe('the place of a violation', () => {
  it('tells names from indices', () => {
    const pointer = '/variants/0/subject~1template';
    expect(validationFailure(violation('required', 'x', { pointer })).loc).toEqual([
      'body',
      'variants',
      0,
      'subject/template',
    ]);
  });
  it('is a parameter', () => {
    expect(validationFailure(violation('maximum', 100, { in: 'query', pointer: '/limit' })).loc).toEqual([
      'query',
      'limit',
    ]);
  });
  it('is the body as a whole', () => {
    expect(validationFailure(violation('required', true, { pointer: '' })).loc).toEqual(['body']);
  });
  it('is the key of a name that fails', () => {
    const given = violation('minLength', 1, { pointer: '/custom_fields/', isName: true });
    expect(validationFailure(given).loc).toEqual(['body', 'custom_fields', '__key__']);
  });
  it('is never longer than the contract allows', () => {
    const pointer = `/${'x'.repeat(1000)}/99999999999${'/a'.repeat(50)}`;
    const { loc } = validationFailure(violation('additionalProperties', false, { pointer }));
    expect(loc).toHaveLength(20);
    expect(String(loc[1])).toHaveLength(500);
    expect(loc[2]).toBe('99999999999');
  });
});

it('what says the same twice is said once', () => {
  expect(validationFailures([violation('minLength', 8), violation('minLength', 8)])).toHaveLength(1);
});
