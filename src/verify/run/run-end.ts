/** How a run comes to its end, and what happens to what is under way then. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { VerifyOptions } from '../model/options.ts';
import type { Ended } from '../model/run.ts';
import { RunEnded } from '../model/run-ended.ts';
import type { Session } from './session.ts';

/** Milliseconds that requests under way have to be answered when a run is ended. */
const LAST_ANSWERS = 1_000;

export interface RunEnd {
  readonly signal: AbortSignal;
  bail(): void;
  /** All cases were sent but those that only fill the time. */
  planIsDone(): void;
  reason(): Ended;
}

/** @param signal ends the run early */
export function endOf({ time }: VerifyOptions, signal: AbortSignal | undefined): RunEnd {
  const timeUp = time === undefined ? undefined : AbortSignal.timeout(time);
  const bailed = new AbortController();
  let isPlanDone = false;
  const all = [signal, timeUp, bailed.signal].filter((item) => item !== undefined);
  return {
    signal: AbortSignal.any(all),
    bail: () => bailed.abort(),
    planIsDone: () => {
      isPlanDone = true;
    },
    reason: () => {
      if (signal?.aborted === true) return 'interrupted';
      if (bailed.signal.aborted) return 'bail';
      return timeUp?.aborted === true && !isPlanDone ? 'time' : 'complete';
    },
  };
}

/** Until all is done; or, once the run is ended, until what is under way is answered or given up. */
export async function untilEnd(work: Promise<void>, session: Session, end: AbortSignal): Promise<void> {
  const done = work.catch(unlessEnded);
  const ended = new Promise<void>((resolve) => {
    if (end.aborted) resolve();
    end.addEventListener('abort', () => resolve(), { once: true });
  });
  await Promise.race([done, ended]);
  if (!end.aborted) return;
  session.endWaits();
  const givenUp = new AbortController();
  const patience = sleep(LAST_ANSWERS, undefined, { signal: givenUp.signal }).catch(() => undefined);
  await Promise.race([done, patience]);
  givenUp.abort();
}

/** @throws {unknown} `error`, where it is no case that waited for something when its run ended */
export function unlessEnded(error: unknown): void {
  if (!(error instanceof RunEnded)) throw error;
}
