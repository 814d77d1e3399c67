/** Moments on the wire: RFC 3339, in UTC. */

export function timestamp(date: Date): string;
export function timestamp(date: Date | null): string | null;
export function timestamp(date: Date | null): string | null {
  return date === null ? null : date.toISOString();
}

/**
 * The moment that a validated `date-time` names. A leap second is the start of the next minute; what an offset
 * carries out of the years 0000 to 9999 is brought back to their edge, as RFC 3339 cannot write it in UTC.
 */
export function givenDate(text: string): Date;
export function givenDate(text: string | null): Date | null;
export function givenDate(text: string | null): Date | null {
  if (text === null) return null;
  const leap = /:60(?=[.Zz+-])/;
  const time = Date.parse(text.replace(leap, ':59').replace(/[t ]/, 'T').replace(/z$/, 'Z'));
  const moment = leap.test(text) ? time + 1000 : time;
  return new Date(Math.min(Math.max(moment, FIRST_MOMENT), LAST_MOMENT));
}

const FIRST_MOMENT = Date.parse('0000-01-01T00:00:00.000Z');
const LAST_MOMENT = Date.parse('9999-12-31T23:59:59.999Z');
