import type { Pause } from './pause.ts';

/** Lets at most so many requests a second begin, evenly spaced: a target is asked, not flattened. */
export class RequestRate {
  readonly #spacing: number;
  #pause: Pause;
  readonly #now: () => number;
  /** When the next request may begin, in milliseconds of `now`. */
  #next = 0;

  /** @param now milliseconds of a clock that never goes back */
  constructor(rate: number, pause: Pause, now: () => number) {
    this.#spacing = 1000 / rate;
    this.#pause = pause;
    this.#now = now;
  }

  /** Resolves when it is the caller's turn. */
  async turn(): Promise<void> {
    const now = this.#now();
    const turn = Math.max(now, this.#next);
    this.#next = turn + this.#spacing;
    // Timers count whole milliseconds, and cut off the rest.
    if (turn > now) await this.#pause(Math.ceil(turn - now));
  }

  /** Begins anew, with other pauses: the old ones have ended, and with them who waited for a turn. */
  restart(pause: Pause): void {
    this.#next = 0;
    this.#pause = pause;
  }
}
