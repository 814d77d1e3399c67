/** From texts to the values that a schema wants. JSON is never coerced: only what came as text. */
import { isObject, type Json } from '@countersign/contract';
import { literalOf } from '../text-value.ts';
import type { TextSchema } from './text-schema.ts';

/**
 * `sent`, whose leaves are texts, with each text read as what it may stand for at its place. What stands for
 * nothing stays as it is, for the schema to refuse.
 */
export function coerce(schema: TextSchema, sent: Json): Json {
  if (Array.isArray(sent)) return sent.map((item, index) => coerce(schema.item(index), item));
  if (isObject(sent)) {
    return Object.fromEntries(
      Object.entries(sent).map(([name, part]) => [name, coerce(schema.property(name), part)]),
    );
  }
  return typeof sent === 'string' ? meaningOf(schema, sent) : sent;
}

function meaningOf(schema: TextSchema, text: string): Json {
  const { types } = schema;
  if (types.has('string') && schema.isMember(text)) return text;
  const value = literalOf(text);
  const type = typeof value;
  if ((type === 'number' || type === 'boolean') && types.has(type)) return value;
  // OpenAPI says nothing of how null is written; an empty value and the word are how clients do.
  if (types.has('null') && !types.has('string') && (text === '' || text === 'null')) return null;
  return text;
}
