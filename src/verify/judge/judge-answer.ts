/** Proves an answer against the responses that its operation documents. */
import type { Contract, Json, Operation, ResponseSpec, SchemaChecker } from '@countersign/contract';
import { headerOf, type WireResponse } from '../model/exchange.ts';
import type { Schemas } from '../values/schemas.ts';
import { isJson } from '../wire/media-kind.ts';
import { type Deviation, deviate } from './deviation.ts';
import { judgeBody } from './judge-body.ts';
import { judgeHeaders } from './judge-headers.ts';

/** What an answer says, and how it differs from what is documented. */
export interface Judgement {
  readonly spec: ResponseSpec | undefined;
  readonly body: Json | undefined;
  readonly deviations: readonly Deviation[];
}

/** What answers are proven with. */
export type AnswerChecker = Pick<SchemaChecker, 'check'>;

/** A contract, ready to prove answers against. */
export interface Rules {
  readonly contract: Contract;
  readonly schemas: Schemas;
  readonly checker: AnswerChecker;
}

export function judgeAnswer(
  rules: Rules,
  operation: Operation,
  method: string,
  response: WireResponse,
): Judgement {
  const spec = specFor(operation, response.status);
  const body = readBody(response);
  if (spec === undefined) {
    const documented = operation.responses.map(({ status }) => status).join(', ');
    const deviation = deviate('undocumented status', `${operation.pointer}/responses`, {
      detail: String(response.status),
      message: `answered ${response.status}, which the contract does not document`,
      expected: `one of ${documented}`,
      actual: String(response.status),
    });
    return { spec, body, deviations: [deviation] };
  }
  return {
    spec,
    body,
    deviations: [...judgeHeaders(rules, spec, response), ...judgeBody(rules, spec, method, response, body)],
  };
}

/** The documented response for `status`: its own, its class's, or the default. */
export function specFor({ responses }: Operation, status: number): ResponseSpec | undefined {
  return [String(status), `${Math.floor(status / 100)}XX`, 'default']
    .map((key) => responses.find((response) => response.status === key))
    .find((response) => response !== undefined);
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
