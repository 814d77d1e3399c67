/** Values that travel as text, parameters and headers, against schemas that may speak of numbers and booleans. */
import type { SchemaChecker, SchemaFailure } from '@countersign/contract';
import { factsOf, isObject, type Json, toPointer } from '@countersign/contract';

/**
 * The failures of `value`, each text in it read as text, or as what it may stand for where the schema wants no
 * text. A value that travels as text is a text, or a list or an object of them.
 */
export function checkText(checker: SchemaChecker, schemaPointer: string, value: Json): SchemaFailure[] {
  const failures = checker.check(schemaPointer, value);
  const misread = failures.filter(isOfOtherType);
  if (misread.length === 0) return failures;
  const others = checker.check(
    schemaPointer,
    readAgain(value, new Set(misread.map(({ pointer }) => pointer))),
  );
  return others.filter(isOfOtherType).length < misread.length ? others : failures;
}

/** `enum: [1, 2]` wants a number as well as `type: number` does. */
export function isOfOtherType({ keyword }: SchemaFailure): boolean {
  return factsOf(keyword).decidesType === true;
}

/** @param places where `value` is not what the schema wants */
function readAgain(value: Json, places: ReadonlySet<string>): Json {
  const meaningAt = (name: string | number, part: Json): Json =>
    places.has(toPointer([name])) ? meaningOf(part) : part;
  if (Array.isArray(value)) return value.map((item, index) => meaningAt(index, item));
  if (!isObject(value)) return meaningOf(value);
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, meaningAt(name, part)]));
}

function meaningOf(value: Json): Json {
  return typeof value === 'string' ? literalOf(value) : value;
}

/**
 * The number or boolean that `text` writes as JSON does (RFC 8259 §3 and §6), else the text itself, as where a
 * number is too large to be one.
 */
export function literalOf(text: string): Json {
  if (!LITERAL.test(text)) return text;
  const value: Json = JSON.parse(text);
  return value === Infinity || value === -Infinity ? text : value;
}

const LITERAL = /^(true|false|-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?)$/;
