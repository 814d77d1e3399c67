import { describe, expect, test } from 'vitest';
import { readDuration } from '../../../src/toolkit/cli/duration.ts';
import { readHeaders } from '../../../src/toolkit/cli/read-headers.ts';
import { readReports } from '../../../src/toolkit/cli/read-reports.ts';
import { readShard } from '../../../src/toolkit/cli/read-shard.ts';
import { UsageError } from '../../../src/toolkit/cli/usage-error.ts';

describe('a duration is a number and a unit', () => {
  test.each([
    ['90', 90_000],
    ['60s', 60_000],
    ['1.5m', 90_000],
    ['250ms', 250],
    ['2h', 7_200_000],
  ])('%s', (text, milliseconds) => {
    expect(readDuration('time', text)).toBe(milliseconds);
  });

  test.each(['', '0s', '5 m', '-1s', '1d', '1000h'])('%j is none', (text) => {
    expect(() => readDuration('time', text)).toThrow(UsageError);
  });
});

test.each(['0/4', '5/4', '1', '1/', 'a/b', '1/2/3'])('%s is no shard', (text) => {
  expect(() => readShard(text)).toThrow(UsageError);
});

test('a shard is a part of a number of parts', () => {
  expect(readShard('2/4')).toEqual({ index: 2, of: 4 });
});

test('a header is a name and a value, which may be empty and have colons in it', () => {
  expect(readHeaders(['X-Team: blue', 'X-Empty:', 'X-Url:http://host:1/'])).toEqual({
    'X-Team': 'blue',
    'X-Empty': '',
    'X-Url': 'http://host:1/',
  });
});

test.each(['X Team: blue', ': blue', 'X-Team', 'X-Team: a\nb'])('%j is no header', (line) => {
  expect(() => readHeaders([line])).toThrow(/^--header must be 'Name: value'/);
});

test('a report is a format and a file, which may have an equals sign in it', () => {
  expect(readReports(['json=a=b.json'], '/reports', 1)).toEqual([
    { format: 'json', file: '/reports/a=b.json' },
  ]);
});
