import type { FormPart } from './contract.ts';
import { FormSchema } from './form-schema.ts';
import { at, isObject, type Json, type JsonObject, objectOf, toPointer } from './json.ts';
import { follow, resolved } from './place.ts';

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
  const form = new FormSchema(document, at(document, schemaPointer));
  return form.propertyNames.map((name) => {
    const property = form.property(name);
    const isList = property.types?.size === 1 && property.types.has('array');
    const schema = isList ? property.items : property;
    const own = objectOf(encoding?.[name]);
    const content = contentOf(schema, own);
    return {
      name,
      schemaPointer: placeOf(document, schemaPointer, name, isList),
      content,
      mediaTypes: mediaTypesOf(own),
      isList,
      mayBeOnePart: isList && content === 'json' && schema.types?.has('array') === false,
      isStyled: ['style', 'explode', 'allowReserved'].some((member) => own[member] !== undefined),
      headers: requiredHeaders(document, own['headers']),
      maxSize: schema.maxLength,
      default: property.default,
    };
  });
}

/** Where the schema of a part stands, if the form itself declares it and no branch of it does. */
function placeOf(
  document: JsonObject,
  schemaPointer: string,
  name: string,
  isList: boolean,
): string | undefined {
  const own = endOf(document, schemaPointer) + toPointer(['properties', name]);
  if (at(document, own) === undefined) return undefined;
  const property = endOf(document, own);
  return isList ? endOf(document, `${property}/items`) : property;
}

function contentOf({ isFile, types }: FormSchema, { contentType }: JsonObject): FormPart['content'] {
  if (isFile) return 'file';
  if (typeof contentType === 'string') return /[/+]json\b/.test(contentType) ? 'json' : 'text';
  if (types === undefined) return 'text';
  if (types.has('object') || types.has('array')) return 'json';
  return [...types].every((type) => LITERALS.includes(type)) ? 'literal' : 'text';
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
    const header = resolved(document, headers[name]);
    // OpenAPI 3.1 §4.8.15: the media type of a part is described by `contentType`.
    return isObject(header) && header['required'] === true && !/^content-type$/i.test(name);
  });
}

const LITERALS: readonly unknown[] = ['integer', 'number', 'boolean', 'null'];

/** The end of the references at `pointer`. */
function endOf(document: JsonObject, pointer: string): string {
  return follow(document, pointer)?.pointer ?? pointer;
}
