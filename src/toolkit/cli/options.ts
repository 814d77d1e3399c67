/** From a table of options to typed values and to the help that shows them. */
import { parseArgs } from 'node:util';
import { suggest } from './suggest.ts';
import { UsageError } from './usage-error.ts';

interface OptionText {
  /** One line, without a full stop. */
  readonly description: string;
}

export type OptionSpec =
  | (OptionText & { readonly type: 'boolean' })
  | (OptionText & { readonly type: 'string'; readonly value: string; readonly default?: string })
  /** May be given several times. */
  | (OptionText & { readonly type: 'list'; readonly value: string })
  | (OptionText & {
      readonly type: 'integer';
      readonly value: string;
      readonly min: number;
      readonly max: number;
      readonly default?: number;
    });

/** By option name in kebab case, without the dashes. */
export type OptionTable = Readonly<Record<string, OptionSpec>>;

type ValueOf<Spec extends OptionSpec> = Spec extends { type: 'boolean' }
  ? boolean
  : Spec extends { type: 'list' }
    ? readonly string[]
    : Spec extends { default: infer Default }
      ? Widened<Default>
      : (Spec extends { type: 'integer' } ? number : string) | undefined;

type Widened<Value> = Value extends number ? number : string;

export type OptionValues<Options extends OptionTable> = {
  readonly [Name in keyof Options]: ValueOf<Options[Name]>;
};

type OptionValue = boolean | string | number | readonly string[] | undefined;

export interface ParsedArguments {
  readonly values: Readonly<Record<string, OptionValue>>;
  readonly positionals: readonly string[];
  readonly help: boolean;
}

/**
 * Reads command-line arguments by `table`; `--help` and `-h` are always known.
 *
 * @throws {UsageError} an unknown option, a missing or surplus value, a number that does not fit
 */
export function parseOptions(args: readonly string[], table: OptionTable): ParsedArguments {
  const { tokens, positionals } = parseArgs({
    args: [...args],
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: { ...parserOptions(table), help: { type: 'boolean', short: 'h' } },
  });
  const values: Record<string, OptionValue> = {};
  for (const [name, spec] of Object.entries(table)) values[name] = defaultOf(spec);
  let help = false;
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    if (token.name === 'help') help = true;
    else values[token.name] = readValue(token, values[token.name], table);
  }
  return { values, positionals, help };
}

function parserOptions(table: OptionTable): Record<string, { type: 'boolean' | 'string' }> {
  return Object.fromEntries(
    Object.entries(table).map(([name, { type }]) => [
      name,
      { type: type === 'boolean' ? 'boolean' : 'string' },
    ]),
  );
}

function defaultOf(spec: OptionSpec): OptionValue {
  if (spec.type === 'boolean') return false;
  return spec.type === 'list' ? [] : spec.default;
}

interface OptionToken {
  readonly name: string;
  /** As it was typed: `-h`, `--help`. */
  readonly rawName: string;
  readonly value?: string | undefined;
}

/** @param before what the option is so far */
function readValue(
  { name, rawName, value }: OptionToken,
  before: OptionValue,
  table: OptionTable,
): OptionValue {
  const spec = Object.hasOwn(table, name) ? table[name] : undefined;
  if (spec === undefined) {
    const known = [...Object.keys(table), 'help'].map((option) => `--${option}`);
    throw new UsageError(`Unknown option ${rawName}.${suggest(rawName, known)}`);
  }
  if (spec.type === 'boolean') {
    if (value !== undefined) throw new UsageError(`--${name} takes no value.`);
    return true;
  }
  // `--out --check` is a forgotten value, not a folder called `--check`.
  if (value === undefined || value === '' || value.startsWith('--'))
    throw new UsageError(`--${name} needs a value: --${name} ${spec.value}`);
  if (spec.type === 'string') return value;
  if (spec.type === 'list') return typeof before === 'object' ? [...before, value] : [value];
  const number = Number(value);
  if (!Number.isInteger(number) || number < spec.min || number > spec.max) {
    throw new UsageError(`--${name} must be a whole number from ${spec.min} to ${spec.max}, got "${value}".`);
  }
  return number;
}

/** The lines of help for `table`, `--help` included, in two columns. */
export function describeOptions(table: OptionTable): string[] {
  const rows = Object.entries(table).map(([name, spec]) => [
    spec.type === 'boolean' ? `--${name}` : `--${name} ${spec.value}`,
    describeOption(spec),
  ]);
  rows.push(['-h, --help', 'Show this help']);
  const width = Math.max(...rows.map(([left = '']) => left.length));
  return rows.map(([left = '', right = '']) => `  ${left.padEnd(width)}  ${right}`);
}

function describeOption(spec: OptionSpec): string {
  if (spec.type === 'list') return `${spec.description}; may be repeated`;
  const value = spec.type === 'boolean' ? undefined : spec.default;
  return value === undefined ? spec.description : `${spec.description} (default: ${value})`;
}
