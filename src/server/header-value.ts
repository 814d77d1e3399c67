/** Between the value of a response header and its text: style `simple`, or a media type (OpenAPI 3.1 §4.8.21). */
import type { HeaderSpec, Json, SchemaChecker, SchemaFailure } from '@countersign/contract';
import { isJson } from './media-type.ts';
import { parseJson } from './parse-json.ts';
import { checkText, isOfOtherType } from './text-value.ts';

type Form = Pick<HeaderSpec, 'explode' | 'mediaType'>;

/**
 * A value as a handler gives it, as the text that is sent. `undefined`: there is nothing to send, since a list or
 * an object without parts has no text (RFC 6570 §2.3).
 */
export function headerText({ explode, mediaType }: Form, value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (mediaType !== undefined && isJson(mediaType)) return JSON.stringify(value);
  if (typeof value !== 'object' || value === null) return String(value);
  const parts = Array.isArray(value)
    ? value
    : Object.entries(value).flatMap(([name, part]) => (explode ? [`${name}=${part}`] : [name, part]));
  return parts.length === 0 ? undefined : parts.join(',');
}

/** Whether `headerText` of `value` still tells its parts apart: style `simple` has no way to write a comma. */
export function isWritable({ explode, mediaType }: Form, value: unknown): boolean {
  if (mediaType !== undefined || typeof value !== 'object' || value === null) return true;
  const parts: unknown[] = Array.isArray(value) ? value : Object.values(value);
  const names = Array.isArray(value) ? [] : Object.keys(value);
  return (
    parts.every((part) => part !== null && typeof part !== 'object' && !String(part).includes(',')) &&
    names.every((name) => !name.includes(',') && !(explode && name.includes('=')))
  );
}

/** The failures of a header that is sent as `text`: none if it is valid in one of the ways to read it. */
export function checkHeaderText(checker: SchemaChecker, spec: HeaderSpec, text: string): SchemaFailure[] {
  const readings = readingsOf(spec, text).map((value) => checkText(checker, spec.schemaPointer, value));
  const [first = []] = readings;
  return readings.find((failures) => !failures.some(isOfOtherShape)) ?? first;
}

function readingsOf({ explode, mediaType }: Form, text: string): Json[] {
  if (mediaType !== undefined && isJson(mediaType)) {
    const parsed = parseJson(text);
    return ['value' in parsed ? parsed.value : text];
  }
  if (mediaType !== undefined) return [text];
  // RFC 9110 §5.6.1: spaces around the commas of a list mean nothing.
  const parts = text.split(',').map((part) => part.trim());
  return [text, parts, explode ? objectOfPairs(parts) : objectInTurn(parts)];
}

function isOfOtherShape(failure: SchemaFailure): boolean {
  return failure.pointer === '' && isOfOtherType(failure);
}

/** `r=100,g=200` */
function objectOfPairs(parts: readonly string[]): Json {
  return Object.fromEntries(
    parts.map((part) => {
      const [name = '', ...value] = part.split('=');
      return [name, value.join('=')];
    }),
  );
}

/** `r,100,g,200` */
function objectInTurn(parts: readonly string[]): Json {
  const pairs: [string, string][] = [];
  for (let index = 0; index < parts.length; index += 2) {
    pairs.push([parts[index] ?? '', parts[index + 1] ?? '']);
  }
  return Object.fromEntries(pairs);
}
