/** Files in forms, which OpenAPI 3.1 declares by `contentMediaType`: a text that says so anywhere else is a text. */
import { at, fromPointer, isObject, type JsonObject, readFormParts } from '@countersign/contract';
import type { SchemaPlace } from './schema-places.ts';

/** A copy of `document`, in which the files of the forms at `places` have the format that is typed as bytes. */
export function withFileParts(document: JsonObject, places: readonly SchemaPlace[]): JsonObject {
  const copy = structuredClone(document);
  for (const { pointer } of places.filter(isOfForm)) {
    for (const { content, schemaPointer } of readFormParts(document, pointer, undefined)) {
      const schema = schemaPointer === undefined ? undefined : at(copy, schemaPointer);
      if (content === 'file' && isObject(schema))
        Object.assign(schema, { type: 'string', ...schema, ...BYTES });
    }
  }
  return copy;
}

const BYTES = { format: 'binary' };

function isOfForm({ pointer, direction }: SchemaPlace): boolean {
  const [mediaType = ''] = fromPointer(pointer).slice(-2);
  return direction === 'request' && mediaType.toLowerCase() === 'multipart/form-data';
}
