/** Sends requests as bytes over kept-alive connections. */
import { type ClientRequest, Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { Exchange, HeaderLine, WireRequest, WireResponse } from '../model/exchange.ts';
import { readAnswer } from './read-answer.ts';

/** What a client connects to, and how. */
export interface HttpClientOptions {
  /** Where the paths begin: `http://127.0.0.1:3000/api/v1`. */
  readonly baseUrl: string;
  /** Sent with every request. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Most connections at once. */
  readonly connections: number;
  /** Milliseconds until an answer that does not come, or does not end, is given up. @default 10_000 */
  readonly timeout?: number;
}

/** Sends requests to one base URL. */
export interface HttpClient {
  /** Never throws: an answer that does not come is an exchange with a `failure`. */
  send(request: WireRequest): Promise<Exchange>;
  close(): void;
}

/** Milliseconds. */
const ANSWER_TIMEOUT = 10_000;

/** A client for the target at `baseUrl`; it keeps its connections until it is closed. */
export function createHttpClient({
  baseUrl,
  headers = {},
  connections,
  timeout = ANSWER_TIMEOUT,
}: HttpClientOptions): HttpClient {
  const base = new URL(baseUrl);
  const isHttps = base.protocol === 'https:';
  const agent = new (isHttps ? HttpsAgent : HttpAgent)({ keepAlive: true, maxSockets: connections });
  const request = isHttps ? httpsRequest : httpRequest;
  const prefix = base.pathname.replace(/\/$/, '');
  const common: HeaderLine[] = Object.entries(headers);
  let isOver = false;

  return {
    send(wire) {
      const started = performance.now();
      const sent = common.length === 0 ? wire : { ...wire, headers: [...common, ...wire.headers] };
      return new Promise<Exchange>((resolve) => {
        let isDone = false;
        const done = (response: WireResponse | undefined, failure?: string): void => {
          isDone = true;
          resolve({ baseUrl, request: sent, response, failure, duration: performance.now() - started });
        };
        const open = (): ClientRequest =>
          request(
            {
              agent,
              protocol: base.protocol,
              hostname: base.hostname.replace(/^\[|\]$/g, ''),
              port: base.port,
              method: wire.method,
              path: `${prefix}${wire.target}`,
              headers: flatten([...sent.headers, ...lengthOf(wire), ['Host', base.host]]),
              timeout,
            },
            (incoming) => readAnswer(incoming, timeout, done),
          );
        const attempt = (): void => {
          let outgoing: ClientRequest;
          try {
            outgoing = open();
          } catch (error) {
            // Node does not write what no HTTP message can hold: a space in the target, a line break in a field.
            if (!(error instanceof TypeError)) throw error;
            done(undefined, `not sent: ${describeError(error)}`);
            return;
          }
          outgoing.on('timeout', () => {
            done(undefined, `no answer within ${timeout} ms`);
            outgoing.destroy();
          });
          // A server may answer and close before it has read a large body; then the answer counts.
          outgoing.on('error', (error) => {
            // RFC 9112 §9.5: a server may have closed the connection while it was idle. A new one is never reused.
            if (outgoing.reusedSocket && isClosed(error) && !isDone && !isOver) attempt();
            else done(undefined, describeError(error));
          });
          outgoing.end(wire.body);
        };
        attempt();
      });
    },
    close: () => {
      isOver = true;
      agent.destroy();
    },
  };
}

function lengthOf({ method, body }: WireRequest): HeaderLine[] {
  if (body !== undefined) return [['Content-Length', String(body.length)]];
  // RFC 9110 §8.6: a method that anticipates content says that there is none.
  return ['POST', 'PUT', 'PATCH', 'QUERY'].includes(method) ? [['Content-Length', '0']] : [];
}

function flatten(lines: readonly HeaderLine[]): string[] {
  return lines.flat();
}

function isClosed({ code }: Error & { readonly code?: string }): boolean {
  return code === 'ECONNRESET' || code === 'EPIPE';
}

function describeError(error: Error & { readonly code?: string }): string {
  // OpenSSL names the place in its source, too: `…:SSL routines:function:reason:file:line:`.
  const [, reason] = /:SSL routines:[^:]*:([^:]+):/.exec(error.message) ?? [];
  if (reason !== undefined) return `TLS: ${reason}`;
  return error.message === '' ? (error.code ?? error.name) : error.message;
}
