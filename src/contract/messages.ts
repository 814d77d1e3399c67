import { isObject, type Json } from './json.ts';
import { crossFieldKeywords } from './keywords.ts';

/**
 * A sentence for a failed keyword that reads on from the value's name: `must be at most 200 characters`.
 */
export function describeFailure(keyword: string, expected: Json, actual: Json | undefined): string {
  const crossField = crossFieldKeywords.find(({ name }) => name === keyword);
  if (crossField !== undefined) return crossField.message(expected, actual ?? null);
  return SENTENCES[keyword]?.(expected) ?? `must satisfy ${keyword} ${brief(expected)}`;
}

const SENTENCES: Readonly<Record<string, (expected: Json) => string>> = {
  required: () => 'is required',
  dependentRequired: () => 'is required beside the properties that are present',
  additionalProperties: () => 'is not a known field',
  unevaluatedProperties: () => 'is not a known field',
  type: (expected) => `must be ${article(expected)}`,
  enum: (expected) => `must be one of ${list(expected)}`,
  const: (expected) => `must be ${brief(expected)}`,
  minLength: (expected) => `must be at least ${count(expected, 'character')}`,
  maxLength: (expected) => `must be at most ${count(expected, 'character')}`,
  pattern: (expected) => `must match ${String(expected)}`,
  format: (expected) => `must be a valid ${String(expected)}`,
  minimum: (expected) => `must be at least ${String(expected)}`,
  maximum: (expected) => `must be at most ${String(expected)}`,
  exclusiveMinimum: (expected) => `must be more than ${String(expected)}`,
  exclusiveMaximum: (expected) => `must be less than ${String(expected)}`,
  multipleOf: (expected) => `must be a multiple of ${String(expected)}`,
  minItems: (expected) => `must have at least ${count(expected, 'item')}`,
  maxItems: (expected) => `must have at most ${count(expected, 'item')}`,
  uniqueItems: () => 'must not have two equal items',
  contains: () => 'must have an item of the required kind',
  minProperties: (expected) => `must have at least ${count(expected, 'field')}`,
  maxProperties: (expected) => `must have at most ${count(expected, 'field')}`,
  oneOf: () => 'must match exactly one of the allowed forms',
  anyOf: () => 'must match at least one of the allowed forms',
  not: () => 'must not have the excluded form',
};

function article(type: Json): string {
  const names = (Array.isArray(type) ? type : [type]).map((name) =>
    name === 'null' ? 'null' : `${/^[aio]/.test(String(name)) ? 'an' : 'a'} ${String(name)}`,
  );
  return names.join(' or ');
}

function list(values: Json): string {
  return Array.isArray(values) ? values.map(brief).join(', ') : brief(values);
}

function brief(value: Json): string {
  return typeof value === 'string'
    ? value
    : isObject(value) || Array.isArray(value)
      ? JSON.stringify(value)
      : String(value);
}

function count(amount: Json, noun: string): string {
  return `${String(amount)} ${noun}${amount === 1 ? '' : 's'}`;
}
