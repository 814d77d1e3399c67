/** The cookies of a request by name (RFC 6265 §5.4); the first of a name wins. */
export function readCookies(header: string | undefined): Record<string, string> {
  const cookies = new Map<string, string>();
  for (const [name, value] of cookiesIn(header)) if (!cookies.has(name)) cookies.set(name, value);
  return Object.fromEntries(cookies);
}

/** The values of all cookies of that name; `undefined` where there is none. */
export function cookieValues(
  header: string | readonly string[] | undefined,
  name: string,
): string[] | undefined {
  const own = cookiesIn(String(header ?? '')).filter(([each]) => each === name);
  return own.length === 0 ? undefined : own.map(([, value]) => value);
}

function cookiesIn(header = ''): [name: string, value: string][] {
  return header.split(';').flatMap((pair): [string, string][] => {
    const equals = pair.indexOf('=');
    const name = pair.slice(0, Math.max(equals, 0)).trim();
    return name === '' ? [] : [[name, pair.slice(equals + 1).trim()]];
  });
}
