/** What the bytes of a body say by their media type. */
import { createHash } from 'node:crypto';
import { isObject, type Json, type JsonObject, type MediaType, type Violation } from '@countersign/contract';
import { itemSchemaOf } from './item-schema.ts';
import { itemKind, readItems } from './item-texts.ts';
import { type BodyKind, bodyKind, charset } from './media-type.ts';
import { coerce } from './parameters/coerce.ts';
import { formIn } from './parameters/form.ts';
import { TextSchema } from './parameters/text-schema.ts';
import { parseJson } from './parse-json.ts';
import { malformed } from './problem.ts';
import { parseXml } from './xml/parse-xml.ts';
import { readXml } from './xml/read-xml.ts';
import { XmlPlace } from './xml/xml-place.ts';

export interface Content {
  readonly value: Json;
  /** The bytes themselves, where they are no text: `value` then is their SHA-256. */
  readonly bytes?: Uint8Array;
  /** What is wrong that a value cannot say. */
  readonly faults?: readonly Violation[];
  /** Where the schema of each item of the value stands, where that of the media type is it. */
  readonly itemSchema?: string | undefined;
}

/** @param type the media type that the request names, which may be one of a range */
export type ContentReader = (bytes: Buffer, type: string) => Content;

/**
 * A reader of bodies of one media type of the contract, whose schema is looked at once.
 *
 * @throws {Problem} from the function that it gives: the body is not what its media type says
 */
export function contentReader(document: JsonObject, media: MediaType): ContentReader {
  const schema = new TextSchema(document, media.schema === undefined ? [] : [media.schema]);
  const place = new XmlPlace(schema);
  return (bytes, type) => {
    switch (bodyKind(type)) {
      case 'json':
        return { value: legible(parseJson(decoded(bytes, type, media)), media) };
      case 'items': {
        const kind = itemKind(type) ?? 'lines';
        const text = decoded(bytes, type, media);
        // Before OpenAPI 3.2 events had no schema but that of their text.
        if (kind === 'events' && schema.types.has('string')) return { value: text };
        return { value: legible(readItems(kind, text), media), itemSchema: itemSchemaOf(media, schema) };
      }
      case 'form':
        return { value: legible(formIn(decoded(bytes, type, media), schema, media.encoding), media) };
      case 'text':
        return { value: textIn(decoded(bytes, type, media), schema) };
      case 'xml': {
        const text = decoded(bytes, type, media);
        // A schema that allows a text describes the document as the text that it is.
        if (schema.types.has('string')) return { value: text };
        const parsed = parseXml(text, charset(type));
        if ('reason' in parsed) throw malformed(parsed.reason, media.type);
        return readXml(place, parsed.root);
      }
      default:
        return { value: createHash('sha256').update(bytes).digest('hex'), bytes };
    }
  };
}

/** JSON and forms are UTF-8 (RFC 8259 §8.1, WHATWG URL §5.1), and ASCII is a part of it; a text may be Latin-1. */
export function isDecodable(type: string): boolean {
  const kind: BodyKind = bodyKind(type);
  const name = charset(type) ?? 'utf-8';
  if (kind === 'bytes' || kind === 'multipart') return true;
  return UTF_8.has(name) || ((kind === 'text' || kind === 'xml') && LATIN_1.has(name));
}

const UTF_8: ReadonlySet<string> = new Set(['utf-8', 'utf8', 'us-ascii']);
const LATIN_1: ReadonlySet<string> = new Set(['iso-8859-1', 'latin1', 'windows-1252']);

function decoded(bytes: Buffer, type: string, media: MediaType): string {
  if (LATIN_1.has(charset(type) ?? '')) return bytes.toString('latin1');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw malformed('is not UTF-8', media.type);
  }
}

/** A schema that no text can keep, but an object or a list can, is that of JSON in the text. */
function textIn(text: string, schema: TextSchema): Json {
  const value = coerce(schema, text);
  if (value !== text || schema.types.has('string')) return value;
  const parsed = parseJson(text);
  return 'value' in parsed && (isObject(parsed.value) || Array.isArray(parsed.value)) ? parsed.value : text;
}

function legible(parsed: { readonly value: Json } | { readonly reason: string }, media: MediaType): Json {
  if ('reason' in parsed) throw malformed(parsed.reason, media.type);
  return parsed.value;
}
