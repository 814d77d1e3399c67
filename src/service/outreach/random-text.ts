import type { RandomBytes } from './ids.ts';

export const LOWER_ALPHANUMERIC = '0123456789abcdefghijklmnopqrstuvwxyz';

/** RFC 4648 §5. */
export const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Values of a byte. */
const BYTES = 256;

/** `length` characters of `alphabet` (2 to 256 of them), each of them as likely as any other. */
export function randomText(alphabet: string, length: number, randomBytes: RandomBytes): string {
  // Bytes from here on would make the first characters of the alphabet likelier than the others.
  const unbiasedBelow = BYTES - (BYTES % alphabet.length);
  let text = '';
  while (text.length < length) {
    for (const byte of randomBytes(length)) {
      if (byte < unbiasedBelow && text.length < length) text += alphabet.charAt(byte % alphabet.length);
    }
  }
  return text;
}
