import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { formatSamples } from '../../../src/verify/values/formats.ts';

const now = new Date('2026-01-31T12:00:00Z');
const ajv = addFormats.default(new Ajv2020());

describe.each([
  'date-time',
  'date',
  'time',
  'duration',
  'email',
  'uuid',
  'uri',
  'uri-reference',
  'hostname',
  'ipv4',
  'ipv6',
  'json-pointer',
  'regex',
])('samples of the format %s', (format) => {
  const isOfFormat = ajv.compile({ type: 'string', format });
  const samples = formatSamples(format, now);

  test('the good ones keep it', () => {
    expect(samples?.good.filter((text) => !isOfFormat(text))).toEqual([]);
  });

  test('the first bad one breaks it', () => {
    expect(isOfFormat(samples?.bad[0])).toBe(false);
  });
});

test.each([3, 12, 64, 76, 77, 140, 141, 142, 200, 254])(
  'an e-mail address of %i characters is one',
  (length) => {
    const address = formatSamples('email', now)?.ofLength?.(length) ?? '';
    const shortest = 'a@example.com'.length;
    expect(address).toHaveLength(Math.max(length, shortest));
    expect(ajv.validate({ type: 'string', format: 'email' }, address)).toBe(true);
  },
);

test('an unknown format has no samples', () => {
  expect(formatSamples('colour', now)).toBeUndefined();
});
