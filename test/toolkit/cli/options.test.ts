import { expect, test } from 'vitest';
import { describeOptions, type OptionTable, parseOptions } from '../../../src/toolkit/cli/options.ts';

const table = {
  check: { type: 'boolean', description: 'Write nothing' },
  out: { type: 'string', value: '<folder>', default: 'dist', description: 'Where to write' },
  url: { type: 'string', value: '<url>', description: 'Whom to ask' },
  port: { type: 'integer', value: '<number>', min: 0, max: 65535, description: 'Where to listen' },
} as const satisfies OptionTable;

test('without arguments every option has its default', () => {
  expect(parseOptions([], table)).toEqual({
    values: { check: false, out: 'dist', url: undefined, port: undefined },
    positionals: [],
    help: false,
  });
});

test('options and names may stand in any order', () => {
  expect(parseOptions(['pets', '--port', '8080', '--check', '--out=build', 'cats'], table)).toMatchObject({
    values: { check: true, out: 'build', port: 8080 },
    positionals: ['pets', 'cats'],
  });
});

test.each(['--help', '-h'])('%s asks for help', (flag) => {
  expect(parseOptions([flag], table).help).toBe(true);
});

test.each([
  ['--prot 1', 'Unknown option --prot. Did you mean "--port"?'],
  ['--zzzzzzzz', 'Unknown option --zzzzzzzz.'],
  ['-x', 'Unknown option -x.'],
  ['--check=yes', '--check takes no value.'],
  ['--out', '--out needs a value: --out <folder>'],
  ['--out --check', '--out needs a value: --out <folder>'],
  ['--port 70000', '--port must be a whole number from 0 to 65535, got "70000".'],
  ['--port 1.5', '--port must be a whole number from 0 to 65535, got "1.5".'],
  ['--port many', '--port must be a whole number from 0 to 65535, got "many".'],
])('%s is refused', (line, message) => {
  expect(() => parseOptions(line.split(' '), table)).toThrow(message);
});

test('help shows each option with its default', () => {
  expect(describeOptions(table)).toEqual([
    '  --check          Write nothing',
    '  --out <folder>   Where to write (default: dist)',
    '  --url <url>      Whom to ask',
    '  --port <number>  Where to listen',
    '  -h, --help       Show this help',
  ]);
});
