/** Reads `multipart/form-data` (RFC 7578) while it comes in. No other file knows busboy. */
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import openParser, { type Busboy } from 'busboy';
import {
  type FormSpec,
  type FormValues,
  formValues,
  type ReceivedPart,
  type TooLong,
} from './form-values.ts';
import { FORM } from './media-type.ts';
import { PartHeads } from './part-heads.ts';
import { malformed, Problem } from './problem.ts';
import { type SpooledFile, spool } from './uploaded-file.ts';

/** Parts of one form. */
export const MOST_PARTS = 100;

/** Bytes of a part that is no file. It is held in memory, and what is wrong in it is listed. */
export const LARGEST_FIELD = 64 * 1024;

export interface Form extends FormValues {
  /** Bytes. */
  readonly size: number;
  /** Frees the disk that the files take up. */
  close(): Promise<void>;
}

/**
 * A form of at most `limit` bytes, all parts and what is between them included. Its files lie on disk.
 *
 * @param spec what the contract says: a file that is declared as text or JSON is read as such
 * @throws {Problem} `malformed`, `payload_too_large`; when it throws, nothing is left on the disk
 */
export async function readForm(request: IncomingMessage, spec: FormSpec, limit: number): Promise<Form> {
  const receipts: Promise<Omit<ReceivedPart, 'headers'>>[] = [];
  const heads = spec.declared.some(({ headers }) => headers.length > 0)
    ? new PartHeads(request.headers['content-type'] ?? '')
    : undefined;
  // The first thing that goes wrong is the reason; everything else ends by it.
  const stop = new AbortController();
  const take = (
    name: string | undefined,
    mediaType: string,
    receive: () => Promise<ReceivedPart['content']>,
  ): void => {
    if (name === undefined) {
      stop.abort(malformed('has a part without a name', FORM));
      return;
    }
    const part = receive().then((content) => ({ name, mediaType, content }));
    part.catch((error: unknown) => stop.abort(error));
    receipts.push(part);
  };
  try {
    const parser = parserOf(request, stop);
    parser.on('field', (name, text, { mimeType, valueTruncated }) => {
      take(name, mimeType, async () => {
        if (text === undefined) throw malformed('has text in a charset that cannot be read', FORM);
        return valueTruncated ? { limit: LARGEST_FIELD } : text;
      });
    });
    parser.on('file', (name, stream, { filename = '', mimeType }) => {
      // It can fail before anybody reads it.
      stream.on('error', () => stop.abort(cutOff()));
      const declared = spec.declared.find((formPart) => formPart.name === name);
      const isFile = declared === undefined || declared.content === 'file';
      take(name, mimeType, () =>
        isFile ? spool(stream, { filename, mediaType: mimeType }) : readField(stream),
      );
    });
    const size = await feed(request, parser, heads, limit, stop.signal);
    const received = await Promise.all(receipts);
    const parts = received.map((part, index) => ({ ...part, headers: heads?.fields[index] ?? NO_HEADERS }));
    const files = parts.map(({ content }) => content).filter(isSpooled);
    return { ...formValues(parts, spec), size, close: () => closeAll(files) };
  } catch (error) {
    stop.abort(request.errored === null ? error : malformed('cannot be read to its end', FORM));
    const received = await Promise.allSettled(receipts);
    const contents = received.flatMap((result) =>
      result.status === 'fulfilled' ? [result.value.content] : [],
    );
    await closeAll(contents.filter(isSpooled));
    await drain(request);
    throw stop.signal.reason;
  }
}

const NO_HEADERS: ReadonlySet<string> = new Set();

function parserOf(request: IncomingMessage, stop: AbortController): Busboy {
  let parser: Busboy;
  try {
    parser = openParser({
      headers: request.headers,
      // What browsers write (WHATWG HTML §4.10.21.8); busboy's own choice is Latin-1.
      defParamCharset: 'utf8',
      // It tells when a limit is reached, and what is meant is passed.
      limits: { fieldSize: LARGEST_FIELD + 1, parts: MOST_PARTS + 1 },
    });
  } catch {
    throw malformed('names no boundary', FORM);
  }
  parser.on('error', () => stop.abort(cutOff()));
  parser.on('partsLimit', () => stop.abort(malformed(`has more than ${MOST_PARTS} parts`, FORM)));
  stop.signal.addEventListener('abort', () => parser.destroy(), { once: true });
  return parser;
}

function cutOff(): Problem {
  return malformed('is cut off, or has parts that make no sense', FORM);
}

/** @returns the bytes that were fed */
async function feed(
  request: IncomingMessage,
  parser: Busboy,
  heads: PartHeads | undefined,
  limit: number,
  signal: AbortSignal,
): Promise<number> {
  const closed = once(parser, 'close', { signal });
  // Nobody waits for it yet when something fails before the end.
  closed.catch(() => {});
  let size = 0;
  // Not destroyed when the loop is left: an answer has to go out on its connection.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    size += chunk.length;
    if (size > limit) throw new Problem({ kind: 'payload_too_large', limit });
    heads?.push(chunk);
    if (!parser.write(chunk)) await once(parser, 'drain', { signal });
    signal.throwIfAborted();
  }
  parser.end();
  await closed;
  return size;
}

async function readField(stream: Readable): Promise<string | TooLong> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size <= LARGEST_FIELD) chunks.push(chunk);
  }
  return size <= LARGEST_FIELD ? Buffer.concat(chunks).toString('utf8') : { limit: LARGEST_FIELD };
}

function isSpooled(content: ReceivedPart['content']): content is SpooledFile {
  return typeof content === 'object' && 'sha256' in content;
}

async function closeAll(files: readonly SpooledFile[]): Promise<void> {
  await Promise.all(files.map((file) => file.close()));
}

/** A client reads the answer when it has sent everything, so the rest is taken, and thrown away. */
async function drain(request: IncomingMessage): Promise<void> {
  request.resume();
  await finished(request, { writable: false }).catch(() => {});
}
