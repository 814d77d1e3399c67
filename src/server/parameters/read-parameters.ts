/** Reads the parameters of an operation out of a request: by style, coerced to what their schemas want. */
import {
  type Json,
  type JsonObject,
  type Operation,
  type Parameter,
  type SchemaChecker,
  toPointer,
  type Violation,
} from '@countersign/contract';
import { cookieValues } from '../cookies.ts';
import { parseJson } from '../parse-json.ts';
import { coerceBySchema } from './coerce.ts';
import { isPartOf, isTooDeep, readDeepObject, TOO_DEEP } from './deep-object.ts';
import { isList, isObjectOnly, type Pairs, readQuery, readText } from './deserialize.ts';
import { TextSchema } from './text-schema.ts';
import { readWholeQuery } from './whole-query.ts';

/** What a request says, before anything is decoded. */
export interface SentParameters {
  /** By name, as they stand in the path. */
  readonly path: ReadonlyMap<string, string>;
  /** Without `?`. */
  readonly search: string;
  /** By name in lower case; several lines are joined. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly cookies: Readonly<Record<string, string>>;
}

export interface ReadParameters {
  /** Those that were sent. */
  readonly values: Map<Parameter, Json>;
  /** What cannot be read, and what the contract does not declare. */
  readonly violations: readonly Violation[];
}

export type ParameterReader = (sent: SentParameters) => ReadParameters;

/**
 * A reader for the parameters of `operation`, whose schemas are looked at once.
 *
 * @param checker tells what a text stands for that may stand for several things
 * @param others names of the query that belong to somebody else: an API key
 */
export function parameterReader(
  document: JsonObject,
  { parameters }: Operation,
  checker: Pick<SchemaChecker, 'check'>,
  others: ReadonlySet<string>,
): ParameterReader {
  const meaning = ({ schemaPointer }: Parameter, schema: TextSchema, raw: Json): Json =>
    coerceBySchema(
      schema,
      raw,
      (value) => new Set(checker.check(schemaPointer, value).map(({ pointer }) => pointer)),
    );
  const declared = parameters.map((parameter) => ({
    parameter,
    schema: new TextSchema(document, [parameter.schema]),
  }));
  const query = declared.filter(({ parameter }) => parameter.in === 'query');
  const names = new Set(query.map(({ parameter }) => parameter.name));
  const deep = query.filter(({ parameter }) => parameter.style === 'deepObject');
  const spread = query.filter(({ parameter, schema }) => isSpread(parameter, schema));
  const properties = new Set(spread.flatMap(({ schema }) => schema.propertyNames));
  const isWhole = parameters.some((parameter) => parameter.in === 'querystring');
  const isTaken = (name: string): boolean =>
    names.has(name) ||
    properties.has(name) ||
    others.has(name) ||
    deep.some(({ parameter }) => isPartOf(parameter, name));
  const isBeyond = (name: string): boolean =>
    isTooDeep(name) && !names.has(name) && deep.some(({ parameter }) => isPartOf(parameter, name));
  // What nothing else declares belongs to the object that takes it, unless several do.
  const ownerOf = (name: string): TextSchema | undefined => {
    const [owner, ...rivals] = spread.filter(({ schema }) => schema.declares(name));
    return rivals.length === 0 ? owner?.schema : undefined;
  };
  const ownNames = (schema: TextSchema): ((name: string) => boolean) => {
    const own = new Set(schema.propertyNames);
    return (name) => own.has(name) || (!isTaken(name) && ownerOf(name) === schema);
  };
  const readable = declared.map((each) => ({ ...each, isOwn: ownNames(each.schema) }));
  const isKnown = (name: string): boolean => isWhole || isTaken(name) || ownerOf(name) !== undefined;
  return (sent) => {
    const pairs = pairsOf(sent.search);
    const values = new Map<Parameter, Json>();
    const violations: Violation[] = [];
    for (const { parameter, schema, isOwn } of readable) {
      if (parameter.in === 'querystring') {
        const read = readWholeQuery(parameter, schema, sent.search, others);
        if (read !== undefined && 'value' in read) values.set(parameter, read.value);
        else if (read !== undefined) violations.push(unreadable(parameter, sent.search, read.reason));
        continue;
      }
      const raw = rawValue(parameter, schema, sent, pairs, isOwn);
      if (raw === undefined || isLeftEmpty(parameter, raw)) continue;
      if (parameter.mediaType === undefined) values.set(parameter, meaning(parameter, schema, raw));
      else {
        const parsed =
          typeof raw === 'string'
            ? parseContent(parameter.mediaType, raw)
            : { reason: 'is sent more than once' };
        if ('value' in parsed) values.set(parameter, parsed.value);
        else violations.push(unreadable(parameter, raw, parsed.reason));
      }
    }
    const sentNames = [...new Set(pairs.map(([name]) => decodeQuery(name)))];
    const unknown = sentNames.filter((name) => !isKnown(name));
    violations.push(...unknown.map((name) => undeclared(name, pairs, 'is not a known parameter')));
    violations.push(...sentNames.filter(isBeyond).map((name) => undeclared(name, pairs, TOO_DEEP)));
    return { values, violations };
  };
}

function rawValue(
  parameter: Parameter,
  schema: TextSchema,
  { path, headers, cookies }: SentParameters,
  pairs: Pairs,
  isOwn: (name: string) => boolean,
): Json | undefined {
  const { name, in: place, style, mediaType } = parameter;
  const read = (raw: string | undefined, decode: (text: string) => string): Json | undefined => {
    if (raw === undefined) return undefined;
    return mediaType === undefined ? readText(parameter, schema, raw, decode) : decode(raw);
  };
  switch (place) {
    case 'path':
      return read(path.get(name), decodeURIComponent);
    case 'header': {
      const value = headers[name.toLowerCase()];
      return read(typeof value === 'object' ? value.join(',') : value, (text) => text.trim());
    }
    case 'cookie': {
      // OpenAPI 3.2 §4.12.3: in that style what stands in a cookie is the value, with no escapes.
      const decode = style === 'cookie' ? (text: string) => text : decodeLeniently;
      if (isSpread(parameter, schema)) return spreadCookies(schema, cookies, decode);
      const lines = style === 'cookie' && parameter.explode && isList(schema);
      if (lines) return cookieValues(headers['cookie'], name);
      return read(Object.hasOwn(cookies, name) ? cookies[name] : undefined, decode);
    }
    case 'querystring':
      return undefined;
    case 'query': {
      if (mediaType !== undefined) {
        const [first, ...more] = pairs
          .filter(([each]) => decodeQuery(each) === name)
          .map(([, value]) => decodeQuery(value));
        return first === undefined || more.length === 0 ? first : [first, ...more];
      }
      return style === 'deepObject' && !pairs.some(([each]) => decodeQuery(each) === name)
        ? readDeepObject(parameter, schema, pairs, decodeQuery)
        : readQuery(parameter, schema, pairs, decodeQuery, isOwn);
    }
  }
}

/** Whether the properties of an object stand by their own names: `role=admin&level=3`. */
function isSpread({ style, explode, mediaType }: Parameter, schema: TextSchema): boolean {
  return (
    (style === 'form' || style === 'cookie') && explode && mediaType === undefined && isObjectOnly(schema)
  );
}

/** Cookies that the schema does not name belong to somebody else. */
function spreadCookies(
  schema: TextSchema,
  cookies: SentParameters['cookies'],
  decode: (text: string) => string,
): JsonObject | undefined {
  const entries = schema.propertyNames
    .filter((name) => Object.hasOwn(cookies, name))
    .map((name) => [name, decode(cookies[name] ?? '')] as const);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** OpenAPI 3.1.1 §4.8.12.2: a parameter that may be sent without a value is as good as not sent then. */
function isLeftEmpty({ allowEmptyValue, required }: Parameter, value: Json): boolean {
  return allowEmptyValue && !required && value === '';
}

function parseContent(mediaType: string, text: string): ReturnType<typeof parseJson> {
  return /[/+]json\b/i.test(mediaType) ? parseJson(text) : { value: text };
}

function pairsOf(search: string): Pairs {
  return search
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const equals = pair.indexOf('=');
      return equals < 0 ? ([pair, ''] as const) : ([pair.slice(0, equals), pair.slice(equals + 1)] as const);
    });
}

/** The caller has looked whether the query can be decoded at all. */
function decodeQuery(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '));
}

/** RFC 6265 §4.1.1 knows no encoding of cookies; many clients write one. */
function decodeLeniently(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function unreadable({ in: place, name, mediaType }: Parameter, actual: Json, reason: string): Violation {
  return {
    in: place,
    pointer: toPointer([name]),
    keyword: 'contentMediaType',
    expected: mediaType ?? '',
    actual,
    message: reason,
  };
}

function undeclared(name: string, pairs: Pairs, message: string): Violation {
  const values = pairs.filter(([each]) => decodeQuery(each) === name).map(([, value]) => decodeQuery(value));
  const [only = '', ...others] = values;
  const actual = others.length === 0 ? only : values;
  return {
    in: 'query',
    pointer: toPointer([name]),
    keyword: 'additionalProperties',
    expected: false,
    actual,
    message,
  };
}
