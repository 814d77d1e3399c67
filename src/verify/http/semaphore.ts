/** Lets at most a number of tasks run at once; the others wait their turn in order. */
export class Semaphore {
  readonly #most: number;
  #free: number;
  readonly #waiting: { readonly places: number; readonly start: () => void }[] = [];

  constructor(most: number) {
    this.#most = most;
    this.#free = most;
  }

  run<Result>(task: () => Promise<Result>): Promise<Result> {
    return this.#occupy(1, task);
  }

  /** Runs `task` while no other task runs. */
  runAlone<Result>(task: () => Promise<Result>): Promise<Result> {
    return this.#occupy(this.#most, task);
  }

  async #occupy<Result>(places: number, task: () => Promise<Result>): Promise<Result> {
    if (this.#waiting.length > 0 || this.#free < places) {
      await new Promise<void>((start) => this.#waiting.push({ places, start }));
    } else this.#free -= places;
    try {
      return await task();
    } finally {
      this.#free += places;
      this.#startNext();
    }
  }

  #startNext(): void {
    for (
      let next = this.#waiting[0];
      next !== undefined && next.places <= this.#free;
      next = this.#waiting[0]
    ) {
      this.#waiting.shift();
      this.#free -= next.places;
      next.start();
    }
  }
}
