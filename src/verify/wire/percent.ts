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

export function decode(text: string): string {
  return decodeURIComponent(text);
}

/** In queries and forms a plus is a space (WHATWG URL §5.1). */
export function decodeForm(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '));
}
