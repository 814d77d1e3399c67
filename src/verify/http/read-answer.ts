/** Reads an answer whole, or as much of a stream as tells what it is. */
import type { IncomingMessage } from 'node:http';
import { sequenceKind } from '@countersign/contract';
import type { HeaderLine, WireResponse } from '../model/exchange.ts';

/** In bytes. An answer that is longer is given up: no contract's answer is worth the memory. */
export const LARGEST_ANSWER = 16 * 1024 * 1024;

/** Milliseconds for which a stream is listened to: it may have no end. */
const STREAM_TIME = 500;

/**
 * @param timeout milliseconds that an answer may take from its head to its end
 * @param done is told the answer, or why there is none; more than once, of which the first counts
 */
export function readAnswer(
  incoming: IncomingMessage,
  timeout: number,
  done: (response: WireResponse | undefined, failure?: string) => void,
): void {
  const chunks: Buffer[] = [];
  let size = 0;
  const finish = (body: Buffer): void => {
    done({ status: incoming.statusCode ?? 0, headers: linesOf(incoming.rawHeaders), body });
  };
  const hasItems = isStream(incoming.headers['content-type'] ?? '');
  const timer = setTimeout(
    () => {
      if (hasItems) finish(wholeLines(Buffer.concat(chunks)));
      else done(undefined, `no end of the answer within ${timeout} ms`);
      incoming.destroy();
    },
    hasItems ? Math.min(STREAM_TIME, timeout) : timeout,
  );
  incoming.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    size += chunk.length;
    if (size <= LARGEST_ANSWER) return;
    done(undefined, `the answer is longer than ${LARGEST_ANSWER} bytes`);
    incoming.destroy();
  });
  incoming.on('end', () => finish(Buffer.concat(chunks)));
  incoming.on('close', () => clearTimeout(timer));
  incoming.on('error', (error: Error & { readonly code?: string }) => {
    done(undefined, error.message === '' ? (error.code ?? error.name) : error.message);
  });
}

/** Media types of which a next item may come at any time (OpenAPI 3.2 §4.14.3). */
function isStream(type: string): boolean {
  const kind = sequenceKind(type);
  return kind === 'parts' ? /^\s*multipart\/x-mixed-replace\b/i.test(type) : kind !== undefined;
}

function wholeLines(bytes: Buffer): Buffer {
  return bytes.subarray(0, bytes.lastIndexOf('\n') + 1);
}

function linesOf(raw: readonly string[]): HeaderLine[] {
  const lines: HeaderLine[] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) {
    lines.push([(raw[index] ?? '').toLowerCase(), raw[index + 1] ?? '']);
  }
  return lines;
}
