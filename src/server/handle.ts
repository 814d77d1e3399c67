import type { Json, Operation, ParameterPlace } from '@countersign/contract';
import type { Api, Exchange } from './api.ts';
import type { Principal } from './options.ts';
import { Problem } from './problem.ts';
import { BrokenReply, refuse } from './refuse.ts';
import type { RequestData } from './request-data.ts';
import type { SentReply } from './send.ts';
import { validateResponse } from './validate-response.ts';

/** The handler and the validation of its reply are one unit of work: what breaks the contract leaves nothing behind. */
export async function handle<P extends Principal>(
  api: Api<P>,
  exchange: Exchange,
  operation: Operation,
  data: RequestData,
  principal: P | undefined,
): Promise<SentReply> {
  const input = {
    params: valuesIn('path', operation, data),
    query: queryOf(operation, data),
    headers: valuesIn('header', operation, data),
    cookies: valuesIn('cookie', operation, data),
    body: data.form?.body ?? data.bytes ?? data.body,
    principal,
    requestId: exchange.requestId,
    operation,
  };
  try {
    return await api.unitOfWork(async () => {
      const draft = await api.handlers.get(operation.id)?.(input);
      if (typeof draft?.status !== 'number') throw new TypeError(`${operation.id} returned no reply`);
      const { reply, defects } = validateResponse(operation, draft, exchange.own, api);
      if (defects.length > 0) throw new BrokenReply(draft.status, defects);
      return reply;
    });
  } catch (error) {
    const problem = error instanceof Problem ? undefined : api.refusal?.(error, input);
    return refuse(api, exchange, problem ?? error);
  }
}

/** The parameters in the query, or the one that is all of it: `undefined` where that was not sent. */
function queryOf(operation: Operation, data: RequestData): Json | undefined {
  const whole = operation.parameters.find((parameter) => parameter.in === 'querystring');
  return whole === undefined ? valuesIn('query', operation, data) : data.parameters.get(whole);
}

function valuesIn(place: ParameterPlace, operation: Operation, data: RequestData): Record<string, Json> {
  const declared = operation.parameters.filter((parameter) => parameter.in === place);
  return Object.fromEntries(
    declared.flatMap((parameter) => {
      const value = data.parameters.get(parameter);
      return value === undefined ? [] : [[parameter.name, value]];
    }),
  );
}
