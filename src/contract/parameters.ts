/** Reads the parameters of an operation. */
import type { Parameter, ParameterPlace, SecurityAlternative } from './contract.ts';
import { sameHeader } from './header-name.ts';
import { at, type Json, type JsonObject, toPointer } from './json.ts';
import { readContent, readExamples } from './media-types.ts';
import { follow, type Place, schemaAt } from './place.ts';

/** An operation's parameter replaces the path item's of the same name and place (OpenAPI 3.1 §4.8.10). */
export function readParameters(
  document: JsonObject,
  itemPointer: string,
  operationPointer: string,
): Parameter[] {
  const parameters = new Map<string, Parameter>();
  for (const owner of [itemPointer, operationPointer]) {
    const list = at(document, `${owner}/parameters`);
    if (!Array.isArray(list)) continue;
    list.forEach((_, index) => {
      const place = follow(document, `${owner}/parameters/${index}`);
      const parameter = place === undefined ? undefined : readParameter(document, place);
      if (parameter !== undefined) parameters.set(`${parameter.in} ${parameter.name}`, parameter);
    });
  }
  return [...parameters.values()];
}

function readParameter(document: JsonObject, { value, pointer }: Place): Parameter | undefined {
  const { name, in: place } = value;
  if (typeof name !== 'string' || !isParameterPlace(place)) return undefined;
  if (place === 'header' && DESCRIBED_ELSEWHERE.has(name.toLowerCase())) return undefined;
  const style = typeof value['style'] === 'string' ? value['style'] : defaultStyle(place);
  const content = readContent(document, `${pointer}/content`)[0];
  const schemaPointer = content?.schemaPointer ?? `${pointer}/schema`;
  return {
    name,
    in: place,
    required: value['required'] === true,
    schema: schemaAt(document, schemaPointer) ?? true,
    schemaPointer,
    pointer,
    style,
    explode:
      typeof value['explode'] === 'boolean' ? value['explode'] : style === 'form' || style === 'cookie',
    allowReserved: value['allowReserved'] === true,
    allowEmptyValue: place === 'query' && value['allowEmptyValue'] === true,
    mediaType: content?.type,
    encoding: content?.encoding,
    examples: [...readExamples(document, pointer), ...(content?.examples ?? [])],
  };
}

/**
 * Header parameters of the first three names are described elsewhere and shall be ignored (OpenAPI 3.1 §4.8.12); the
 * others are those of the message, whatever is asked (RFC 9112 §3.2, §6).
 */
const DESCRIBED_ELSEWHERE: ReadonlySet<string> = new Set([
  ...['accept', 'content-type', 'authorization'],
  ...['content-length', 'transfer-encoding', 'host', 'connection'],
]);

/** Whether a credential stands in the same field, whichever alternative a caller takes. */
export function isCredential(
  document: JsonObject,
  security: readonly SecurityAlternative[],
  { name, in: place }: Parameter,
): boolean {
  const isSame = ({ scheme }: SecurityAlternative[number]): boolean => {
    const declared = follow(document, toPointer(['components', 'securitySchemes', scheme]))?.value;
    if (declared?.['type'] !== 'apiKey' || declared['in'] !== place) return false;
    const [own, other] = [name, String(declared['name'])];
    return place === 'header' ? sameHeader(own, other) : own === other;
  };
  return security.length > 0 && security.every((alternative) => alternative.some(isSame));
}

function isParameterPlace(place: Json | undefined): place is ParameterPlace {
  return (
    place === 'path' ||
    place === 'query' ||
    place === 'querystring' ||
    place === 'header' ||
    place === 'cookie'
  );
}

function defaultStyle(place: ParameterPlace): string {
  return place === 'query' || place === 'cookie' ? 'form' : 'simple';
}
