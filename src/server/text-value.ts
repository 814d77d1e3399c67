/** Values that travel as text, parameters and headers, against schemas that may speak of numbers and booleans. */
import type { SchemaChecker, SchemaFailure } from '../contract/checker.ts';
import { isObject, type Json, toPointer } from '../contract/json.ts';

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
function isOfOtherType({ keyword }: SchemaFailure): boolean {
  return ['type', 'enum', 'const'].includes(keyword);
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
  if (value === 'true' || value === 'false') return value === 'true';
  const isNumber = typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value));
  return isNumber ? Number(value) : value;
}
