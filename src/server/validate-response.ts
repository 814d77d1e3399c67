/** An answer against the contract, before anything of it is sent. */
import { findResponse, type Operation } from '@countersign/contract';
import type { Defect } from './events.ts';
import type { Proving } from './proving.ts';
import type { SentReply } from './send.ts';
import { validateResponseBody } from './validate-response-body.ts';
import { validateResponseHeaders } from './validate-response-headers.ts';

/** A reply as a handler or the writer of problems gives it. */
export interface Draft {
  readonly status: number;
  readonly headers?: Readonly<Record<string, unknown>> | undefined;
  readonly body?: unknown;
  readonly mediaType?: string | undefined;
}

export interface Proof {
  /** The answer as it goes on the wire, without the headers of the server. */
  readonly reply: SentReply;
  /** Empty: it keeps the contract. */
  readonly defects: readonly Defect[];
}

/**
 * @param own the headers that the server adds to this answer: they count as sent
 */
export function validateResponse(
  operation: Operation,
  draft: Draft,
  own: Readonly<Record<string, string>>,
  proving: Proving,
): Proof {
  const spec = findResponse(operation, draft.status);
  if (spec === undefined) return undocumented(operation, draft.status);
  const body = validateResponseBody(spec, draft, proving);
  const headers = validateResponseHeaders(spec, draft.headers ?? {}, own, proving.checker);
  const type: Record<string, string> = body.type === undefined ? {} : { 'Content-Type': body.type };
  return {
    reply: {
      status: draft.status,
      headers: { ...headers.lines, ...type },
      body: body.bytes,
      ...(body.stream === undefined ? {} : { stream: body.stream }),
    },
    defects: [...headers.defects, ...body.defects, ...(body.stream ? streamDefects(operation) : [])],
  };
}

/** The answer to a key is kept, to be given again. */
function streamDefects({ idempotent, pointer }: Operation): Defect[] {
  if (!idempotent) return [];
  const message = 'must be a list, and no stream, where an idempotency key may ask for it again';
  return [{ in: 'body', path: '', clause: 'x-idempotency', message, pointer }];
}

function undocumented({ responses, pointer }: Operation, status: number): Proof {
  const defect: Defect = {
    in: 'status',
    path: '',
    clause: `documented: ${responses.map((response) => response.status).join(', ')}`,
    message: `${status} is not documented`,
    pointer: `${pointer}/responses`,
  };
  return { reply: { status, headers: {}, body: undefined }, defects: [defect] };
}
