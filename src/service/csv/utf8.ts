import { UnreadableFile } from './unreadable-file.ts';

/** In bytes: so much is parsed at once, however large the chunks are that come in. */
const PIECE_SIZE = 64 * 1024;

/** UTF-16 without a mark is mostly ASCII with NULs in between, and so valid UTF-8. */
const NUL = 0;

/**
 * Hands UTF-8 text on as it is, in small pieces.
 *
 * @param limit of the whole, in bytes
 * @throws UnreadableFile `utf16`, `not_utf8` or `too_large`, no later than the piece that shows it
 */
export async function* checkedUtf8(
  bytes: AsyncIterable<Uint8Array>,
  limit: number,
): AsyncGenerator<Uint8Array, void> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let size = 0;
  for await (const chunk of bytes) {
    for (let start = 0; start < chunk.length; start += PIECE_SIZE) {
      const piece = chunk.subarray(start, start + PIECE_SIZE);
      if (size === 0 && isUtf16Mark(piece)) throw new UnreadableFile({ code: 'utf16' });
      size += piece.length;
      if (size > limit) throw new UnreadableFile({ code: 'too_large', limit });
      if (piece.includes(NUL) || !decodes(decoder, piece)) throw new UnreadableFile({ code: 'not_utf8' });
      yield piece;
    }
  }
  if (!decodes(decoder)) throw new UnreadableFile({ code: 'not_utf8' });
}

/** FE FF or FF FE. Neither byte is ever part of UTF-8 (RFC 3629 §1), so the first one tells. */
function isUtf16Mark(piece: Uint8Array): boolean {
  return piece[0] === 0xfe || piece[0] === 0xff;
}

/** @param piece left out: the end, where no character may be left half read */
function decodes(decoder: TextDecoder, piece?: Uint8Array): boolean {
  try {
    decoder.decode(piece, { stream: piece !== undefined });
    return true;
  } catch {
    return false;
  }
}
