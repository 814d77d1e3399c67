import type { Exchange } from '../model/exchange.ts';
import type { HttpClient } from './http-client.ts';

export interface Watch {
  /** Resolves when the next request may be sent. */
  readonly turn: (() => Promise<void>) | undefined;
  readonly onExchange: ((exchange: Exchange, startedAt: Date) => void) | undefined;
  readonly now: () => Date;
}

/** A client that sends when it is its turn, and tells what went over the wire. */
export function watchClient(client: HttpClient, { turn, onExchange, now }: Watch): HttpClient {
  if (turn === undefined && onExchange === undefined) return client;
  return {
    ...client,
    async send(request) {
      await turn?.();
      const startedAt = now();
      const exchange = await client.send(request);
      onExchange?.(exchange, startedAt);
      return exchange;
    },
  };
}
