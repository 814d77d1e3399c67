import { createHash } from 'node:crypto';
import type { Shard } from '../model/run.ts';

/** Whether the case of that name is of `shard`: it depends on its name alone, so that each is of just one. */
export function isInShard(caseName: string, shard: Shard | undefined): boolean {
  if (shard === undefined) return true;
  return createHash('sha256').update(caseName).digest().readUInt32BE() % shard.of === shard.index - 1;
}
