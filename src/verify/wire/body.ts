/** Puts the value of a body on the wire, and reads it back as a server would. */
import type { Json } from '@countersign/contract';
import type { BodyValue, PartOverride } from '../model/draft.ts';
import type { Schemas } from '../values/schemas.ts';
import { readContent, textOfUtf8, utf8, writeContent } from './content.ts';
import { readForm, writeForm } from './form.ts';
import { kindOfMedia } from './media-kind.ts';
import { type PartFault, readMultipart } from './read-multipart.ts';
import { readXml } from './read-xml.ts';
import { readSequence, writeSequence } from './sequences.ts';
import { readText, textOf } from './text.ts';
import { writeMultipart } from './write-multipart.ts';

export interface EncodedBody {
  readonly bytes: Uint8Array;
  readonly contentType: string;
}

/** @throws {Unwritable} the value has no form in that media type */
export function encodeBody(body: BodyValue, parts?: Readonly<Record<string, PartOverride>>): EncodedBody {
  const { value, fields, contentType } = body;
  const kind = kindOfMedia(contentType);
  switch (kind) {
    case 'json':
      return { bytes: utf8(JSON.stringify(value)), contentType };
    case 'lines':
    case 'records':
    case 'events':
      return { bytes: utf8(writeSequence(kind, value)), contentType };
    case 'form':
      return { bytes: utf8(writeForm(fields, value)), contentType };
    case 'multipart': {
      const { bytes, boundary } = writeMultipart(fields, value, body.partHeaders, parts);
      return { bytes, contentType: `${contentType}; boundary=${boundary}` };
    }
    case 'text': {
      const text = textOf(value);
      return { bytes: utf8(text), contentType: withCharset(contentType, text) };
    }
    case 'xml':
      if (!fields.isXmlText()) return { bytes: utf8(fields.toXml(value)), contentType };
      return { bytes: writeContent(contentType, textOf(value)), contentType };
    case 'content':
      return { bytes: writeContent(contentType, textOf(value)), contentType };
  }
}

/** Where nothing is said, a text is ASCII to some servers (RFC 6657 §3). */
function withCharset(contentType: string, text: string): string {
  const isAscii = /^[\0-\x7f]*$/.test(text);
  return isAscii || /charset=/i.test(contentType) ? contentType : `${contentType}; charset=utf-8`;
}

function foundXml(schemas: Schemas, schemaPointer: string, text: string): ReadBody {
  // What has nothing in it is an empty text to one server, an empty object or null to others.
  const [, empty] = /<([^\s/>]+)><\/\1>/.exec(text) ?? [];
  const faults: PartFault[] = empty === undefined ? [] : [{ name: empty, kind: 'nothing in it' }];
  return { value: readXml(schemas, schemaPointer, text) ?? null, isEmpty: false, faults };
}

export interface ReadBody {
  readonly value: Json;
  /** Whether a server may take it for no body at all. */
  readonly isEmpty: boolean;
  /** Parts that are not sent as the contract says. */
  readonly faults: readonly PartFault[];
}

/** What a server finds in a body that is of the media type of `body`. */
export function decodeBody(
  schemas: Schemas,
  { schemaPointer, fields }: Pick<BodyValue, 'schemaPointer' | 'fields'>,
  contentType: string,
  bytes: Uint8Array,
): ReadBody {
  const found = (value: Json, isEmpty = bytes.length === 0, faults: readonly PartFault[] = []): ReadBody => {
    return { value, isEmpty, faults };
  };
  const kind = kindOfMedia(contentType);
  switch (kind) {
    case 'json':
      return found(JSON.parse(textOfUtf8(bytes)));
    case 'lines':
    case 'records':
    case 'events':
      return found(readSequence(kind, textOfUtf8(bytes)) ?? null);
    case 'form':
      return found(readForm(schemas, fields, textOfUtf8(bytes)));
    case 'multipart': {
      const parts = readMultipart(schemas, fields, contentType, bytes);
      const isEmpty = parts === undefined || Object.keys(parts.value).length === 0;
      return found(parts?.value ?? {}, isEmpty, parts?.faults);
    }
    case 'text':
      return found(readText(readContent(contentType, bytes), schemas.typesAt(schemaPointer)));
    case 'xml':
      if (fields.isXmlText()) return found(readContent(contentType, bytes));
      return foundXml(schemas, schemaPointer, readContent('text/plain', bytes));
    case 'content':
      return found(readContent(contentType, bytes));
  }
}
