/** How a server takes a `multipart/form-data` body apart (RFC 2046 §5.1.1, RFC 7578). */
import type { Json, JsonObject } from '@countersign/contract';
import type { BodyFields, Field } from '../model/form-fields.ts';
import type { Schemas } from '../values/schemas.ts';
import { readContent, textOfUtf8 } from './content.ts';
import { isInRange, kindOfMedia } from './media-kind.ts';
import { readText, typesAtAny } from './text.ts';

/** A part that is not sent as the contract says, or that servers read in more ways than one. */
export interface PartFault {
  readonly name: string;
  readonly kind: 'no file' | 'media type' | 'no header' | 'nothing in it';
}

export interface ReadParts {
  readonly value: JsonObject;
  readonly faults: readonly PartFault[];
}

interface Part {
  readonly name: string;
  readonly fileName: string | undefined;
  readonly contentType: string;
  /** The names of its header fields, in lower case. */
  readonly headers: ReadonlySet<string>;
  readonly bytes: Uint8Array;
}

/** What a server finds in a multipart body, or `undefined` where it is none. */
export function readMultipart(
  schemas: Schemas,
  fields: BodyFields,
  contentType: string,
  body: Uint8Array,
): ReadParts | undefined {
  const parts = splitParts(contentType, body);
  if (parts === undefined) return undefined;
  const value: JsonObject = {};
  const faults: PartFault[] = [];
  for (const part of parts) {
    const { name } = part;
    const field = fields.of(name);
    const fault = faultOf(field, part);
    if (fault !== undefined) faults.push({ name, kind: fault });
    const read = readPart(schemas, field, part);
    const before = value[name];
    if (!field.isList) value[name] = before ?? read;
    else value[name] = Array.isArray(before) ? [...before, read] : [read];
  }
  return { value, faults };
}

function faultOf(
  { kind, allowed, headers: needed }: Field,
  { fileName, contentType, headers }: Part,
): PartFault['kind'] | undefined {
  if (needed.some((name) => !headers.has(name.toLowerCase()))) return 'no header';
  if (kind === 'file' && fileName === undefined) return 'no file';
  const isAllowed = allowed.length === 0 || allowed.some((range) => isInRange(contentType, range));
  return isAllowed ? undefined : 'media type';
}

function readPart(schemas: Schemas, { kind, pointers }: Field, { contentType, bytes, fileName }: Part): Json {
  // A server that minds the media type has refused it by now; the others go by what they expect.
  if (kind === 'json' || kindOfMedia(contentType) === 'json') {
    try {
      return JSON.parse(textOfUtf8(bytes));
    } catch {
      return textOfUtf8(bytes);
    }
  }
  if (kind === 'file' && fileName !== undefined) return readContent(contentType, bytes);
  return readText(textOfUtf8(bytes), typesAtAny(schemas, pointers));
}

function splitParts(contentType: string, body: Uint8Array): Part[] | undefined {
  const [, quoted, token] = /;\s*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType) ?? [];
  const boundary = quoted ?? token;
  if (boundary === undefined) return undefined;
  // As bytes: each character of this text is one.
  const text = `\r\n${Buffer.from(body).toString('latin1')}`;
  const end = text.indexOf(`\r\n--${boundary}--`);
  if (end < 0) return undefined;
  const [, ...sections] = text.slice(0, end).split(`\r\n--${boundary}\r\n`);
  return sections.map(readSection);
}

function readSection(section: string): Part {
  const end = section.indexOf('\r\n\r\n');
  const head = Buffer.from(section.slice(0, end), 'latin1').toString('utf8');
  const fields = new Map(
    head.split('\r\n').map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  const disposition = fields.get('content-disposition') ?? '';
  const [, name = ''] = /;\s*name="([^"]*)"/i.exec(disposition) ?? [];
  const [, fileName] = /;\s*filename="([^"]*)"/i.exec(disposition) ?? [];
  const contentType = fields.get('content-type') ?? 'text/plain';
  const headers = new Set(fields.keys());
  return { name, fileName, contentType, headers, bytes: Buffer.from(section.slice(end + 4), 'latin1') };
}
