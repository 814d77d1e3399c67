import type { Response } from 'express';
import type { StoredReply } from './stores.ts';

/**
 * Sends an answer. Where the client has gone away, nothing happens. To HEAD, Node sends the headers and no body.
 *
 * @param own headers of the server, which win over those of the reply
 */
export function send(response: Response, reply: StoredReply, own: Readonly<Record<string, string>>): void {
  const { status, headers, body } = reply;
  for (const [name, value] of [...Object.entries(headers), ...Object.entries(own)]) {
    response.setHeader(name, value);
  }
  response.statusCode = status;
  if (body !== undefined) response.setHeader('Content-Length', body.byteLength);
  response.end(body);
}
