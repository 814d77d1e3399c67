/** Violations of the contract in the names of Pydantic v1 (pydantic/errors.py): what a FastAPI server answers. */
import type { Counted, FailureKind, Violation } from '@countersign/contract';
import { factsOf, fromPointer, isObject, type Json } from '@countersign/contract';

/** One entry of `detail`. */
export interface ValidationFailure {
  readonly loc: (string | number)[];
  readonly msg: string;
  readonly type: string;
}

type Named = Omit<ValidationFailure, 'loc'>;

/** Characters that the contract allows in a `msg`, and in a name in `loc`. */
const LONGEST_MESSAGE = 1000;
const LONGEST_NAME = 500;

/** Items that the contract allows in `loc`. */
const DEEPEST_LOC = 20;

/** The highest index that the contract allows in `loc`. */
const HIGHEST_INDEX = 1_000_000;

export function validationFailure(violation: Violation): ValidationFailure {
  const { in: place, pointer, isName } = violation;
  const path = fromPointer(pointer);
  // Pydantic names a wrong key by where it stands, and does not repeat it.
  const names = isName === true ? [...path.slice(0, -1), '__key__'] : path;
  const { msg, type } = nameOf(violation);
  return {
    loc: [place, ...names.map(locItem)].slice(0, DEEPEST_LOC),
    msg: cut(msg, LONGEST_MESSAGE),
    type,
  };
}

/** One entry for each place and sentence: two clauses can say the same. */
export function validationFailures(violations: readonly Violation[]): ValidationFailure[] {
  const failures = violations.map(validationFailure);
  return [...new Map(failures.map((failure) => [JSON.stringify(failure), failure])).values()];
}

function locItem(segment: string): string | number {
  const index = Number(segment);
  return /^(0|[1-9]\d*)$/.test(segment) && index <= HIGHEST_INDEX ? index : cut(segment, LONGEST_NAME);
}

/** The names of a violation, by what is wrong. */
const NAMES: Readonly<Partial<Record<FailureKind, (violation: Violation) => Named | undefined>>> = {
  missing: () => ({ msg: 'field required', type: 'value_error.missing' }),
  undeclared: () => ({ msg: 'extra fields not permitted', type: 'value_error.extra' }),
  'of another type': ({ expected, actual }) =>
    actual === null
      ? { msg: 'none is not an allowed value', type: 'type_error.none.not_allowed' }
      : (TYPES[typeName(expected)] ?? { msg: 'invalid type', type: 'type_error' }),
  'no member': ({ expected }) => ({
    msg: `value is not a valid enumeration member; permitted: ${listed(expected)}`,
    type: 'type_error.enum',
  }),
  'another value': ({ expected }) => ({
    msg: `unexpected value; permitted: ${literal(expected)}`,
    type: 'value_error.const',
  }),
  'too few': (violation) => counted('at least', 'min', violation),
  'too many': (violation) => counted('at most', 'max', violation),
  'too small': (violation) => compared('greater', violation),
  'too large': (violation) => compared('less', violation),
  'of another format': ({ expected }) => FORMATS[String(expected)],
  unreadable: () => ({ msg: 'Invalid JSON', type: 'value_error.jsondecode' }),
  repeated: () => ({ msg: 'the list has duplicated items', type: 'value_error.list.unique_items' }),
  unknown: () => ({ msg: 'value is not a known time zone', type: 'value_error.timezone' }),
  // The sentence is the contract's own, by `x-message`.
  'out of order': ({ message }) => ({ msg: message, type: 'value_error.not_ascending' }),
};

function nameOf(violation: Violation): Named {
  const { keyword, message } = violation;
  const { failure } = factsOf(keyword);
  const named = failure === undefined ? undefined : NAMES[failure]?.(violation);
  if (named !== undefined) return named;
  return {
    msg: keyword === 'contentType' ? `invalid content type: ${message}` : message,
    type: 'value_error',
  };
}

const TYPES: Readonly<Record<string, Named>> = {
  string: { msg: 'str type expected', type: 'type_error.str' },
  integer: { msg: 'value is not a valid integer', type: 'type_error.integer' },
  boolean: { msg: 'value could not be parsed to a boolean', type: 'type_error.bool' },
  array: { msg: 'value is not a valid list', type: 'type_error.list' },
  object: { msg: 'value is not a valid dict', type: 'type_error.dict' },
};

const FORMATS: Readonly<Record<string, Named>> = {
  email: { msg: 'value is not a valid email address', type: 'value_error.email' },
  'date-time': { msg: 'invalid datetime format', type: 'value_error.datetime' },
  date: { msg: 'invalid date format', type: 'value_error.date' },
  binary: { msg: 'Expected UploadFile, received: str', type: 'value_error' },
};

/** Of what is counted, the words for it and for the kind of value that holds it. */
const COUNTS: Readonly<Partial<Record<Counted, { readonly unit: string; readonly type: string }>>> = {
  character: { unit: 'characters', type: 'any_str.%_length' },
  item: { unit: 'items', type: 'list.%_items' },
  property: { unit: 'items', type: 'dict.%_items' },
};

function counted(
  limit: 'at least' | 'at most',
  bound: 'min' | 'max',
  { keyword, expected }: Violation,
): Named | undefined {
  const { counts } = factsOf(keyword);
  const words = counts === undefined ? undefined : COUNTS[counts];
  return (
    words && {
      msg: `ensure this value has ${limit} ${String(expected)} ${words.unit}`,
      type: `value_error.${words.type.replace('%', bound)}`,
    }
  );
}

function compared(comparison: 'greater' | 'less', { keyword, expected }: Violation): Named {
  const { isExclusive = false } = factsOf(keyword);
  return {
    msg: `ensure this value is ${comparison} than ${isExclusive ? '' : 'or equal to '}${String(expected)}`,
    type: `value_error.number.not_${comparison.charAt(0)}${isExclusive ? 't' : 'e'}`,
  };
}

/** `integer` of `[integer, null]`. */
function typeName(expected: Json): string {
  const types = Array.isArray(expected) ? expected : [expected];
  return String(types.find((type) => type !== 'null'));
}

function listed(values: Json): string {
  return Array.isArray(values) ? values.map(literal).join(', ') : literal(values);
}

/** As Python writes it. */
function literal(value: Json): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return `'${value}'`;
  return isObject(value) || Array.isArray(value) ? JSON.stringify(value) : String(value);
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
