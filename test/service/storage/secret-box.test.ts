import { randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  SECRET_KEY_SIZE,
  SecretBox,
  type SecretKey,
  secretKey,
} from '../../../src/service/storage/secret-box.ts';

const SECRET = '{"smtp_password":"correct horse"}';
const OWNER = 'mailbox mbx_1';

const newKey = (): SecretKey => secretKey(randomBytes(SECRET_KEY_SIZE));
const boxOf = (...keys: [SecretKey, ...SecretKey[]]): SecretBox => new SecretBox(keys, randomBytes);

test('what is sealed is opened again', () => {
  const box = boxOf(newKey());

  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string(), (secret, owner) => {
      expect(box.open(box.seal(secret, owner), owner)).toBe(secret);
    }),
  );
});

test('a sealed secret shows nothing, and is another each time', () => {
  const box = boxOf(newKey());

  const one = Buffer.from(box.seal(SECRET, OWNER));
  const other = Buffer.from(box.seal(SECRET, OWNER));

  expect(one.toString('latin1')).not.toContain('correct');
  expect(one.equals(other)).toBe(false);
});

describe('what has been changed is not opened', () => {
  test.for([
    { part: 'the version', at: 0, code: 'malformed' },
    { part: 'the key id', at: 1, code: 'unknown_key' },
    { part: 'the nonce', at: 9, code: 'tampered' },
    { part: 'the tag', at: 21, code: 'tampered' },
    { part: 'the first byte of the secret', at: 37, code: 'tampered' },
    { part: 'the last byte of the secret', at: -1, code: 'tampered' },
  ])('$part', ({ at, code }) => {
    const box = boxOf(newKey());
    const sealed = Buffer.from(box.seal(SECRET, OWNER));

    const index = (at + sealed.length) % sealed.length;
    sealed.writeUInt8(sealed.readUInt8(index) ^ 1, index);

    expect(() => box.open(sealed, OWNER)).toThrow(expect.objectContaining({ name: 'SecretBoxError', code }));
  });

  test('its length', () => {
    const box = boxOf(newKey());
    const sealed = box.seal(SECRET, OWNER);

    for (let length = 0; length < sealed.length; length++) {
      expect(() => box.open(sealed.subarray(0, length), OWNER)).toThrow(
        expect.objectContaining({ code: length < 37 ? 'malformed' : 'tampered' }),
      );
    }
    expect(() => box.open(Buffer.concat([sealed, Buffer.of(0)]), OWNER)).toThrow(
      expect.objectContaining({ code: 'tampered' }),
    );
  });

  test('what it belongs to', () => {
    const box = boxOf(newKey());
    const sealed = box.seal(SECRET, OWNER);

    expect(() => box.open(sealed, 'mailbox mbx_2')).toThrow(expect.objectContaining({ code: 'tampered' }));
  });
});

test('another key does not open it, and the error names the one that would', () => {
  const key = newKey();
  const sealed = boxOf(key).seal(SECRET, OWNER);

  expect(() => boxOf(newKey()).open(sealed, OWNER)).toThrow(
    expect.objectContaining({ code: 'unknown_key', message: expect.stringContaining(key.id) }),
  );
});

test('rotation: the old key still opens, the new one seals', () => {
  const oldKey = newKey();
  const newest = newKey();
  const before = boxOf(oldKey).seal(SECRET, OWNER);

  const rotated = boxOf(newest, oldKey);
  const after = rotated.seal(SECRET, OWNER);

  expect(rotated.open(before, OWNER)).toBe(SECRET);
  expect(boxOf(newest).open(after, OWNER)).toBe(SECRET);
  expect(() => boxOf(oldKey).open(after, OWNER)).toThrow(expect.objectContaining({ code: 'unknown_key' }));
});

test('a key shows nothing of itself when it is printed', () => {
  const bytes = Buffer.alloc(SECRET_KEY_SIZE, 'key ');

  const printed = `${inspect(secretKey(bytes), { depth: 9 })} ${JSON.stringify(secretKey(bytes))}`;

  expect(printed).not.toContain('key key');
  expect(printed).not.toContain(bytes.toString('base64'));
  expect(printed).not.toContain(bytes.toString('hex'));
  expect(printed).not.toContain('6b 65 79');
});
