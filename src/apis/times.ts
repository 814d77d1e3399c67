/** Moments on the wire: RFC 3339, in UTC. */

export function timestamp(date: Date): string;
export function timestamp(date: Date | null): string | null;
export function timestamp(date: Date | null): string | null {
  return date === null ? null : date.toISOString();
}

/** The moment that a validated `date-time` names. A leap second is the start of the next minute. */
export function givenDate(text: string | null): Date | null {
  if (text === null) return null;
  const leap = /:60(?=[.Zz+-])/;
  const time = Date.parse(text.replace(leap, ':59').replace(/[t ]/, 'T').replace(/z$/, 'Z'));
  return new Date(leap.test(text) ? time + 1000 : time);
}
