/** From texts to the values that a schema wants. JSON is never coerced: only what came as text. */
import { isObject, type Json, toPointer } from '@countersign/contract';
import { literalOf } from '../text-value.ts';
import type { TextSchema } from './text-schema.ts';

/**
 * `sent`, whose leaves are texts, with each text read as what it may stand for at its place. What stands for
 * nothing stays as it is, for the schema to refuse.
 */
export function coerce(schema: TextSchema, sent: Json): Json {
  return readLeaves(schema, sent, '', meaningOf);
}

/**
 * The same, where more than the types tells what a text stands for: `5` is no UUID, but it is a number. The other
 * reading is meant where the first one breaks the schema and it does not.
 *
 * @param broken the places in a value that break the schema; not asked where no text may stand for several things
 */
export function coerceBySchema(
  schema: TextSchema,
  sent: Json,
  broken: (value: Json) => ReadonlySet<string>,
): Json {
  const open = new Set<string>();
  const first = readLeaves(schema, sent, '', (place, text, pointer) => {
    if (otherMeaningOf(place, text) !== undefined) open.add(pointer);
    return meaningOf(place, text);
  });
  if (open.size === 0) return first;
  const readOtherwise = (places: ReadonlySet<string>): Json =>
    readLeaves(schema, sent, '', (place, text, pointer) =>
      places.has(pointer) ? (otherMeaningOf(place, text) ?? text) : meaningOf(place, text),
    );
  const wrong = broken(first);
  const misread = [...open].filter((pointer) => wrong.has(pointer));
  if (misread.length === 0) return first;
  const stillWrong = broken(readOtherwise(new Set(misread)));
  return readOtherwise(new Set(misread.filter((pointer) => !stillWrong.has(pointer))));
}

type ReadLeaf = (schema: TextSchema, text: string, pointer: string) => Json;

function readLeaves(schema: TextSchema, sent: Json, pointer: string, read: ReadLeaf): Json {
  if (Array.isArray(sent))
    return sent.map((item, index) =>
      readLeaves(schema.item(index), item, pointer + toPointer([index]), read),
    );
  if (isObject(sent)) {
    return Object.fromEntries(
      Object.entries(sent).map(([name, part]) => [
        name,
        readLeaves(schema.property(name), part, pointer + toPointer([name]), read),
      ]),
    );
  }
  return typeof sent === 'string' ? read(schema, sent, pointer) : sent;
}

function meaningOf(schema: TextSchema, text: string): Json {
  const { types } = schema;
  if (types.has('string') && schema.isMember(text)) return text;
  const literal = literalMeaning(schema, text);
  if (literal !== undefined) return literal;
  // OpenAPI says nothing of how null is written; an empty value and the word are how clients do.
  if (types.has('null') && !types.has('string') && (text === '' || text === 'null')) return null;
  return text;
}

/** What a text stands for if not for what `meaningOf` says, where it may be both itself and a literal. */
function otherMeaningOf(schema: TextSchema, text: string): Json | undefined {
  if (!schema.types.has('string')) return undefined;
  const literal = literalMeaning(schema, text);
  if (literal === undefined) return undefined;
  return schema.isMember(text) ? literal : text;
}

function literalMeaning({ types }: TextSchema, text: string): Json | undefined {
  if (!types.has('number') && !types.has('boolean')) return undefined;
  const value = literalOf(text);
  const type = typeof value;
  return (type === 'number' || type === 'boolean') && types.has(type) ? value : undefined;
}
