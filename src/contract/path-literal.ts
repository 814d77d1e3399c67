/** The text of a path that is no parameter, as a URL has it (RFC 3986 §3.3). */

/** The literal of a template with what no URL may hold percent-encoded; an encoding that is written there stays. */
export function writtenLiteral(text: string): string {
  return encoded(text.replaceAll(/%(?![0-9A-Fa-f]{2})/g, '%25'));
}

/**
 * The one spelling of all that mean the same as `text` of a URL (RFC 3986 §6.2.2): `%7e` is `~` and `%c3` is `%C3`, but
 * `%2f` is no `/`. A `%` that encodes nothing stays one.
 */
export function normalLiteral(text: string): string {
  return encoded(text).replaceAll(/%[0-9A-Fa-f]{2}/g, (encoding) => {
    const character = String.fromCharCode(Number.parseInt(encoding.slice(1), 16));
    return UNRESERVED.test(character) ? character : encoding.toUpperCase();
  });
}

function encoded(text: string): string {
  return text.toWellFormed().replaceAll(FORBIDDEN, encodeURIComponent);
}

const FORBIDDEN = /[^A-Za-z0-9\-._~!$&'()*+,;=:@%]/gu;

const UNRESERVED = /^[A-Za-z0-9\-._~]$/;
