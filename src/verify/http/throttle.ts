/** Honours a target that asks to be left alone for a while: 429 with `Retry-After`. */
import { type Exchange, headerOf } from '../model/exchange.ts';
import type { Throttled } from '../model/run.ts';
import type { Pause } from './pause.ts';

/** Seconds. A target that asks for more is not waited for. */
const LONGEST_WAIT = 120;

/** How often one request is sent again. */
export const MOST_RETRIES = 5;

/** One gate for a whole run: when one case is told to wait, all do. */
export class Throttle {
  #until = 0;
  #count = 0;
  #waited = 0;
  readonly #now: () => Date;
  readonly #pause: Pause;
  readonly #onWait: (milliseconds: number) => void;

  /** @param onWait told how long the run waits from now on */
  constructor(now: () => Date, pause: Pause, onWait: (milliseconds: number) => void) {
    this.#now = now;
    this.#pause = pause;
    this.#onWait = onWait;
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
    if (wait > 0) await this.#pause(wait);
  }

  #closeFor(wait: number): void {
    const now = this.#now().getTime();
    const until = Math.max(this.#until, now + wait);
    const longer = until - Math.max(this.#until, now);
    this.#waited += longer;
    this.#until = until;
    if (longer > 0) this.#onWait(until - now);
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
