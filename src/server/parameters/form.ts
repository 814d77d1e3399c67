/** Reads `application/x-www-form-urlencoded` (OpenAPI 3.1 §4.8.14.3, WHATWG URL §5.1). */
import { isObject, type Json, type JsonObject, objectOf } from '@countersign/contract';
import { parseJson } from '../parse-json.ts';
import { coerce } from './coerce.ts';
import { isList } from './deserialize.ts';
import type { TextSchema } from './text-schema.ts';

/**
 * The value of a form whose schema is `schema`. What cannot be read as its schema wants stays the text that it is,
 * for the schema to refuse.
 *
 * @param encoding the Encoding Objects of the media type, by property
 */
export function formIn(text: string, schema: TextSchema, encoding: JsonObject | undefined): Json {
  const fields = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(text)) {
    const owner = ownerOf(name, schema);
    fields.set(owner, [
      ...(fields.get(owner) ?? []),
      owner === name ? value : `${name.slice(owner.length)}=${value}`,
    ]);
  }
  return Object.fromEntries(
    [...fields].map(([name, values]) => [
      name,
      fieldValue(schema.property(name), values, objectOf(encoding?.[name])),
    ]),
  );
}

/** `tags[]` and `tags[0]` are members of `tags`, where the schema declares that and not them. */
function ownerOf(name: string, schema: TextSchema): string {
  const [, owner] = /^([^[\]]+)\[[^[\]]*\]$/.exec(name) ?? [];
  const declared = schema.propertyNames;
  return owner !== undefined && !declared.includes(name) && declared.includes(owner) ? owner : name;
}

function fieldValue(schema: TextSchema, values: readonly string[], encoding: JsonObject): Json {
  const members = values.map((value) => /^\[([^\]]*)\]=(.*)$/s.exec(value));
  if (isList(schema)) {
    const texts = members.map((member, index) => member?.[2] ?? values[index] ?? '');
    const { style = 'form', explode = style === 'form' } = encoding;
    const [only = '', ...others] = texts;
    if (others.length === 0 && explode !== true)
      return coerce(schema, only.split(SEPARATORS[String(style)] ?? ','));
    // A list whose members are objects comes as JSON.
    return texts.map((item) => readMember(schema.item(0), item));
  }
  if (members.every((member) => member !== null)) {
    return coerce(schema, Object.fromEntries(members.map(([, key = '', value = '']) => [key, value])));
  }
  const [only = '', ...others] = values;
  return others.length > 0 ? [...values] : readMember(schema, only);
}

const SEPARATORS: Readonly<Record<string, string>> = { spaceDelimited: ' ', pipeDelimited: '|' };

function readMember(schema: TextSchema, text: string): Json {
  const { types } = schema;
  if (types.has('string') || (!types.has('object') && !types.has('array'))) return coerce(schema, text);
  const parsed = parseJson(text);
  return 'value' in parsed && (isObject(parsed.value) || Array.isArray(parsed.value)) ? parsed.value : text;
}

/** An object as such a form: a list by its name again and again, or joined as its Encoding Object says; else JSON. */
export function formOf(value: Readonly<Record<string, unknown>>, encoding: JsonObject | undefined): string {
  const pairs = new URLSearchParams();
  for (const [name, part] of Object.entries(value)) {
    if (part === undefined) continue;
    const { style = 'form', explode = style === 'form' } = objectOf(encoding?.[name]);
    if (!Array.isArray(part)) pairs.append(name, textOf(part));
    else if (explode === true) for (const item of part) pairs.append(name, textOf(item));
    else pairs.append(name, part.map(textOf).join(SEPARATORS[String(style)] ?? ','));
  }
  return pairs.toString();
}

function textOf(value: unknown): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '');
}
