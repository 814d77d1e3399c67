import type { Workspace } from '../../../src/service/outreach/workspace.ts';
import { SECRET_KEY_SIZE, secretKey } from '../../../src/service/storage/secret-box.ts';

/** A clock that stands still until it is told. */
export class Clock {
  #time = Date.parse('2027-01-05T10:00:00Z');
  readonly now = (): Date => new Date(this.#time);

  advance(seconds: number): void {
    this.#time += seconds * 1000;
  }

  /** The moment that many seconds from now. */
  in(seconds: number): Date {
    return new Date(this.#time + seconds * 1000);
  }
}

/** Something to store. */
export function workspace(id: string): Workspace {
  const at = new Date('2027-01-05T10:00:00Z');
  return { id, name: id, rateLimit: 60, createdAt: at, updatedAt: at };
}

/** The same at each start, so that what was sealed before can be opened. */
export const secretKeys = [secretKey(new Uint8Array(SECRET_KEY_SIZE).fill(7))] as const;
