/** Files that a request brings. */
import { createHash } from 'node:crypto';
import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

/** A file of a form. It can be read until the request has been answered. */
export interface UploadedFile {
  /** As the client calls it, without folders; may be empty. Nothing is ever stored under it. */
  readonly filename: string;
  /** As the client says; nobody has looked whether it is true. */
  readonly mediaType: string;
  /** Bytes. */
  readonly size: number;
  /** The content from its start, each time it is called. */
  bytes(): AsyncIterable<Uint8Array>;
}

/** A file that lies on disk, not in memory. */
export interface SpooledFile extends UploadedFile {
  /** Of the content, in lower-case hexadecimal. */
  readonly sha256: string;
  /** Frees the disk. */
  close(): Promise<void>;
}

export interface FileLabel {
  readonly filename: string;
  readonly mediaType: string;
}

/** Bytes that are read of a file at once. */
const CHUNK_SIZE = 64 * 1024;

/** Puts what comes out of `stream` on disk. If the stream fails, nothing is left. */
export async function spool(stream: Readable, label: FileLabel): Promise<SpooledFile> {
  const file = await openNameless();
  const digest = createHash('sha256');
  let size = 0;
  try {
    for await (const chunk of stream) {
      digest.update(chunk);
      size += chunk.length;
      await file.appendFile(chunk);
    }
  } catch (error) {
    await file.close();
    throw error;
  }
  const sha256 = digest.digest('hex');
  return { ...label, size, sha256, bytes: () => contentOf(file), close: () => file.close() };
}

/** By hand, since a stream of a file that stays open keeps it from ever being closed. */
async function* contentOf(file: FileHandle): AsyncGenerator<Uint8Array, void> {
  for (let position = 0; ; ) {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(CHUNK_SIZE), 0, CHUNK_SIZE, position);
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
    position += bytesRead;
  }
}

/** The file's name is taken away while it is open: however the process ends, nothing is left of it. */
async function openNameless(): Promise<FileHandle> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-'));
  try {
    return await open(join(folder, 'upload'), 'wx+');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
