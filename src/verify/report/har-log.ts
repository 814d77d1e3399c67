/** Keeps what went over the wire, within bounds. */
import type { Exchange } from '../model/exchange.ts';

/** An exchange that is kept for an HTTP Archive. */
export interface HarEntry {
  readonly exchange: Exchange;
  readonly startedAt: Date;
  /** The case that it was for, where it was for one. */
  readonly caseName: string | undefined;
}

/** Exchanges that are kept; those after them are counted. */
const MOST_ENTRIES = 20_000;

/** Bytes of bodies that are kept in all. */
export const MOST_BYTES = 64 * 1024 * 1024;

/** Bytes that are kept of one body. */
export const LONGEST_KEPT_BODY = 64 * 1024;

/** Keeps the exchanges of a run, as many as its bounds allow. */
export class HarLog {
  readonly #entries: { exchange: Exchange; startedAt: Date }[] = [];
  readonly #caseNames = new WeakMap<Exchange, string>();
  /** The exchanges that are kept are copies with shorter bodies. */
  readonly #originals = new WeakMap<Exchange, Exchange>();
  #bytes = 0;
  #leftOut = 0;

  /** In the order in which they were sent. */
  get entries(): readonly HarEntry[] {
    return this.#entries
      .map(({ exchange, startedAt }) => {
        const original = this.#originals.get(exchange) ?? exchange;
        return { exchange, startedAt, caseName: this.#caseNames.get(original) };
      })
      .sort((one, other) => one.startedAt.getTime() - other.startedAt.getTime());
  }

  /** How many exchanges were too many. */
  get leftOut(): number {
    return this.#leftOut;
  }

  add(exchange: Exchange, startedAt: Date): void {
    const kept = cutBodies(exchange);
    const bytes = (kept.request.body?.length ?? 0) + (kept.response?.body.length ?? 0);
    if (this.#entries.length >= MOST_ENTRIES || this.#bytes + bytes > MOST_BYTES) {
      this.#leftOut += 1;
      return;
    }
    this.#bytes += bytes;
    this.#originals.set(kept, exchange);
    this.#entries.push({ exchange: kept, startedAt });
  }

  /** Says which case `exchange` was for. */
  nameCase(exchange: Exchange, caseName: string): void {
    this.#caseNames.set(exchange, caseName);
  }
}

function cutBodies(exchange: Exchange): Exchange {
  const { request, response } = exchange;
  const isLong =
    (request.body?.length ?? 0) > LONGEST_KEPT_BODY || (response?.body.length ?? 0) > LONGEST_KEPT_BODY;
  if (!isLong) return exchange;
  return {
    ...exchange,
    request: { ...request, body: request.body?.slice(0, LONGEST_KEPT_BODY) },
    response: response && { ...response, body: response.body.slice(0, LONGEST_KEPT_BODY) },
  };
}
