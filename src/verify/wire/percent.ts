/** Percent-encoding (RFC 3986 §2.1). */
import { Unwritable } from './unwritable.ts';

/** @throws {Unwritable} `text` is no Unicode text */
export function encode(text: string): string {
  if (!text.isWellFormed()) throw new Unwritable('a lone surrogate cannot be percent-encoded');
  return encodeURIComponent(text);
}

/**
 * `text` with its reserved characters as they are, but for those that a query is taken apart at (OpenAPI 3.1
 * §4.8.12, `allowReserved`).
 */
export function encodeReserved(text: string): string {
  return encode(text).replaceAll(/%(2F|3A|3F|40|21|24|27|28|29|2A|2C)/g, decodeURIComponent);
}

/** @throws {URIError} `text` holds a `%` that encodes nothing */
export function decode(text: string): string {
  return decodeURIComponent(text);
}

/** `undefined` where `text`, which somebody else wrote, holds a `%` that encodes nothing. */
export function decodeIfWellFormed(text: string): string | undefined {
  try {
    return decode(text);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

/**
 * In queries and forms a plus is a space (WHATWG URL §5.1).
 *
 * @throws {URIError} `text` holds a `%` that encodes nothing
 */
export function decodeForm(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '));
}
