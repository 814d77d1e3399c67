/** Proves an answer against the responses that its operation documents. */
import type { SchemaChecker } from '../../contract/checker.ts';
import type { Contract, Operation, ResponseSpec } from '../../contract/contract.ts';
import type { Json } from '../../contract/json.ts';
import { headerOf, type WireResponse } from '../exchange.ts';
import { describeValue } from '../values/describe-value.ts';
import type { Schemas } from '../values/schemas.ts';
import { readText } from '../wire/text.ts';
import type { Deviation } from './deviation.ts';
import { isJson, matchMediaType } from './media-type.ts';

/** What an answer says, and how it differs from what is documented. */
export interface Judgement {
  readonly spec: ResponseSpec | undefined;
  readonly body: Json | undefined;
  readonly deviations: readonly Deviation[];
}

/** A contract, ready to prove answers against. */
export interface Rules {
  readonly contract: Contract;
  readonly schemas: Schemas;
  readonly checker: SchemaChecker;
}

export function judgeAnswer(
  rules: Rules,
  operation: Operation,
  method: string,
  response: WireResponse,
): Judgement {
  const spec = specFor(operation, response.status);
  if (spec === undefined) {
    const documented = operation.responses.map(({ status }) => status).join(', ');
    const deviation = deviate('undocumented status', `${operation.pointer}/responses`, {
      detail: String(response.status),
      message: `answered ${response.status}, which the contract does not document`,
      expected: `one of ${documented}`,
      actual: String(response.status),
    });
    return { spec, body: readBody(response), deviations: [deviation] };
  }
  return {
    spec,
    body: readBody(response),
    deviations: [...judgeHeaders(rules, spec, response), ...judgeBody(rules.checker, spec, method, response)],
  };
}

/** The documented response for `status`: its own, its class's, or the default. */
export function specFor({ responses }: Operation, status: number): ResponseSpec | undefined {
  return [String(status), `${Math.floor(status / 100)}XX`, 'default']
    .map((key) => responses.find((response) => response.status === key))
    .find((response) => response !== undefined);
}

function judgeHeaders(
  { schemas, checker }: Rules,
  { headers }: ResponseSpec,
  response: WireResponse,
): Deviation[] {
  return headers.flatMap(({ name, required, schemaPointer, pointer }) => {
    const text = headerOf(response, name.toLowerCase());
    if (text === undefined) {
      if (!required) return [];
      const message = `the answer has no ${name} field`;
      return deviate('missing header', pointer, {
        detail: name,
        message,
        expected: name,
        actual: 'no such field',
      });
    }
    const [failure] = checker.check(schemaPointer, readText(text, schemas.typesAt(schemaPointer)));
    if (failure === undefined) return [];
    return deviate('wrong header', failure.schemaPointer, {
      detail: name,
      message: `${name} ${failure.message}`,
      expected: describeClause(failure.keyword, failure.expected),
      actual: text,
    });
  });
}

/** RFC 9110 §6.4.1: these answers never have content. */
const EMPTY: ReadonlySet<number> = new Set([204, 205, 304]);

function judgeBody(
  checker: SchemaChecker,
  { status, content, pointer }: ResponseSpec,
  method: string,
  response: WireResponse,
): Deviation[] {
  const { body } = response;
  if (method === 'HEAD' || EMPTY.has(response.status)) return [];
  if (content.length === 0) {
    if (body.length === 0) return [];
    const message = `a ${status} answer has a body, and the contract documents none`;
    const detail = status;
    const sizes = { expected: 'no body', actual: `${body.length} bytes` };
    return [{ ...deviate('unexpected body', pointer, { detail, message, ...sizes }), severity: 'notice' }];
  }
  const documented = content.map(({ type }) => type).join(' or ');
  if (body.length === 0) {
    const message = `a ${status} answer has no body`;
    return [
      deviate('missing body', pointer, { detail: status, message, expected: documented, actual: 'no body' }),
    ];
  }
  const contentType = headerOf(response, 'content-type') ?? '';
  const media = matchMediaType(content, contentType);
  if (media === undefined) {
    const actual = contentType === '' ? 'no Content-Type' : contentType;
    const message = `the body is of another media type: ${actual}`;
    return [
      deviate('wrong media type', `${pointer}/content`, {
        detail: actual,
        message,
        expected: documented,
        actual,
      }),
    ];
  }
  const value = readBody(response);
  if (value === undefined) {
    const text = new TextDecoder().decode(body.subarray(0, 80));
    const message = 'the body is no JSON';
    return [
      deviate('malformed body', media.pointer, { detail: '', message, expected: 'JSON', actual: text }),
    ];
  }
  if (media.schema === undefined) return [];
  return checker.check(media.schemaPointer, value).map((failure) =>
    deviate('wrong body', failure.schemaPointer, {
      detail: failure.pointer.replaceAll(/\/\d+/g, '/*'),
      message: `${failure.pointer === '' ? 'the body' : failure.pointer} ${failure.message}`,
      expected: describeClause(failure.keyword, failure.expected),
      actual: failure.actual === undefined ? 'nothing' : describeValue(failure.actual),
    }),
  );
}

/** The body as JSON where it says that it is, as text otherwise; `undefined` where it is empty or broken. */
export function readBody(response: WireResponse): Json | undefined {
  if (response.body.length === 0) return undefined;
  const text = new TextDecoder().decode(response.body);
  if (!isJson(headerOf(response, 'content-type') ?? '')) return text;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function describeClause(keyword: string, expected: Json): string {
  return `${keyword} ${describeValue(expected)}`;
}

function deviate(
  kind: Deviation['kind'],
  pointer: string,
  rest: Pick<Deviation, 'detail' | 'message' | 'expected' | 'actual'>,
): Deviation {
  return { severity: 'error', kind, pointer, ...rest };
}
