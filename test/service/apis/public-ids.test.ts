import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { domainId, type IdKind, publicId } from '../../../src/service/apis/public-ids.ts';

const kinds: readonly IdKind[] = ['workspace', 'apiKey', 'mailbox', 'campaign', 'prospect', 'enrollment'];

describe('a public id', () => {
  it('says by its prefix what it is of', () => {
    expect(kinds.map((kind) => publicId(kind, randomUUID()).replace(/[0-9a-z]{25}$/, '…'))).toEqual([
      'ws_…',
      'key_…',
      'mbx_…',
      'cmp_…',
      'pro_…',
      'enr_…',
    ]);
  });

  it('is another way to write the id that the domain knows', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.constantFrom(...kinds), (id, kind) => {
        expect(domainId(kind, publicId(kind, id))).toBe(id);
      }),
    );
  });

  it.each([
    ['00000000-0000-0000-0000-000000000000', 'cmp_0000000000000000000000000'],
    ['ffffffff-ffff-ffff-ffff-ffffffffffff', 'cmp_f5lxx1zz5pnorynqglhzmsp33'],
  ])('has one form, the first and the last included: %s', (id, text) => {
    expect(publicId('campaign', id)).toBe(text);
    expect(domainId('campaign', text)).toBe(id);
  });
});

it('an id that an earlier version made, with its prefix, stays as it is', () => {
  const earlier = 'cmp_k3v0q8z1m2n4b5c6x7a9s0d1';
  expect(publicId('campaign', earlier)).toBe(earlier);
  expect(domainId('campaign', earlier)).toBe(earlier);
});

describe('what is no id of the kind', () => {
  const id = '3b0c1f6e-8a52-4c0d-9e7b-5d2f4a6c8e10';
  const text = publicId('campaign', id);

  it.each([
    ['an id of another kind', publicId('mailbox', id)],
    ['the id as the domain writes it', id],
    ['capitals', text.toUpperCase()],
    ['a digit too few', text.slice(0, -1)],
    ['a digit too many', `${text}0`],
    ['a leading zero more', text.replace('cmp_', 'cmp_0')],
    ['one more than 128 bits hold', 'cmp_f5lxx1zz5pnorynqglhzmsp34'],
    ['a line end', `${text}\n`],
    ['the mark of what is no id', `?${id}`],
    ['nothing', ''],
  ])('names nothing, and is told again as it was sent: %s', (_, sent) => {
    const named = domainId('campaign', sent);
    expect(named).not.toMatch(/^[0-9a-f]{8}-/);
    expect(publicId('campaign', named)).toBe(sent);
  });
});
