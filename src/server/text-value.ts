/** Values that travel as text, parameters and headers, against schemas that may speak of numbers and booleans. */
import type { SchemaChecker, SchemaFailure } from '../contract/checker.ts';
import type { Json } from '../contract/json.ts';

/** The failures of `value`, read as text, or as what the text may stand for if the schema wants no text. */
export function checkText(checker: SchemaChecker, schemaPointer: string, value: Json): SchemaFailure[] {
  const failures = checker.check(schemaPointer, value);
  const meaning = meaningOf(value);
  if (meaning === value || !failures.some(({ keyword, pointer }) => keyword === 'type' && pointer === '')) {
    return failures;
  }
  const others = checker.check(schemaPointer, meaning);
  return others.some(({ keyword, pointer }) => keyword === 'type' && pointer === '') ? failures : others;
}

function meaningOf(value: Json): Json {
  if (value === 'true' || value === 'false') return value === 'true';
  const isNumber = typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value));
  return isNumber ? Number(value) : value;
}
