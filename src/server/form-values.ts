/** From the parts of a form to values: one that is validated, and one for the handler. */
import type { FormPart, Violation } from '@countersign/contract';
import { type Json, type JsonObject, toPointer } from '@countersign/contract';
import { parseJson } from './parse-json.ts';
import { literalOf } from './text-value.ts';
import type { SpooledFile, UploadedFile } from './uploaded-file.ts';

/** A part as it came: text or a file. */
export interface ReceivedPart {
  readonly name: string;
  /** As its header says; `text/plain` where it has none (RFC 7578 §4.4). */
  readonly mediaType: string;
  readonly content: SpooledFile | string | TooLong;
}

/** Text of more bytes than a part may have; it was not kept. */
export interface TooLong {
  readonly limit: number;
}

export interface FormValues {
  /** What the contract is held against. A file stands in it as the SHA-256 of its content. */
  readonly value: JsonObject;
  /** The same with the files themselves. */
  readonly body: Readonly<Record<string, unknown>>;
  /** Where a file stands. */
  readonly files: ReadonlySet<string>;
  /** What is wrong with single parts. What the value says there means nothing. */
  readonly faults: readonly Violation[];
}

/** One part, understood. */
interface Reading {
  readonly value: Json;
  readonly given: Json | UploadedFile;
  readonly isFile?: boolean;
  readonly fault?: Omit<Violation, 'in' | 'pointer'>;
}

/** A part that the contract does not declare is what it came as. */
export function formValues(parts: readonly ReceivedPart[], declared: readonly FormPart[]): FormValues {
  const value = new Map<string, Json>();
  const body = new Map<string, unknown>();
  const files = new Set<string>();
  const faults: Violation[] = [];
  for (const [name, group] of Map.groupBy(parts, (part) => part.name)) {
    const spec = declared.find((formPart) => formPart.name === name);
    const readings = group.map((part) => unexpectedType(part, spec) ?? read(part.content, spec));
    // A part that comes twice and should not is a list, which its schema refuses.
    const isList = spec?.isList === true || readings.length > 1;
    readings.forEach(({ isFile, fault }, index) => {
      const pointer = toPointer(isList ? [name, index] : [name]);
      if (fault !== undefined) faults.push({ in: 'body', pointer, ...fault });
      if (isFile === true) files.add(pointer);
    });
    const [first] = readings;
    if (first === undefined) continue;
    value.set(name, isList ? readings.map((reading) => reading.value) : first.value);
    body.set(name, isList ? readings.map((reading) => reading.given) : first.given);
  }
  for (const { name, default: byDefault } of declared) {
    if (byDefault === undefined || value.has(name)) continue;
    value.set(name, byDefault);
    body.set(name, byDefault);
  }
  return { value: Object.fromEntries(value), body: Object.fromEntries(body), files, faults };
}

/** A part without a header for it is taken as what is declared: forms of browsers and curl have none for fields. */
function unexpectedType(
  { mediaType, content }: ReceivedPart,
  spec: FormPart | undefined,
): Reading | undefined {
  const isUnsaid = typeof content === 'string' && mediaType === 'text/plain';
  if (spec === undefined || spec.mediaTypes.length === 0 || isUnsaid) return undefined;
  if (spec.mediaTypes.some((expected) => isOfType(mediaType, expected))) return undefined;
  const expected = spec.mediaTypes.join(', ');
  return faulty({
    keyword: 'contentType',
    expected,
    actual: mediaType,
    message: `must be ${spec.mediaTypes.join(' or ')}`,
  });
}

/** `expected` may be a range: `image/*`. */
function isOfType(mediaType: string, expected: string): boolean {
  const [essence = ''] = mediaType.toLowerCase().split(';');
  return expected.endsWith('/*') ? essence.startsWith(expected.slice(0, -1)) : essence.trim() === expected;
}

function read(content: ReceivedPart['content'], spec: FormPart | undefined): Reading {
  if (typeof content === 'string') return readText(content, spec);
  if (!('sha256' in content)) return tooLong(content.limit);
  const { sha256, close: _, ...file } = content;
  const limit = spec?.maxSize;
  if (limit !== undefined && file.size > limit) return tooLong(limit);
  return { value: sha256, given: file, isFile: true };
}

function tooLong(limit: number): Reading {
  const message = `must be at most ${limit} bytes`;
  return faulty({ keyword: 'maxLength', expected: limit, actual: undefined, message });
}

function readText(text: string, spec: FormPart | undefined): Reading {
  switch (spec?.content) {
    case 'file':
      return faulty({ keyword: 'format', expected: 'binary', actual: text, message: 'must be a file' });
    case 'json': {
      const parsed = parseJson(text);
      if ('value' in parsed) return same(parsed.value);
      const expected = 'application/json';
      return faulty({ keyword: 'contentMediaType', expected, actual: text, message: parsed.reason });
    }
    case 'literal':
      return same(literalOf(text));
    default:
      return same(text);
  }
}

function same(value: Json): Reading {
  return { value, given: value };
}

function faulty(fault: NonNullable<Reading['fault']>): Reading {
  return { value: null, given: null, fault };
}
