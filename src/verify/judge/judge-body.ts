/** Proves the body of an answer against its documented media types. */
import type { Json, MediaType, ResponseSpec } from '@countersign/contract';
import type { Deviation } from '../model/deviation.ts';
import { headerOf, type WireResponse } from '../model/exchange.ts';
import { describeValue } from '../values/describe-value.ts';
import type { JsonType } from '../values/effective-schema.ts';
import { kindOfMedia } from '../wire/media-kind.ts';
import { matchMediaType } from '../wire/media-type.ts';
import { isSequence } from '../wire/sequences.ts';
import { readText } from '../wire/text.ts';
import { deviate, deviateFrom } from './deviate.ts';
import type { Rules } from './rules.ts';

/** RFC 9110 §6.4.1: these answers never have content. */
const EMPTY: ReadonlySet<number> = new Set([204, 205, 304]);

/** @param value the body as it was read; `undefined` where it is empty or broken */
export function judgeBody(
  rules: Rules,
  spec: ResponseSpec,
  method: string,
  response: WireResponse,
  value: Json | undefined,
): Deviation[] {
  const { status: detail, content, pointer } = spec;
  const { body } = response;
  if (method === 'HEAD' || EMPTY.has(response.status)) return [];
  if (content.length === 0) {
    if (body.length === 0) return [];
    const message = `a ${detail} answer has a body, and the contract documents none`;
    const sizes = { expected: 'no body', actual: `${body.length} bytes` };
    return [{ ...deviate('unexpected body', pointer, { detail, message, ...sizes }), severity: 'notice' }];
  }
  const expected = content.map(({ type }) => type).join(' or ');
  const contentType = headerOf(response, 'content-type') ?? '';
  const media = matchMediaType(content, contentType);
  if (body.length === 0 && (media === undefined || !mayBeEmpty(contentType))) {
    const message = `a ${detail} answer has no body`;
    return [deviate('missing body', pointer, { detail, message, expected, actual: 'no body' })];
  }
  if (media !== undefined) return judgeValue(rules, media, response, value);
  const actual = contentType === '' ? 'no Content-Type' : contentType;
  const message = `the body is of another media type: ${actual}`;
  return [deviate('wrong media type', `${pointer}/content`, { detail: actual, message, expected, actual })];
}

/** A text without characters is a text, no bytes are bytes, and nothing may have happened yet. */
function mayBeEmpty(contentType: string): boolean {
  return (
    kindOfMedia(contentType) === 'text' ||
    /^(application\/octet-stream|text\/event-stream)\b/i.test(contentType)
  );
}

/** What a text can stand for. */
const TEXT_TYPES: ReadonlySet<JsonType> = new Set(['string', 'number', 'integer', 'boolean']);

function judgeValue(
  { checker, schemas }: Rules,
  { schema, schemaPointer, pointer }: MediaType,
  response: WireResponse,
  read: Json | undefined,
): Deviation[] {
  const kind = kindOfMedia(headerOf(response, 'content-type') ?? '');
  if (kind === 'json' && read === undefined) {
    const actual = new TextDecoder().decode(response.body.subarray(0, 80));
    const message = 'the body is no JSON';
    return [deviate('malformed body', pointer, { detail: '', message, expected: 'JSON', actual })];
  }
  const found = isSequence(kind) && response.body.length === 0 ? [] : read;
  if (isSequence(kind) && found === undefined) {
    const message = `one of the ${kind} of the body is no JSON`;
    const expected = `${kind} of JSON`;
    return [deviate('malformed body', pointer, { detail: '', message, expected, actual: 'text' })];
  }
  // What a schema means to an image, or to XML, is not said anywhere.
  if (schema === undefined || !(isSequence(kind) || kind === 'json' || kind === 'text')) return [];
  const types = schemas.typesAt(schemaPointer);
  // The schema of a line, and not of all lines, as it may be meant.
  if (isSequence(kind) && !types.has('array')) return [];
  // Nor what a text is to a schema of objects.
  if (kind === 'text' && ![...types].some((type) => TEXT_TYPES.has(type))) return [];
  const value = kind === 'text' ? readText(String(read ?? ''), types) : (found ?? null);
  return checker.check(schemaPointer, value).map((failure) =>
    deviateFrom('wrong body', failure, {
      detail: failure.pointer.replaceAll(/\/\d+/g, '/*'),
      message: `${failure.pointer === '' ? 'the body' : failure.pointer} ${failure.message}`,
      actual: failure.actual === undefined ? 'nothing' : describeValue(failure.actual),
    }),
  );
}
