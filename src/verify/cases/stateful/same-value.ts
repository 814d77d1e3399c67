/** Whether a scalar that an answer shows is the one that was sent, however the server writes it. */
import type { Json } from '@countersign/contract';

/** `unsure`: other software would call them the same. */
export type Sameness = 'same' | 'different' | 'unsure';

/** A number that was stored with single precision comes back with an error of this size, relative to itself. */
const SINGLE_PRECISION = 1e-6;

/** Servers round amounts to the smallest unit of money. */
const SMALLEST_UNIT = 0.01;

/** Milliseconds: servers keep moments to the second, if not finer. */
const SECOND = 1_000;

/** @param formats what the contract says of the value on either side: `date-time` */
export function samenessOf(sent: Json, got: Json, formats: readonly string[]): Sameness {
  if (sent === got) return 'same';
  if (typeof sent === 'number' || typeof got === 'number') return numbers(sent, got);
  if (typeof sent !== 'string' || typeof got !== 'string') return 'different';
  const [one, other] = [plainText(sent), plainText(got)];
  if (one === other) return 'same';
  for (const format of formats) {
    const sameness = FORMATS[format]?.(one, other);
    if (sameness !== undefined) return sameness;
  }
  return texts(one, other);
}

/** `1` and `1.0` are one number in JSON; a price may come back as `"12.50"`. */
function numbers(sent: Json, got: Json): Sameness {
  const [one, other] = [Number(sent), Number(got)];
  if (sent === null || got === null || Number.isNaN(one) || Number.isNaN(other)) return 'different';
  const distance = Math.abs(one - other);
  if (distance <= SINGLE_PRECISION * Math.max(1, Math.abs(one))) return 'same';
  const isRounded = !Number.isInteger(one) && distance < SMALLEST_UNIT;
  return isRounded ? 'unsure' : 'different';
}

function texts(one: string, other: string): Sameness {
  if (isPhoneNumber(one) && isPhoneNumber(other) && digitsOf(one) === digitsOf(other)) return 'same';
  // Markup is cleaned, names are turned into slugs, codes into upper case.
  const isMarkup = /[<>&]/.test(one);
  return isMarkup || lettersOf(one) === lettersOf(other) ? 'unsure' : 'different';
}

/** How two different texts of a format compare; `undefined` where the format makes no difference. */
const FORMATS: Readonly<Record<string, (one: string, other: string) => Sameness | undefined>> = {
  'date-time': (one, other) => moments(Date.parse(one), Date.parse(other)),
  date: (one, other) => (one.slice(0, 10) === other.slice(0, 10) ? 'same' : 'different'),
  time: (one, other) => moments(timeOf(one), timeOf(other)),
  // PT90M is PT1H30M; not every such pair is known here.
  duration: () => 'unsure',
  email: inAnyCase,
  'idn-email': inAnyCase,
  hostname: inAnyCase,
  'idn-hostname': inAnyCase,
  uuid: (one, other) => inAnyCase(one.replace('urn:uuid:', ''), other.replace('urn:uuid:', '')),
  uri: sameUrl,
  url: sameUrl,
  iri: sameUrl,
  'uri-reference': sameUrl,
  ipv6: (one, other) => sameUrl(`http://[${one}]`, `http://[${other}]`),
  byte: (one, other) => (bytesOf(one).equals(bytesOf(other)) ? 'same' : 'different'),
};

/** The same moment in another time zone, or without the fraction of its second. */
function moments(one: number, other: number): Sameness {
  if (Number.isNaN(one) || Number.isNaN(other)) return 'unsure';
  return Math.abs(one - other) < SECOND ? 'same' : 'different';
}

function timeOf(text: string): number {
  return Date.parse(`1970-01-01T${/[Zz]|[+-]\d\d:\d\d$/.test(text) ? text : `${text}Z`}`);
}

function inAnyCase(one: string, other: string): Sameness {
  return one.toLowerCase() === other.toLowerCase() ? 'same' : 'different';
}

/** RFC 3986 §6: scheme and host in any case, an empty path or `/`. */
function sameUrl(one: string, other: string): Sameness {
  if (!URL.canParse(one) || !URL.canParse(other)) return inAnyCase(one, other);
  const plain = (text: string): string => new URL(text).href.replace(/\/$/, '');
  return plain(one) === plain(other) ? 'same' : 'different';
}

function bytesOf(base64: string): Buffer {
  return Buffer.from(base64, 'base64');
}

/** Unicode in one form, one kind of line end, no space around. */
function plainText(text: string): string {
  return text.normalize('NFC').replaceAll('\r\n', '\n').trim();
}

function isPhoneNumber(text: string): boolean {
  return /^\+?[\d\s().-]{5,}$/.test(text);
}

function digitsOf(text: string): string {
  return text.replaceAll(/\D/g, '');
}

function lettersOf(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}
