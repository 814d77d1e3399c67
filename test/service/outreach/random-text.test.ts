import { expect, it } from 'vitest';
import { LOWER_ALPHANUMERIC, randomText } from '../../../src/service/outreach/random-text.ts';

it('skips bytes that would make some characters likelier than others', () => {
  // 252 to 255 are left over when 256 values are dealt to 36 characters.
  const draws = [Uint8Array.of(252, 255, 0), new Uint8Array(24).fill(35)];
  const text = randomText(LOWER_ALPHANUMERIC, 24, () => draws.shift() ?? new Uint8Array(24));
  expect(text).toBe(`0${'z'.repeat(23)}`);
});
