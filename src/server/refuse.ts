/** Whatever was thrown becomes an answer in the API's own error schema. Nothing else writes an error. */
import type { Api, Exchange } from './api.ts';
import type { Defect } from './events.ts';
import type { Principal, WrittenProblem } from './options.ts';
import { Problem } from './problem.ts';
import { problemHeaders } from './problem-headers.ts';
import type { StoredReply } from './stores.ts';
import { validateResponse } from './validate-response.ts';

/** A handler returned what the contract does not allow. */
export class BrokenReply extends Error {
  readonly status: number;
  readonly defects: readonly Defect[];

  constructor(status: number, defects: readonly Defect[]) {
    super('The reply breaks the contract.');
    this.status = status;
    this.defects = defects;
  }
}

/** @returns the answer, without the headers of the server */
export function refuse<P extends Principal>(api: Api<P>, exchange: Exchange, error: unknown): StoredReply {
  if (error instanceof Problem) return write(api, exchange, error);
  tell(api, exchange, error);
  return write(api, exchange, new Problem({ kind: 'internal' }));
}

/** Tells the operator of what the client is told nothing of. */
export function tell<P extends Principal>(api: Api<P>, exchange: Exchange, error: unknown): void {
  const { requestId, operation } = exchange;
  if (error instanceof BrokenReply && operation !== undefined) {
    const { status, defects } = error;
    api.log({ event: 'broken_reply', requestId, operation, status, defects });
  } else api.log({ event: 'exception', requestId, operation, error });
}

function write<P extends Principal>(api: Api<P>, exchange: Exchange, problem: Problem): StoredReply {
  const { requestId, operation } = exchange;
  const { facts } = problem;
  const written = tryToWrite(api, exchange, problem);
  const own = problemHeaders(facts, operation, api.security);
  if (written === undefined) {
    return facts.kind === 'internal' ? BARE : write(api, exchange, new Problem({ kind: 'internal' }));
  }
  if (operation === undefined) return asWritten(written, own);
  const { reply, defects } = validateResponse(operation, written, { ...exchange.own, ...own }, api);
  if (defects.length === 0) return { ...reply, headers: { ...reply.headers, ...own } };
  api.log({ event: 'undocumented_problem', requestId, operation, facts, status: written.status, defects });
  // Rather an internal problem that is documented than an answer that no client expects.
  if (api.isStrict && facts.kind !== 'internal')
    return write(api, exchange, new Problem({ kind: 'internal' }));
  return asWritten(written, own);
}

/** The last resort, where an API cannot even say that something went wrong. */
const BARE: StoredReply = { status: 500, headers: {}, body: undefined };

function tryToWrite<P extends Principal>(
  api: Api<P>,
  { requestId, operation }: Exchange,
  problem: Problem,
): WrittenProblem | undefined {
  try {
    return api.problem(problem, { requestId, operation });
  } catch (error) {
    api.log({ event: 'exception', requestId, operation, error });
    return undefined;
  }
}

function asWritten(
  { status, headers, body, mediaType = 'application/json' }: WrittenProblem,
  own: Readonly<Record<string, string>>,
): StoredReply {
  const bytes = Buffer.from(JSON.stringify(body) ?? 'null');
  return { status, headers: { ...headers, ...own, 'Content-Type': mediaType }, body: bytes };
}
