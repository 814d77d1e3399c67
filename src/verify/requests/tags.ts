/** Tags: short texts of which no two are the same, and what is made of them where no such text may stand. */
import { createHash } from 'node:crypto';

/** Texts that begin with `prefix`, no two of them the same. */
export function tagger(prefix: string): () => string {
  let count = 0;
  return () => `${prefix}-${(++count).toString(36)}`;
}

/** A UUID of version 4 (RFC 9562 §5.4) for the tag, always the same one. */
export function uuidOf(tag: string): string {
  const [, ...groups] = /^(.{8})(.{4})(.{3})(.{3})(.{12})/.exec(digestOf(tag).toString('hex')) ?? [];
  const [low, mid, high, clock, node] = groups;
  return `${low}-${mid}-4${high}-8${clock}-${node}`;
}

/** A number of at most 30 bits for the tag, which every integer type can hold; always the same one. */
export function numberOf(tag: string): number {
  return digestOf(tag).readUInt32BE() >>> 2;
}

function digestOf(tag: string): Buffer {
  return createHash('sha256').update(tag).digest();
}
