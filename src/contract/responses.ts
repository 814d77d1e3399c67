/** Reads the documented answers of an operation. */
import type { HeaderSpec, Operation, ResponseSpec } from './contract.ts';
import { sameHeader } from './header-name.ts';
import { type JsonObject, toPointer } from './json.ts';
import { readContent, readExamples } from './media-types.ts';
import { follow, objectAt, schemaAt } from './place.ts';

/** The answers of the `responses` at `pointer`, in its order. */
export function readResponses(document: JsonObject, pointer: string): ResponseSpec[] {
  return Object.keys(objectAt(document, pointer))
    .filter((status) => !status.startsWith('x-'))
    .flatMap((status) => {
      const response = follow(document, `${pointer}${toPointer([status])}`);
      if (response === undefined) return [];
      return [
        {
          status: status.toLowerCase() === 'default' ? 'default' : status.toUpperCase(),
          description: String(response.value['description'] ?? ''),
          pointer: response.pointer,
          headers: readHeaders(document, `${response.pointer}/headers`),
          content: readContent(document, `${response.pointer}/content`),
        },
      ];
    });
}

/** The documented answer of `status`: its own, else that of its range, else `default` (OpenAPI 3.1 §4.8.16). */
export function findResponse({ responses }: Operation, status: number): ResponseSpec | undefined {
  return (
    responses.find((response) => response.status === String(status)) ??
    responses.find((response) => response.status === `${Math.floor(status / 100)}XX`) ??
    responses.find((response) => response.status === 'default')
  );
}

function readHeaders(document: JsonObject, pointer: string): HeaderSpec[] {
  return Object.keys(objectAt(document, pointer))
    .filter((name) => !sameHeader(name, 'Content-Type'))
    .flatMap((name) => {
      const header = follow(document, `${pointer}${toPointer([name])}`);
      if (header === undefined) return [];
      const content = readContent(document, `${header.pointer}/content`)[0];
      const schemaPointer = content?.schemaPointer ?? `${header.pointer}/schema`;
      return [
        {
          name,
          required: header.value['required'] === true,
          explode: header.value['explode'] === true,
          mediaType: content?.type,
          schema: schemaAt(document, schemaPointer) ?? true,
          schemaPointer,
          pointer: header.pointer,
          examples: content?.examples ?? readExamples(document, header.pointer),
        },
      ];
    });
}
