/** How a server reads a parameter's value by its `style`: written apart from how it is written. */
import type { Json, JsonObject, Parameter } from '@countersign/contract';
import type { Styled } from '../model/form-fields.ts';
import type { Schemas } from '../values/schemas.ts';
import { kindOfMedia } from './media-kind.ts';
import { decode, decodeForm } from './percent.ts';
import { isDeclared, readEntries, readItems, readText, type Shape, shapeOf } from './text.ts';
import type { Pair } from './write-style.ts';

type Unpack = (text: string) => string;

/** The value in the pairs of a query or a form, or `undefined` where they hold none. */
export function readPairs(schemas: Schemas, styled: Styled, pairs: readonly Pair[]): Json | undefined {
  return readNamed(schemas, styled, pairs, decodeForm);
}

/** The value in the pairs of a `Cookie` field, or `undefined` where they hold none. */
export function readCookies(
  schemas: Schemas,
  parameter: Parameter,
  pairs: readonly Pair[],
): Json | undefined {
  const isContent = parameter.mediaType !== undefined;
  return readNamed(schemas, parameter, pairs, isContent ? decode : (text) => text);
}

function readNamed(
  schemas: Schemas,
  styled: Styled,
  pairs: readonly Pair[],
  unpack: Unpack,
): Json | undefined {
  const { name, style, explode, schemaPointer, mediaType } = styled;
  const own = pairs.filter(([key]) => unpack(key) === name).map(([, text]) => text);
  const [first] = own;
  const shape = shapeOf(schemas.typesAt(schemaPointer));
  if (mediaType === undefined && shape === 'object' && (style === 'deepObject' || explode)) {
    return readScattered(schemas, styled, pairs, unpack);
  }
  if (first === undefined || (first === '' && styled.allowEmptyValue === true)) return undefined;
  if (mediaType !== undefined) return readContent(schemas, styled, unpack(first));
  const parts = (): string[] => unpack(first).split(DELIMITERS[style] ?? ',');
  if (shape === 'array') return readItems(schemas, schemaPointer, explode ? own.map(unpack) : parts());
  if (shape === 'object') return readAlternating(schemas, schemaPointer, parts());
  return readText(unpack(first), schemas.typesAt(schemaPointer));
}

const DELIMITERS: Readonly<Record<string, string>> = { spaceDelimited: ' ', pipeDelimited: '|' };

/** The value in the text that stands in a path for a parameter; `undefined` where it has not the form. */
export function readPathValue(schemas: Schemas, parameter: Parameter, text: string): Json | undefined {
  const { name, style, explode, schemaPointer, mediaType } = parameter;
  if (mediaType !== undefined) return readContent(schemas, parameter, decode(text));
  const shape = shapeOf(schemas.typesAt(schemaPointer));
  if (style === 'simple') return readSimple(schemas, schemaPointer, shape, explode, decode(text), ',');
  if (style === 'label') {
    if (!text.startsWith('.')) return undefined;
    return readSimple(schemas, schemaPointer, shape, explode, decode(text.slice(1)), explode ? '.' : ',');
  }
  if (!text.startsWith(';')) return undefined;
  const pairs = text
    .slice(1)
    .split(';')
    .map((pair): Pair => {
      const [key = '', ...value] = pair.split('=');
      return [decode(key), decode(value.join('='))];
    });
  if (explode && shape === 'object') return readEntries(schemas, schemaPointer, pairs);
  const own = pairs.filter(([key]) => key === name).map(([, value]) => value);
  const [first] = own;
  if (first === undefined) return undefined;
  return explode && shape === 'array'
    ? readItems(schemas, schemaPointer, own)
    : readSimple(schemas, schemaPointer, shape, false, first, ',');
}

/** The value in a header field. */
export function readField(
  schemas: Schemas,
  field: Pick<Styled, 'explode' | 'schemaPointer' | 'mediaType'>,
  text: string,
): Json {
  const { explode, schemaPointer, mediaType } = field;
  if (mediaType !== undefined) return readContent(schemas, field, text);
  const shape = shapeOf(schemas.typesAt(schemaPointer));
  // RFC 9110 §5.6.1: spaces around the commas of a list mean nothing.
  const tight = shape === 'text' ? text : text.replaceAll(/\s*,\s*/g, ',');
  return readSimple(schemas, schemaPointer, shape, explode, tight, ',');
}

function readSimple(
  schemas: Schemas,
  pointer: string,
  shape: Shape,
  explode: boolean,
  text: string,
  delimiter: string,
): Json {
  if (shape === 'text') return readText(text, schemas.typesAt(pointer));
  const parts = text.split(delimiter);
  if (shape === 'array') return readItems(schemas, pointer, parts);
  if (!explode) return readAlternating(schemas, pointer, parts);
  const pairs = parts.map((part): Pair => {
    const [key = '', ...value] = part.split('=');
    return [key, value.join('=')];
  });
  return readEntries(schemas, pointer, pairs);
}

function readContent(
  schemas: Schemas,
  { schemaPointer, mediaType = '' }: Pick<Styled, 'schemaPointer' | 'mediaType'>,
  text: string,
): Json {
  if (kindOfMedia(mediaType) !== 'json') return readText(text, schemas.typesAt(schemaPointer));
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function readAlternating(schemas: Schemas, pointer: string, parts: readonly string[]): JsonObject {
  const pairs: Pair[] = [];
  for (let index = 0; index + 1 < parts.length; index += 2) {
    pairs.push([parts[index] ?? '', parts[index + 1] ?? '']);
  }
  return readEntries(schemas, pointer, pairs);
}

/** The properties of an object that stand beside other parameters. */
function readScattered(
  schemas: Schemas,
  { name, style, schemaPointer }: Styled,
  pairs: readonly Pair[],
  unpack: Unpack,
): JsonObject | undefined {
  const own = pairs.flatMap(([key, text]): Pair[] => {
    const property = style === 'deepObject' ? insideBrackets(unpack(key), name) : unpack(key);
    const isOwn =
      property !== undefined && (style === 'deepObject' || isDeclared(schemas, schemaPointer, property));
    return isOwn ? [[property, unpack(text)]] : [];
  });
  return own.length === 0 ? undefined : readEntries(schemas, schemaPointer, own);
}

/** `filter[name]` → `name` */
function insideBrackets(key: string, name: string): string | undefined {
  return key.startsWith(`${name}[`) && key.endsWith(']') ? key.slice(name.length + 1, -1) : undefined;
}
