/** From the parts of a form to values: one that is validated, and one for the handler. */
import type { FormPart, Violation } from '@countersign/contract';
import { type Json, type JsonObject, toPointer } from '@countersign/contract';
import { isTooDeep, TOO_DEEP } from './parameters/deep-object.ts';
import { fieldsIn, ownerOf } from './parameters/form.ts';
import type { TextSchema } from './parameters/text-schema.ts';
import { parseJson } from './parse-json.ts';
import { literalOf } from './text-value.ts';
import type { SpooledFile, UploadedFile } from './uploaded-file.ts';

/** A part as it came: text or a file. */
export interface ReceivedPart {
  readonly name: string;
  /** As its header says; `text/plain` where it has none (RFC 7578 §4.4). */
  readonly mediaType: string;
  /** The names of its header fields, in lower case, where the contract requires some. */
  readonly headers: ReadonlySet<string>;
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

/** What the contract says of a form. */
export interface FormSpec {
  readonly declared: readonly FormPart[];
  /** That of the form as a whole. */
  readonly schema: TextSchema;
  readonly encoding: JsonObject | undefined;
}

/** A part that the contract does not declare is what it came as. */
export function formValues(parts: readonly ReceivedPart[], form: FormSpec): FormValues {
  const { declared, schema, encoding } = form;
  const value = new Map<string, Json>();
  const body = new Map<string, unknown>();
  const files = new Set<string>();
  const faults: Violation[] = [];
  const fields = parts.flatMap(({ name, content }) =>
    typeof content === 'string' && isField(name, form) ? [[name, content] as const] : [],
  );
  const others = parts.filter(({ name, content }) => typeof content !== 'string' || !isField(name, form));
  for (const [name, group] of Map.groupBy(others, (part) => part.name)) {
    const spec = declared.find((formPart) => formPart.name === name);
    const readings = group.map(
      (part) =>
        tooDeep(part, form) ??
        missingHeader(part, spec) ??
        unexpectedType(part, spec) ??
        read(part.content, spec),
    );
    const [first] = readings;
    if (first === undefined) continue;
    const isOne = readings.length === 1 && (spec?.isList !== true || isWholeList(first, spec));
    // A part that comes twice and should not is a list, which its schema refuses.
    readings.forEach(({ isFile, fault }, index) => {
      const pointer = toPointer(isOne ? [name] : [name, index]);
      if (fault !== undefined) faults.push({ in: 'body', pointer, ...fault });
      if (isFile === true) files.add(pointer);
    });
    value.set(name, isOne ? first.value : readings.map((reading) => reading.value));
    body.set(name, isOne ? first.given : readings.map((reading) => reading.given));
  }
  for (const [name, field] of Object.entries(fieldsIn(fields, schema, encoding))) {
    // What comes in two ways is a list, which its schema refuses.
    const before = value.get(name);
    value.set(name, before === undefined ? field : [before, field]);
    body.set(name, before === undefined ? field : [before, field]);
  }
  // A default is for the handler alone: what is required must have been sent.
  for (const { name, default: byDefault } of declared) {
    if (byDefault === undefined || value.has(name)) continue;
    body.set(name, byDefault);
  }
  return { value: Object.fromEntries(value), body: Object.fromEntries(body), files, faults };
}

/** Whether a text is read as a field of a form in an URL is: `owner[name]`, or what the contract gives a style. */
function isField(name: string, { declared, schema }: FormSpec): boolean {
  const owner = ownerOf(name, schema);
  const spec = declared.find((formPart) => formPart.name === owner);
  const isRead = spec !== undefined && spec.content !== 'file' && !isTooDeep(name);
  return isRead && (spec.isStyled || owner !== name);
}

function tooDeep({ name, content }: ReceivedPart, { schema }: FormSpec): Reading | undefined {
  if (typeof content !== 'string' || !isTooDeep(name) || ownerOf(name, schema) === name) return undefined;
  return faulty({ keyword: 'additionalProperties', expected: false, actual: content, message: TOO_DEEP });
}

/** A list whose items are no lists is told from one of them. */
function isWholeList({ value }: Reading, { mayBeOnePart }: FormPart): boolean {
  return mayBeOnePart && Array.isArray(value);
}

function missingHeader({ headers }: ReceivedPart, spec: FormPart | undefined): Reading | undefined {
  const missing = spec?.headers.find((name) => !headers.has(name.toLowerCase()));
  if (missing === undefined) return undefined;
  const message = `must have the header field ${missing}`;
  return faulty({ keyword: 'headers', expected: missing, actual: undefined, message });
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
