import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { prefixedIds } from '../../../src/outreach/ids.ts';

it('says by its prefix what it is of', () => {
  const newId = prefixedIds(randomBytes);
  expect(newId('campaign')).toMatch(/^cmp_[0-9a-z]{24}$/);
  expect(newId('mailbox')).toMatch(/^mbx_[0-9a-z]{24}$/);
  expect(newId('prospect')).toMatch(/^pro_[0-9a-z]{24}$/);
  expect(newId('workspace')).toMatch(/^ws_[0-9a-z]{24}$/);
  expect(newId('apiKey')).toMatch(/^key_[0-9a-z]{24}$/);
  expect(newId('enrollment')).toMatch(/^enr_[0-9a-z]{24}$/);
});

it('skips bytes that would make some characters likelier than others', () => {
  // 252 to 255 are left over when 256 values are dealt to 36 characters.
  const draws = [Uint8Array.of(252, 255, 0), new Uint8Array(24).fill(35)];
  const newId = prefixedIds(() => draws.shift() ?? new Uint8Array(24));
  expect(newId('campaign')).toBe(`cmp_0${'z'.repeat(23)}`);
});
