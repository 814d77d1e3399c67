/** The body of a scenario's step, as redocly respect understands payloads: `$file('./leads.csv')` is a file. */
import type { Operation } from '@countersign/contract';
import { isObject, type Json, objectOf } from '@countersign/contract';
import type { EncodedBody } from '../wire/body.ts';
import { concreteType, kindOfMedia } from '../wire/media-kind.ts';
import { fieldHeaders, fileHeaders, joinParts, type Part } from '../wire/write-multipart.ts';
import type { PayloadFile } from './payload-files.ts';

/** By the expression that names them, as it stands in a payload. */
export type Files = ReadonlyMap<string, PayloadFile>;

/** @param contentType as the step says; @default the first that the operation documents */
export function stepBody(
  operation: Operation,
  contentType: string | undefined,
  payload: Json,
  files: Files,
): EncodedBody {
  const type = contentType ?? operation.body?.content[0]?.type ?? 'application/json';
  const file = typeof payload === 'string' ? files.get(payload) : undefined;
  if (file !== undefined) return { bytes: file.bytes, contentType: type };
  // A text is sent as it stands, so that a scenario can send what is no JSON and no form.
  if (typeof payload === 'string') return { bytes: utf8(payload), contentType: type };
  const kind = kindOfMedia(type);
  if (kind === 'multipart' && isObject(payload)) {
    const parts = Object.entries(payload).flatMap(([name, value]) => partsOf(operation, name, value, files));
    const { bytes, boundary } = joinParts(parts);
    return { bytes, contentType: `${concreteType(type)}; boundary=${boundary}` };
  }
  if (kind === 'form' && isObject(payload)) {
    const pairs = Object.entries(payload).flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value]).map((item) => [name, textOf(item)]),
    );
    return { bytes: utf8(new URLSearchParams(pairs).toString()), contentType: type };
  }
  return { bytes: utf8(JSON.stringify(payload)), contentType: type };
}

function partsOf(operation: Operation, name: string, value: Json, files: Files): Part[] {
  return (Array.isArray(value) ? value : [value]).map((item) => {
    const file = typeof item === 'string' ? files.get(item) : undefined;
    if (file === undefined) return { headers: [fieldHeaders(name)], bytes: utf8(textOf(item)) };
    return { headers: fileHeaders(name, file.name, typeOf(operation, name)), bytes: file.bytes };
  });
}

/** What the contract says that the part is, or bytes of any kind. */
function typeOf({ body }: Operation, name: string): string {
  const media = body?.content.find(({ type }) => kindOfMedia(type) === 'multipart');
  const { contentType } = objectOf(media?.encoding?.[name]);
  const [first = ''] = typeof contentType === 'string' ? contentType.split(',') : [];
  return first === '' ? 'application/octet-stream' : concreteType(first.trim());
}

/** A scenario may send what no style has a form for. */
export function textOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
