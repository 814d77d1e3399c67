/** Proves an answer against the responses that its operation documents. */

import { findResponse, type Json, type Operation, type ResponseSpec } from '@countersign/contract';
import type { Deviation } from '../model/deviation.ts';
import type { WireResponse } from '../model/exchange.ts';
import { readBody } from '../wire/read-body.ts';
import { deviate } from './deviate.ts';
import { judgeBody } from './judge-body.ts';
import { judgeHeaders } from './judge-headers.ts';
import type { Rules } from './rules.ts';

/** What an answer says, and how it differs from what is documented. */
export interface Judgement {
  readonly spec: ResponseSpec | undefined;
  readonly body: Json | undefined;
  readonly deviations: readonly Deviation[];
}

export function judgeAnswer(
  rules: Rules,
  operation: Operation,
  method: string,
  response: WireResponse,
): Judgement {
  const spec = findResponse(operation, response.status);
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
