import { expect, test } from 'vitest';
import { givenDate, timestamp } from '../../../src/service/apis/times.ts';

test.each([
  ['2027-01-05T10:00:00Z', '2027-01-05T10:00:00.000Z'],
  ['2027-01-05t12:00:00.25+02:00', '2027-01-05T10:00:00.250Z'],
  // RFC 3339 §5.8 has this one: the leap second at the end of 1990.
  ['1990-12-31T23:59:60Z', '1991-01-01T00:00:00.000Z'],
  ['9999-12-31T23:59:59-23:59', '9999-12-31T23:59:59.999Z'],
  ['0000-01-01T00:00:00+23:59', '0000-01-01T00:00:00.000Z'],
])('%s is shown as %s', (given, shown) => {
  expect(timestamp(givenDate(given))).toBe(shown);
});
