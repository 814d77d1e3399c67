import type { Shard } from '@countersign/verify';
import { UsageError } from './usage-error.ts';

/** `2/4`: the second of four parts. @throws {UsageError} it is of another form, or there is no such part */
export function readShard(text: string): Shard {
  const [, index, of] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
  const shard = { index: Number(index), of: Number(of) };
  if (shard.index >= 1 && shard.index <= shard.of) return shard;
  throw new UsageError(`--shard must be a part of a number of parts like 1/4, got "${text}".`);
}
