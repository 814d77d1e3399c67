/** Strings that keep a format and strings that break it, for the formats of JSON Schema and OpenAPI. */

export interface FormatSamples {
  /** The first is the plainest; later ones are the edge cases. */
  readonly good: readonly string[];
  /** Near misses first. */
  readonly bad: readonly string[];
  /** A member of exactly that many characters, where the format leaves the choice. */
  readonly ofLength?: (length: number) => string;
}

/** The last second that was put in (RFC 3339 appendix D), and the one before it. */
export const LEAP_SECOND = { last: '2016-12-31T23:59:60Z', before: '2016-12-31T23:59:59Z' };

const DAY = 24 * 60 * 60 * 1000;
/** How far ahead generated dates lie: beyond the end of any run, and still a plausible date. */
const AHEAD = 30 * DAY;

function leapDayAfter(date: string): string {
  for (let year = Number(date.slice(0, 4)); ; year++) {
    const day = new Date(Date.UTC(year, 1, 29)).toISOString().slice(0, 10);
    if (day.endsWith('-02-29') && day >= date) return day;
  }
}

/** The samples for `format`, or `undefined` where the format is not known. */
export function formatSamples(format: string, now: Date): FormatSamples | undefined {
  // The same on the whole day, so that two runs send the same.
  const date = new Date(now.getTime() + AHEAD).toISOString().slice(0, 10);
  const dateTime = `${date}T09:30:00Z`;
  switch (format) {
    case 'date-time':
      return {
        good: [dateTime, `${date}T11:30:00+02:00`, `${date}T09:30:00.123456Z`],
        bad: [date, `${date}T25:00:00Z`, `${date} 09:30`, 'tomorrow'],
      };
    case 'date':
      return {
        good: [date, leapDayAfter(date)],
        bad: [`${date.slice(0, 4)}-02-30`, `${date}T00:00:00Z`, '30/06/2027'],
      };
    case 'time':
      return { good: ['09:30:00Z', '09:30:00+02:00'], bad: ['25:00:00Z', '09:30', 'noon'] };
    case 'duration':
      return { good: ['P3D', 'PT90M', 'P1Y2M3DT4H5M6S', 'P2W'], bad: ['3 days', 'P', 'PT'] };
    case 'email':
    case 'idn-email':
      return {
        good: ['ada@example.com', 'ada+list@mail.example.com', emailOfLength(140), "o'hara@example.com"],
        bad: ['ada.example.com', 'ada@', '@example.com', 'ada@example..com'],
        ofLength: emailOfLength,
      };
    case 'uuid':
      return {
        good: ['7d3f9f6e-52c4-4a0b-9f5e-0c1d2e3f4a5b', '7D3F9F6E-52C4-4A0B-9F5E-0C1D2E3F4A5B'],
        bad: ['7d3f9f6e-52c4-4a0b-9f5e-0c1d2e3f4a5', '7d3f9f6e52c44a0b9f5e', 'not-a-uuid'],
      };
    case 'uri':
    case 'iri':
    case 'url':
      return {
        good: ['https://example.com/a', 'https://example.com:8443/a%20b?c=d&e#f', 'http://[2001:db8::1]/'],
        bad: ['example.com/a b', 'https://exa mple.com', '//', ''],
        ofLength: (length) => `https://example.com/${'a'.repeat(Math.max(0, length - 20))}`,
      };
    case 'uri-reference':
      return { good: ['/a/b', '../c?d=e'], bad: ['a b', '\\', '%zz'] };
    case 'hostname':
    case 'idn-hostname':
      return {
        good: ['mail.example.com', 'xn--bcher-kva.example', `${'a'.repeat(63)}.example`],
        bad: ['-mail.example.com', 'a..b', 'a b'],
      };
    case 'ipv4':
      return { good: ['192.0.2.1'], bad: ['256.0.2.1', '192.0.2', '::1'] };
    case 'ipv6':
      return { good: ['2001:db8::1', '::', '::ffff:192.0.2.1'], bad: ['2001:db8:::1', '192.0.2.1', 'g::'] };
    case 'iri-reference':
      return { good: ['/a/b', '/größe'], bad: ['a b', '\\', '%zz'] };
    case 'uri-template':
      return { good: ['/things/{id}', 'https://example.com/{a}{?b,c}'], bad: ['/things/{id', '{', '}'] };
    case 'relative-json-pointer':
      return { good: ['0', '1/a', '2#'], bad: ['/a', '-1', 'a'] };
    case 'json-pointer':
      return { good: ['/a/0', '', '/~0~1'], bad: ['a/0', '/~2'] };
    case 'regex':
      return { good: ['^a+$'], bad: ['(', '[a'] };
    case 'byte':
      return { good: ['aGVsbG8='], bad: ['a', '****'] };
    default:
      return undefined;
  }
}

/** RFC 5321 §4.5.3.1: at most 64 octets before the `@`, labels of at most 63 after it. */
function emailOfLength(length: number): string {
  const domain = 'example.com';
  const surplus = length - domain.length - 1;
  // One character is no label with its dot: then the local part gives one away.
  const local = surplus === 65 ? 63 : Math.min(64, surplus);
  let rest = surplus - local;
  let labels = '';
  while (rest > 0) {
    const size = rest === 65 ? 62 : Math.min(63, rest - 1);
    labels += `${'d'.repeat(size)}.`;
    rest -= size + 1;
  }
  return `${'a'.repeat(Math.max(1, local))}@${labels}${domain}`;
}
