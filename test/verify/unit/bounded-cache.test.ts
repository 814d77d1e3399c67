import { expect, test } from 'vitest';
import { BoundedCache } from '../../../src/verify/values/bounded-cache.ts';

test('a result is worked out once, and again when many others have come after it', () => {
  const worked: string[] = [];
  const recent = new BoundedCache<string, { readonly of: string }>(10);
  const ask = (key: string) =>
    recent.of(key, () => {
      worked.push(key);
      return { of: key };
    });
  expect(ask('first')).toBe(ask('first'));
  expect(worked).toEqual(['first']);
  for (let other = 0; other < 20; other++) ask(`other ${other}`);
  ask('first');
  expect(worked.filter((key) => key === 'first')).toHaveLength(2);
});
