import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import type { StoredReply } from './stores.ts';

/** An answer, or the head of one whose items come one after the other. */
export interface SentReply extends StoredReply {
  readonly stream?: AsyncIterable<Uint8Array>;
}

/**
 * Sends an answer. Where the client has gone away, nothing happens. To HEAD, Node sends the headers and no body.
 *
 * @param own headers of the server, which win over those of the reply
 * @param onBroken told why a stream ended before its end, where the client was still there
 */
export function send(
  response: Response,
  reply: SentReply,
  own: Readonly<Record<string, string>>,
  onBroken: (error: unknown) => void,
): void {
  const { status, headers, body, stream } = reply;
  for (const [name, value] of [...Object.entries(headers), ...Object.entries(own)]) {
    response.setHeader(name, value);
  }
  response.statusCode = status;
  if (stream !== undefined && response.req.method !== 'HEAD') {
    sendStream(response, stream, onBroken);
    return;
  }
  if (body !== undefined) response.setHeader('Content-Length', body.byteLength);
  response.end(body);
}

/** A stream that breaks off takes its connection with it: to end it properly would call it complete. */
function sendStream(
  response: Response,
  stream: AsyncIterable<Uint8Array>,
  onBroken: (error: unknown) => void,
): void {
  // The first item may be long in coming, and the client learns that it is heard.
  response.flushHeaders();
  let hasLeft = false;
  response.once('close', () => {
    hasLeft = !response.writableFinished;
  });
  pipeline(Readable.from(stream), response).catch((error: unknown) => {
    if (!hasLeft || !isEarlyClose(error)) onBroken(error);
  });
}

function isEarlyClose(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
}
