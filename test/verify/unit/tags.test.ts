import { expect, test } from 'vitest';
import { numberOf, tagger, uuidOf } from '../../../src/verify/requests/tags.ts';

test('as many UUIDs and numbers as there are tags', () => {
  const nextTag = tagger('1');
  const tags = Array.from({ length: 2_000 }, nextTag);
  expect(new Set(tags.map(uuidOf)).size).toBe(2_000);
  expect(new Set(tags.map(numberOf)).size).toBe(2_000);
});

test('a tag has one UUID, of version 4, and one number', () => {
  expect(uuidOf('1-a')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(uuidOf('1-a')).toBe(uuidOf('1-a'));
  expect(numberOf('1-a')).toBe(numberOf('1-a'));
});
