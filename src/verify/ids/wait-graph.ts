/** Who waits for whom while ids are made: makings that wait for one another would never end. */
import { Unavailable } from '../model/unavailable.ts';

/** Stands for one making of ids, by identity. */
export type Task = object;

/** Ids on their way, which several cases may wait for. */
export interface Pending<Result> {
  readonly task: Task;
  readonly result: Promise<Result>;
}

/** Begins to make something; `work` is told its own task, to wait in its name. */
export function pending<Result>(work: (task: Task) => Promise<Result>): Pending<Result> {
  const task: Task = {};
  const result = work(task);
  // Whoever waits is told of a failure; that nobody does is none.
  result.catch(() => undefined);
  return { task, result };
}

export class WaitGraph {
  /** A task waits for one other at a time. */
  readonly #awaited = new Map<Task, Task>();

  /**
   * What is being made, once it is there.
   *
   * @param waiter the task that needs it; `undefined` where nothing waits for who asks
   * @throws {Unavailable} it waits for `waiter` itself
   */
  async until<Result>(waiter: Task | undefined, { task, result }: Pending<Result>): Promise<Result> {
    if (waiter === undefined) return result;
    for (let awaited: Task | undefined = task; awaited !== undefined; awaited = this.#awaited.get(awaited)) {
      if (awaited === waiter) throw new Unavailable('it is needed to make itself');
    }
    this.#awaited.set(waiter, task);
    try {
      return await result;
    } finally {
      this.#awaited.delete(waiter);
    }
  }
}
