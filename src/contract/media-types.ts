/** Reads the media types of a body, a response, a header or a parameter, with their examples. */
import type { MediaType, NamedExample } from './contract.ts';
import { readFormParts } from './form-parts.ts';
import { isObject, type JsonObject, toPointer } from './json.ts';
import { follow, objectAt, type Place, schemaAt } from './place.ts';
import { sequenceKind } from './sequential-media-types.ts';

/** The media types of the `content` at `pointer`, in its order. */
export function readContent(document: JsonObject, pointer: string): MediaType[] {
  return Object.keys(objectAt(document, pointer)).flatMap((type) => {
    const media = follow(document, `${pointer}${toPointer([type])}`);
    if (media === undefined) return [];
    const schemaPointer = `${media.pointer}/schema`;
    const encoding = isObject(media.value['encoding']) ? media.value['encoding'] : undefined;
    const isForm = type.toLowerCase() === 'multipart/form-data';
    return [
      {
        type,
        schema: schemaAt(document, schemaPointer),
        schemaPointer,
        itemPointer: sequenceKind(type) === undefined ? undefined : itemPointer(document, media),
        pointer: media.pointer,
        examples: readExamples(document, media.pointer),
        encoding,
        form: isForm ? readFormParts(document, schemaPointer, encoding) : undefined,
      },
    ];
  });
}

/** The schema of an item that stands by itself, or the `items` of that of the whole. */
function itemPointer(document: JsonObject, { value, pointer }: Place): string | undefined {
  if (value['itemSchema'] !== undefined) return `${pointer}/itemSchema`;
  const list = follow(document, `${pointer}/schema`);
  return list?.value['items'] === undefined ? undefined : `${list.pointer}/items`;
}

/** The examples (`example` and `examples`) of the object at `pointer`. */
export function readExamples(document: JsonObject, pointer: string): NamedExample[] {
  const owner = objectAt(document, pointer);
  const examples: NamedExample[] = [];
  if (owner['example'] !== undefined) {
    examples.push({
      name: 'default',
      summary: undefined,
      value: owner['example'],
      pointer: `${pointer}/example`,
    });
  }
  for (const name of Object.keys(objectAt(document, `${pointer}/examples`))) {
    const example = follow(document, `${pointer}/examples${toPointer([name])}`);
    // OpenAPI 3.2 §4.19.1: `dataValue` is the value where `value` might be its text.
    const value = example?.value['dataValue'] ?? example?.value['value'];
    if (example === undefined || value === undefined) continue;
    const { summary } = example.value;
    examples.push({
      name,
      summary: typeof summary === 'string' ? summary : undefined,
      value,
      pointer: example.pointer,
    });
  }
  return examples;
}
