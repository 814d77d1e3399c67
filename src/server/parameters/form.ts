/** Reads `application/x-www-form-urlencoded` (OpenAPI 3.1 §4.8.14.3, WHATWG URL §5.1). */
import { isObject, type Json, type JsonObject, objectOf } from '@countersign/contract';
import { type ParsedJson, parseJson } from '../parse-json.ts';
import { isDecodable } from '../target.ts';
import { coerce } from './coerce.ts';
import { isTooDeep, readNested, TOO_DEEP } from './deep-object.ts';
import { isList, type Pairs } from './deserialize.ts';
import type { TextSchema } from './text-schema.ts';

/**
 * The value of a form whose schema is `schema`, or what is wrong with it. What cannot be read as its schema wants
 * stays the text that it is, for the schema to refuse.
 *
 * @param encoding the Encoding Objects of the media type, by property
 */
export function formIn(text: string, schema: TextSchema, encoding: JsonObject | undefined): ParsedJson {
  // What is no UTF-8 would be replaced, and the value not be what was sent.
  if (!isDecodable(text)) return { reason: 'is not valid percent-encoding of UTF-8' };
  const fields = [...new URLSearchParams(text)];
  const tooDeep = fields.find(([name]) => ownerOf(name, schema) !== name && isTooDeep(name));
  if (tooDeep !== undefined) return { reason: `has a name that ${TOO_DEEP}: ${shortened(tooDeep[0])}` };
  return { value: fieldsIn(fields, schema, encoding) };
}

/** What a refusal shows of a name. */
function shortened(name: string): string {
  return name.length > LONGEST_SHOWN ? `${name.slice(0, LONGEST_SHOWN)}…` : name;
}

/** Characters. */
const LONGEST_SHOWN = 100;

/** The value of the fields of a form, decoded. */
export function fieldsIn(fields: Pairs, schema: TextSchema, encoding: JsonObject | undefined): JsonObject {
  const groups = Map.groupBy(fields, ([name]) => ownerOf(name, schema));
  return Object.fromEntries(
    Array.from(groups, ([name, own]) => [
      name,
      fieldValue(name, schema.property(name), own, objectOf(encoding?.[name])),
    ]),
  );
}

/** `tags[]`, `tags[0]` and `owner[name][first]` are parts of what the schema declares, where it does not declare them. */
export function ownerOf(name: string, schema: TextSchema): string {
  const [, owner] = /^([^[\]]+)\[.*\]$/s.exec(name) ?? [];
  const declared = schema.propertyNames;
  return owner !== undefined && !declared.includes(name) && declared.includes(owner) ? owner : name;
}

function fieldValue(name: string, schema: TextSchema, fields: Pairs, encoding: JsonObject): Json {
  if (fields.some(([each]) => each !== name)) return coerce(schema, readNested(name, schema, fields) ?? '');
  const values = fields.map(([, value]) => value);
  const [only = '', ...others] = values;
  if (!isList(schema)) return others.length > 0 ? values : readMember(schema, only);
  const { style = 'form', explode = style === 'form' } = encoding;
  if (others.length === 0 && explode !== true)
    return coerce(schema, only.split(SEPARATORS[String(style)] ?? ','));
  // A list whose members are objects comes as JSON.
  return values.map((item) => readMember(schema.item(0), item));
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
