import { expect, it } from 'vitest';
import { isDeeperThan } from '../../../src/server/json-depth.ts';

it.each([
  ['1', 0],
  ['[]', 1],
  ['[{"a":[1]}]', 3],
  ['[[],[],[]]', 2],
  ['"[[["', 0],
  [String.raw`"\"[["`, 0],
  [String.raw`["\\",[1]]`, 2],
])('%s is %i levels deep', (text, levels) => {
  expect(isDeeperThan(levels, text)).toBe(false);
  if (levels > 0) expect(isDeeperThan(levels - 1, text)).toBe(true);
});
