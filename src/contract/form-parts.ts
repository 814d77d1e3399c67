import type { FormPart } from './contract.ts';
import {
  at,
  fromPointer,
  isObject,
  type Json,
  type JsonObject,
  LONGEST_REFERENCE_CHAIN,
  objectOf,
  toPointer,
} from './json.ts';

/**
 * The parts of a `multipart/form-data` body, one for each property of the schema at `schemaPointer`
 * (OpenAPI 3.1 §4.8.14.4, §4.8.15.1).
 *
 * @param encoding the media type's Encoding Objects, by property
 */
export function readFormParts(
  document: JsonObject,
  schemaPointer: string,
  encoding: JsonObject | undefined,
): FormPart[] {
  const form = resolve(document, schemaPointer);
  const { properties } = form.schema;
  return Object.keys(isObject(properties) ? properties : {}).map((name) => {
    const pointer = form.pointer + toPointer(['properties', name]);
    const property = resolve(document, pointer);
    const isList = property.schema['type'] === 'array';
    const part = isList ? resolve(document, `${property.pointer}/items`) : property;
    const { schema } = part;
    const beside = at(document, pointer);
    const { maxLength } = schema;
    const own = objectOf(encoding?.[name]);
    const content = contentOf(schema, own);
    return {
      name,
      schemaPointer: part.pointer,
      content,
      mediaTypes: mediaTypesOf(own),
      isList,
      mayBeOnePart: isList && content === 'json' && !typesOf(schema).some(isOfLists),
      isStyled: ['style', 'explode', 'allowReserved'].some((member) => own[member] !== undefined),
      headers: requiredHeaders(document, own['headers']),
      maxSize: typeof maxLength === 'number' ? maxLength : undefined,
      default: isObject(beside) ? beside['default'] : undefined,
    };
  });
}

/** What a schema says of types: nothing allows all of them. */
function typesOf({ type }: JsonObject): readonly (Json | undefined)[] {
  return Array.isArray(type) ? type : [type];
}

function isOfLists(type: Json | undefined): boolean {
  return type === undefined || type === 'array';
}

function contentOf(schema: JsonObject, encoding: JsonObject): FormPart['content'] {
  const { format, contentMediaType, contentEncoding } = schema;
  // Encoded bytes (base64) are text; bytes as they are come as a file.
  if (format === 'binary' || (contentMediaType !== undefined && contentEncoding === undefined)) return 'file';
  const { contentType } = encoding;
  if (typeof contentType === 'string') return /[/+]json\b/.test(contentType) ? 'json' : 'text';
  const types = typesOf(schema);
  if (types.includes('object') || types.includes('array')) return 'json';
  return types.every((type) => LITERALS.includes(type)) ? 'literal' : 'text';
}

function mediaTypesOf({ contentType }: JsonObject): string[] {
  return typeof contentType === 'string'
    ? contentType.split(',').map((type) => type.trim().toLowerCase())
    : [];
}

/** The names of the header fields that a part must have, in the `headers` of its Encoding Object. */
export function requiredHeaders(document: JsonObject, headers: Json | undefined): string[] {
  if (!isObject(headers)) return [];
  return Object.keys(headers).filter((name) => {
    const header = headers[name];
    const { $ref } = isObject(header) ? header : {};
    const { schema: target } =
      typeof $ref === 'string' ? resolve(document, toPointer(fromPointer($ref))) : { schema: header };
    // OpenAPI 3.1 §4.8.15: the media type of a part is described by `contentType`.
    return isObject(target) && target['required'] === true && !/^content-type$/i.test(name);
  });
}

const LITERALS: readonly unknown[] = ['integer', 'number', 'boolean', 'null'];

/** The schema that stands at `pointer`, or at the end of its references. */
function resolve(document: JsonObject, pointer: string): { schema: JsonObject; pointer: string } {
  let place = pointer;
  for (let hops = 0; hops < LONGEST_REFERENCE_CHAIN; hops++) {
    const schema = at(document, place);
    if (!isObject(schema)) break;
    if (typeof schema['$ref'] !== 'string') return { schema, pointer: place };
    place = toPointer(fromPointer(schema['$ref']));
  }
  return { schema: {}, pointer: place };
}
