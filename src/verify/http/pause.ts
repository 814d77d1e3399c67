import { setTimeout as sleep } from 'node:timers/promises';

/** Waits for so many milliseconds. @throws {RunEnded} the run ended before */
export type Pause = (milliseconds: number) => Promise<void>;

/** A case that waited for something when its run ended: it has shown nothing. */
export class RunEnded extends Error {
  override readonly name = 'RunEnded';
}

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
