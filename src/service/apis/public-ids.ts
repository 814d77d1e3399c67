/**
 * Ids of the Campaign API and the Settings API: opaque, with a typed prefix (design.md, decisions on the Campaign
 * API). What stands behind the prefix is the UUID that the domain knows the thing by, so that it has the same id
 * in every API.
 */

/** What has an id of its own kind in these APIs. */
export type IdKind = keyof typeof PREFIX;

const PREFIX = {
  workspace: 'ws_',
  apiKey: 'key_',
  mailbox: 'mbx_',
  campaign: 'cmp_',
  prospect: 'pro_',
  enrollment: 'enr_',
} as const;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const BASE = 36;
const DIGITS = /^[0-9a-z]{25}$/;

/** Digits that 128 bits need: 36^24 < 2^128 < 36^25. */
const DIGIT_COUNT = 25;

const TOO_LARGE = 2n ** 128n;

/** Before what would be met as an id, and is none here. Nothing's id starts with it. */
const NOBODY = '?';

/** The id as these APIs show it; one that an earlier version made, with a prefix from the start, as it is. */
export function publicId(kind: IdKind, id: string): string {
  if (id.startsWith(NOBODY)) return id.slice(NOBODY.length);
  if (!isDomainId(id)) return id;
  const digits = BigInt(`0x${id.replaceAll('-', '')}`)
    .toString(BASE)
    .padStart(DIGIT_COUNT, '0');
  return PREFIX[kind] + digits;
}

/**
 * The id as the domain knows it. For whatever else a client sends, one that nothing has, and of which `publicId`
 * makes again what the client sent.
 */
export function domainId(kind: IdKind, text: string): string {
  const prefix = PREFIX[kind];
  const digits = text.slice(prefix.length);
  const value = text.startsWith(prefix) && DIGITS.test(digits) ? numberOf(digits) : TOO_LARGE;
  if (value >= TOO_LARGE) return isDomainId(text) || text.startsWith(NOBODY) ? NOBODY + text : text;
  const hex = value.toString(16).padStart(32, '0');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function numberOf(digits: string): bigint {
  return [...digits].reduce((sum, digit) => sum * BigInt(BASE) + BigInt(parseInt(digit, BASE)), 0n);
}

/** Whether `text` is an id as the domain writes it. */
export function isDomainId(text: string): boolean {
  return UUID.test(text);
}
