import { setTimeout as sleep } from 'node:timers/promises';
import { RunEnded } from '../model/run-ended.ts';

/** Waits for so many milliseconds. @throws {RunEnded} the run ended before */
export type Pause = (milliseconds: number) => Promise<void>;

/** Pauses that end when `ended` is aborted: who asks a run to stop does not wait for its timers. */
export function pauseUntil(ended: AbortSignal): Pause {
  return async (milliseconds) => {
    try {
      await sleep(milliseconds, undefined, { signal: ended });
    } catch (error) {
      throw ended.aborted ? new RunEnded('the run has ended', { cause: error }) : error;
    }
  };
}
