/** A body as a handler gives it, as its media type writes it. */
import { isObject, type JsonObject, type MediaType } from '@countersign/contract';
import { itemSchemaOf } from './item-schema.ts';
import { type ItemKind, itemKind, readItems, writeItem } from './item-texts.ts';
import { bodyKind } from './media-type.ts';
import { coerce } from './parameters/coerce.ts';
import { formIn, formOf } from './parameters/form.ts';
import { TextSchema } from './parameters/text-schema.ts';
import { parseXml } from './xml/parse-xml.ts';
import { readXml } from './xml/read-xml.ts';
import { writeXml } from './xml/write-xml.ts';
import { XmlPlace } from './xml/xml-place.ts';

/** What is sent and what the contract is held against, or why it cannot be sent, in words that read on from "body". */
export type Written =
  | {
      readonly content: string | Uint8Array;
      /** `undefined`: the schema says nothing of it. */
      readonly value?: unknown;
      /** Where the schema of each item of the value stands, where that of the media type is it. */
      readonly itemSchema?: string | undefined;
    }
  | { readonly reason: string };

/** @param type the media type that is sent, which may be one of a range */
export interface ContentWriter {
  (body: unknown, type: string): Written;
  /** Where the schema of each item of a sequence stands, where that of the media type is it. */
  readonly itemSchema: string | undefined;
}

/** A writer of bodies of one media type of the contract, whose schema is looked at once. */
export function contentWriter(document: JsonObject, media: MediaType): ContentWriter {
  const schema = new TextSchema(document, media.schema === undefined ? [] : [media.schema]);
  const place = new XmlPlace(schema);
  const itemSchema = itemSchemaOf(media, schema);
  const write = (body: unknown, type: string): Written => {
    const kind = bodyKind(type);
    if (kind === 'json') return jsonOf(body);
    if (body instanceof Uint8Array) return { content: body };
    switch (kind) {
      case 'items':
        return items(body, itemKind(type) ?? 'lines', schema, itemSchema);
      case 'xml':
        return xml(body, place);
      case 'text':
        return text(body, schema);
      case 'form':
        return form(body, schema, media.encoding);
      default:
        return typeof body === 'string' ? { content: body, value: body } : NO_BYTES;
    }
  };
  return Object.assign(write, { itemSchema });
}

const NO_BYTES = { reason: 'must be a string or bytes' };

/** What is held against the contract is what is sent: a date that JSON makes a text of is that text. */
function jsonOf(body: unknown): Written {
  const content = stringify(body);
  return content === undefined ? { reason: 'must be a JSON value' } : { content, value: JSON.parse(content) };
}

/** `undefined` for what JSON cannot say: a function, a big integer, a circle. */
function stringify(body: unknown): string | undefined {
  try {
    return JSON.stringify(body);
  } catch {
    return undefined;
  }
}

function items(body: unknown, kind: ItemKind, schema: TextSchema, itemSchema: string | undefined): Written {
  if (typeof body === 'string') {
    // Before OpenAPI 3.2 events had no schema but that of their text.
    if (kind === 'events' && schema.types.has('string')) return { content: body, value: body };
    const read = readItems(kind, body);
    return 'reason' in read ? read : { content: body, value: read.value, itemSchema };
  }
  if (!Array.isArray(body)) return { reason: 'must be a list, or what gives one item after the other' };
  const texts = body.map((item) => writeItem(kind, item));
  const broken = texts.indexOf(undefined);
  if (broken >= 0) return { reason: `/${broken} cannot be written as such an item` };
  const plain = jsonOf(body);
  return 'reason' in plain ? plain : { content: texts.join(''), value: plain.value, itemSchema };
}

function xml(body: unknown, place: XmlPlace): Written {
  const isText = place.schema.types.has('string');
  if (typeof body !== 'string') {
    const plain = jsonOf(body);
    if ('reason' in plain) return plain;
    const written = writeXml(place, plain.value);
    return 'reason' in written ? written : { content: written.text, value: plain.value };
  }
  if (isText) return { content: body, value: body };
  const parsed = parseXml(body, undefined);
  if ('reason' in parsed) return parsed;
  const { value, faults } = readXml(place, parsed.root);
  const [fault] = faults;
  return fault === undefined
    ? { content: body, value }
    : { reason: `${fault.pointer} ${fault.message}`.trimStart() };
}

/** A number is written as JSON does. An object has no text but that of its JSON. */
function text(body: unknown, schema: TextSchema): Written {
  const { types } = schema;
  if (typeof body !== 'string') return jsonOf(body);
  // Of a text that is meant for people, a schema of objects says nothing.
  const isOfParts = !TEXTS.some((type) => types.has(type));
  return isOfParts ? { content: body } : { content: body, value: coerce(schema, body) };
}

const TEXTS = ['string', 'number', 'boolean', 'null'] as const;

function form(body: unknown, schema: TextSchema, encoding: MediaType['encoding']): Written {
  if (typeof body === 'string') {
    const read = formIn(body, schema, encoding);
    return 'reason' in read ? read : { content: body, value: read.value };
  }
  return isObject(body) ? { content: formOf(body, encoding), value: body } : { reason: 'must be an object' };
}
