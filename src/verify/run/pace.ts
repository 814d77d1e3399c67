import type { Pause } from './pause.ts';

/** Lets at most so many requests a second begin, evenly spaced: a target is asked, not flattened. */
export class Pace {
  readonly #spacing: number;
  readonly #pause: Pause;
  /** When the next request may begin, in milliseconds of `performance.now()`. */
  #next = 0;

  constructor(rate: number, pause: Pause) {
    this.#spacing = 1000 / rate;
    this.#pause = pause;
  }

  /** Resolves when it is the caller's turn. */
  async turn(): Promise<void> {
    const now = performance.now();
    const turn = Math.max(now, this.#next);
    this.#next = turn + this.#spacing;
    if (turn > now) await this.#pause(turn - now);
  }
}
