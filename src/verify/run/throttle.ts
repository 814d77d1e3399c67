/** Honours a target that asks to be left alone for a while: 429 with `Retry-After`. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Exchange, headerOf } from '../exchange.ts';
import type { Throttled } from '../report/report.ts';

/** Seconds. A target that asks for more is not waited for. */
export const LONGEST_WAIT = 120;

/** How often one request is sent again. */
export const MOST_RETRIES = 5;

/** One gate for a whole run: when one case is told to wait, all do. */
export class Throttle {
  #until = 0;
  #count = 0;
  #waited = 0;
  readonly #now: () => Date;

  constructor(now: () => Date) {
    this.#now = now;
  }

  get throttled(): Throttled {
    return { count: this.#count, waited: this.#waited };
  }

  /** Sends, and sends again after the wait that a 429 asks for. */
  async send(send: () => Promise<Exchange>): Promise<Exchange> {
    for (let attempt = 0; ; attempt++) {
      await this.#pass();
      const exchange = await send();
      const wait = exchange.response?.status === 429 ? waitOf(exchange, this.#now()) : undefined;
      if (wait === undefined || wait > LONGEST_WAIT || attempt >= MOST_RETRIES) return exchange;
      this.#count += 1;
      this.#closeFor(wait * 1000);
    }
  }

  async #pass(): Promise<void> {
    const wait = this.#until - this.#now().getTime();
    if (wait > 0) await sleep(wait);
  }

  #closeFor(wait: number): void {
    const now = this.#now().getTime();
    const until = Math.max(this.#until, now + wait);
    this.#waited += until - Math.max(this.#until, now);
    this.#until = until;
  }
}

/** Seconds, from `Retry-After` in either of its forms (RFC 9110 §10.2.3); one second where there is none. */
function waitOf({ response }: Exchange, now: Date): number {
  const field = response === undefined ? undefined : headerOf(response, 'retry-after');
  if (field === undefined) return 1;
  if (/^\d+$/.test(field)) return Number(field);
  const date = Date.parse(field);
  return Number.isNaN(date) ? 1 : Math.max(0, (date - now.getTime()) / 1000);
}
