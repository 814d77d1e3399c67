/** Bodies of type `application/x-www-form-urlencoded` (WHATWG URL §5). */
import { isObject, type Json, type JsonObject } from '@countersign/contract';
import type { BodyFields, Field } from '../model/form-fields.ts';
import type { Schemas } from '../values/schemas.ts';
import { contentText } from './content-text.ts';
import { decodeForm, encode } from './percent.ts';
import { readPairs } from './read-style.ts';
import { readText, textOf, typesAtAny } from './text.ts';
import { Unwritable } from './unwritable.ts';
import { type Pair, writePairs } from './write-style.ts';

/** @throws {Unwritable} a property has no form */
export function writeForm(fields: BodyFields, value: Json): string {
  if (!isObject(value)) throw new Unwritable('a form is always an object');
  return Object.entries(value)
    .flatMap(([name, part]) => fieldPairs(fields.of(name), name, part))
    .map(([name, text]) => `${name}=${text}`)
    .join('&');
}

function fieldPairs({ kind, isList, styled }: Field, name: string, value: Json): Pair[] {
  if (styled !== undefined) {
    if (styled.style === 'form' && styled.explode && isObject(value)) {
      throw new Unwritable("the properties of an exploded object cannot be told from the form's own");
    }
    return writePairs(styled, value);
  }
  const write = (item: Json): Pair => {
    return [encode(name), encode(kind === 'json' ? contentText('application/json', item) : textOf(item))];
  };
  if (!isList || !Array.isArray(value)) return [write(value)];
  if (value.length === 0) throw new Unwritable('a list without items cannot be told from no list');
  return value.map(write);
}

/** What a server finds in a form. */
export function readForm(schemas: Schemas, fields: BodyFields, text: string): JsonObject {
  const pairs = text
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair): Pair => {
      const end = pair.indexOf('=');
      return end < 0 ? [pair, ''] : [pair.slice(0, end), pair.slice(end + 1)];
    });
  const value: JsonObject = {};
  for (const [key, text] of pairs) {
    const name = decodeForm(key);
    // `filter[name]` is a part of `filter`.
    const [owner = name] = name.split('[', 1);
    const { styled } = fields.of(owner);
    if (styled?.style === 'deepObject') value[owner] = readPairs(schemas, styled, pairs) ?? {};
    else addField(schemas, fields.of(name), value, name, text, pairs);
  }
  return value;
}

function addField(
  schemas: Schemas,
  field: Field,
  value: JsonObject,
  name: string,
  text: string,
  pairs: readonly Pair[],
): void {
  if (field.styled !== undefined) {
    value[name] = readPairs(schemas, field.styled, pairs) ?? decodeForm(text);
    return;
  }
  const read = readField(schemas, field, decodeForm(text));
  const before = value[name];
  if (!field.isList) value[name] = before ?? read;
  else value[name] = Array.isArray(before) ? [...before, read] : [read];
}

function readField(schemas: Schemas, { kind, pointers }: Field, text: string): Json {
  if (kind !== 'json') return readText(text, typesAtAny(schemas, pointers));
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
