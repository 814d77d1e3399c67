/** How the properties of a form are sent: as texts, as JSON or as files (OpenAPI 3.1 §4.8.15). */

import {
  factsOf,
  fromPointer,
  isObject,
  type Json,
  type JsonObject,
  objectOf,
  requiredHeaders,
  toPointer,
} from '@countersign/contract';
import type { BodyFields, Field, Styled } from '../model/form-fields.ts';
import { effectiveSchemaOf, itemPointers, stringsOf } from '../values/effective-schema.ts';
import { memoize } from '../values/memoize.ts';
import type { Schemas } from '../values/schemas.ts';
import { concreteType, kindOfMedia } from './media-kind.ts';
import { shapeOf, typesAtAny } from './text.ts';
import { writeXml } from './write-xml.ts';

export class SchemaFields implements BodyFields {
  readonly #schemas: Schemas;
  readonly #schemaPointer: string;
  readonly #encoding: JsonObject;
  readonly #known = new Map<string, Field>();

  /** @param encoding the Encoding Objects of the media type whose schema stands at `schemaPointer` */
  constructor(schemas: Schemas, schemaPointer: string, encoding: JsonObject | undefined) {
    this.#schemas = schemas;
    this.#schemaPointer = schemaPointer;
    this.#encoding = encoding ?? {};
  }

  of(name: string): Field {
    return memoize(this.#known, name, () => this.#work(name));
  }

  isXmlText(): boolean {
    return isXmlText(this.#schemas, this.#schemaPointer);
  }

  toXml(value: Json): string {
    return writeXml(this.#schemas, this.#schemaPointer, value);
  }

  #work(name: string): Field {
    const encoding = objectOf(this.#encoding[name]);
    const whole = this.#pointersOf(name);
    const types = typesAtAny(this.#schemas, whole);
    const items = itemPointers(
      effectiveSchemaOf(this.#schemas, whole, () => 0),
      0,
    );
    const allowed = typeof encoding['contentType'] === 'string' ? splitTypes(encoding['contentType']) : [];
    const [first] = allowed;
    const isList = shapeOf(types) === 'array' && (first === undefined || kindOfMedia(first) !== 'json');
    const pointers = isList ? items : whole;
    const [pointer = this.#schemaPointer] = whole;
    const styled = styleOf(encoding, name, pointer);
    const contentType = first === undefined ? this.#impliedType(pointers) : concreteType(first);
    const kind = contentType === undefined ? 'text' : kindOf(contentType);
    const headers = requiredHeaders(this.#schemas.document, encoding['headers']);
    return { kind, isList, pointers, contentType, allowed, headers, styled };
  }

  /** Where the property's schemas stand, in whichever branch. */
  #pointersOf(name: string): string[] {
    const locations = this.#schemas.locationsAt(this.#schemaPointer);
    const own = toPointer([name]);
    const declared = locations.filter(
      ({ path, pointer }) => path === own && pointer.endsWith(`/properties${own}`),
    );
    const open = locations.filter(
      ({ path, pointer }) => path === '/*' && fromPointer(pointer).slice(-2).some(isAboutProperties),
    );
    return (declared.length > 0 ? declared : open).map(({ pointer }) => pointer);
  }

  /** The media type that goes without saying for a value of these schemas; none for a plain text. */
  #impliedType(pointers: readonly string[]): string | undefined {
    const effective = effectiveSchemaOf(this.#schemas, pointers, () => 0);
    const [named] = stringsOf(effective, 'contentMediaType');
    if (named !== undefined) return named;
    const isBinary =
      stringsOf(effective, 'format').includes('binary') || stringsOf(effective, 'contentEncoding').length > 0;
    const isOpen = pointers.length > 0 && effective.schemas.every(({ schema }) => saysNothing(schema));
    if (isBinary || isOpen) return 'application/octet-stream';
    return shapeOf(typesAtAny(this.#schemas, pointers)) === 'text' ? undefined : 'application/json';
  }
}

/** Whether a value of the schema is the text of a document of XML, and not what the document says. */
export function isXmlText(schemas: Schemas, schemaPointer: string): boolean {
  return schemas.typesAt(schemaPointer).has('string');
}

function isAboutProperties(keyword: string): boolean {
  return factsOf(keyword).holds?.of === 'property';
}

function kindOf(contentType: string): Field['kind'] {
  const kind = kindOfMedia(contentType);
  if (kind === 'json') return 'json';
  return /^text\/plain\b/i.test(contentType) ? 'text' : 'file';
}

/** How a field is written that its Encoding Object gives a style; `undefined` where it gives none. */
export function styleOf(encoding: JsonObject, name: string, schemaPointer: string): Styled | undefined {
  const { style = 'form', explode = style === 'form', allowReserved = false } = encoding;
  // OpenAPI 3.1.1 §4.8.15.1.2: any of the three asks for the rules of query parameters.
  if (!['style', 'explode', 'allowReserved'].some((member) => encoding[member] !== undefined))
    return undefined;
  return {
    name,
    style: String(style),
    explode: explode === true,
    allowReserved: allowReserved === true,
    schemaPointer,
    mediaType: undefined,
  };
}

function splitTypes(list: string): string[] {
  return list.split(',').map((type) => type.trim());
}

function saysNothing(schema: { readonly [keyword: string]: Json }): boolean {
  // What a reference leads to stands beside it.
  const isSilent = (key: string): boolean =>
    key === '$ref' || key.startsWith('x-') || factsOf(key).isAnnotation === true;
  return isObject(schema) && Object.keys(schema).every(isSilent);
}
