/** Bodies of type `multipart/form-data` (RFC 7578). */

import { isObject, type Json } from '@countersign/contract';
import type { PartOverride } from '../model/draft.ts';
import type { HeaderLine } from '../model/exchange.ts';
import type { BodyFields, Field } from '../model/form-fields.ts';
import { utf8, writeContent } from './content.ts';
import { contentText } from './content-text.ts';
import { textOf } from './text.ts';
import { Unwritable } from './unwritable.ts';

export interface Multipart {
  readonly bytes: Uint8Array;
  readonly boundary: string;
}

export interface Part {
  readonly headers: readonly HeaderLine[];
  readonly bytes: Uint8Array;
}

/**
 * @param partHeaders the header fields of a property's parts beyond their own
 * @throws {Unwritable} a property has no form
 */
export function writeMultipart(
  fields: BodyFields,
  value: Json,
  partHeaders: Readonly<Record<string, readonly HeaderLine[]>> = {},
  overrides: Readonly<Record<string, PartOverride>> = {},
): Multipart {
  if (!isObject(value)) throw new Unwritable('a form is always an object');
  const parts = Object.entries(value).flatMap(([name, own]) =>
    partsOf(fields.of(name), name, own, overrides[name]).map((part) => ({
      ...part,
      headers: [...part.headers, ...keptHeaders(partHeaders[name] ?? [], overrides[name])],
    })),
  );
  return joinParts(parts);
}

function keptHeaders(
  headers: readonly HeaderLine[],
  override: PartOverride | undefined,
): readonly HeaderLine[] {
  if (override?.as !== 'without header') return headers;
  return headers.filter(([name]) => name !== override.header);
}

function partsOf(field: Field, name: string, value: Json, override: PartOverride | undefined): Part[] {
  if (!field.isList || !Array.isArray(value)) return [partOf(field, name, value, override)];
  if (value.length === 0) throw new Unwritable('a list without items cannot be told from no list');
  return value.map((item) => partOf(field, name, item, override));
}

function partOf(
  { kind, contentType }: Field,
  name: string,
  value: Json,
  override: PartOverride | undefined,
): Part {
  if (kind === 'file' && override?.as !== 'field') {
    const sent = contentType ?? 'application/octet-stream';
    const headers = fileHeaders(name, `${name}.${extensionOf(sent)}`, sent);
    return { headers, bytes: writeContent(sent, textOf(value)) };
  }
  const text = kind === 'json' ? contentText('application/json', value) : textOf(value);
  const named: HeaderLine[] =
    kind === 'file' || contentType === undefined ? [] : [['Content-Type', contentType]];
  return { headers: [fieldHeaders(name), ...named], bytes: utf8(text) };
}

/** The header fields of a file's part. */
export function fileHeaders(name: string, fileName: string, contentType: string): HeaderLine[] {
  const [field, value] = fieldHeaders(name);
  return [
    [field, `${value}; filename="${quotable(fileName)}"`],
    ['Content-Type', contentType],
  ];
}

/** The header field that names a part. */
export function fieldHeaders(name: string): HeaderLine {
  return ['Content-Disposition', `form-data; name="${quotable(name)}"`];
}

/** Names that need escapes are read differently from server to server (RFC 7578 §4.2, §5.1). */
function quotable(name: string): string {
  if (/["\\\r\n%]/.test(name) || name === '')
    throw new Unwritable(`a part cannot be named ${JSON.stringify(name)}`);
  return name;
}

/** The parts with a boundary between them that is in none of them. */
export function joinParts(parts: readonly Part[]): Multipart {
  const contents = parts.map(({ bytes }) => Buffer.from(bytes).toString('latin1'));
  let boundary = 'countersign-part';
  while (contents.some((content) => content.includes(boundary))) boundary += '-';
  const lines = parts.map(({ headers }, index) => {
    const head = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
    const opening = Buffer.from(`--${boundary}\r\n${head}\r\n`, 'utf8');
    return Buffer.concat([opening, Buffer.from(contents[index] ?? '', 'latin1'), Buffer.from('\r\n')]);
  });
  return { boundary, bytes: Buffer.concat([...lines, Buffer.from(`--${boundary}--\r\n`)]) };
}

function extensionOf(contentType: string): string {
  const [, subtype = ''] = (contentType.split(';')[0] ?? '').trim().toLowerCase().split('/');
  return EXTENSIONS[subtype] ?? (/^[a-z0-9]{1,5}$/.test(subtype) ? subtype : 'bin');
}

const EXTENSIONS: Readonly<Record<string, string>> = { plain: 'txt', jpeg: 'jpg', 'octet-stream': 'bin' };
