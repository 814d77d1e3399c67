/** Reads and parses a request body. */

import { createHash } from 'node:crypto';
import type { Json, JsonObject, MediaType, RequestBody } from '@countersign/contract';
import express, { type Request, type Response } from 'express';
import type { FormValues } from './form-values.ts';
import { itemKind, readItems } from './item-texts.ts';
import { type BodyKind, bodyKind, charset, findMediaType } from './media-type.ts';
import { coerce } from './parameters/coerce.ts';
import { formIn } from './parameters/form.ts';
import { TextSchema } from './parameters/text-schema.ts';
import { parseJson } from './parse-json.ts';
import { malformed, Problem } from './problem.ts';
import { readForm } from './read-form.ts';

export interface Body {
  /** The entry of the contract that the body's media type belongs to. */
  readonly media: MediaType;
  readonly value: Json;
  /** The bytes themselves, where they are no text: `value` then is their SHA-256. */
  readonly bytes?: Uint8Array;
  /** Bytes. */
  readonly size: number;
  /** What a form is besides its value. */
  readonly form?: FormValues;
  /** Frees what the body takes up on disk, when the request has been answered. */
  readonly close?: () => Promise<void>;
}

/** Content codings that can be undone: gzip, deflate, br. */
const CONTENT_ENCODINGS = ['identity', 'gzip', 'deflate', 'br'];

/** A form is not decompressed: no client compresses one. */
const FORM_ENCODINGS = ['identity'];

export type BodyReader = (request: Request, response: Response) => Promise<Body | undefined>;

/**
 * A reader of bodies of at most `limit` bytes, counted after decompression. It gives `undefined` for a
 * request without a body, and throws a `Problem` for media type (415), size (413) and syntax (400).
 */
export function bodyReader(document: JsonObject, body: RequestBody, limit: number): BodyReader {
  const schemas = new Map(body.content.map((media) => [media, new TextSchema(document, [media.schema])]));
  const receive = express.raw({ type: () => true, limit });
  return async (request, response) => {
    if (!hasBody(request)) return undefined;
    const media = chooseMedia(request, body);
    if (media.form !== undefined) return openForm(request, media, limit);
    await new Promise<void>((resolve, reject) => {
      receive(request, response, (error) => (error === undefined ? resolve() : reject(error)));
    }).catch((error: unknown) => {
      throw toProblem(error, request, media, limit);
    });
    const bytes: unknown = request.body;
    if (!Buffer.isBuffer(bytes) || bytes.length === 0) return undefined;
    return { media, size: bytes.length, ...readBytes(bytes, request, media, schemas.get(media)) };
  };
}

/** RFC 9112 §6: a request has a body if one of these says so. */
function hasBody({ headers }: Request): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function chooseMedia(request: Request, { content }: RequestBody): MediaType {
  const header = request.headers['content-type'];
  const media = header === undefined ? undefined : findMediaType(content, header);
  if (media === undefined || !isDecodable(bodyKind(header ?? ''), charset(header ?? ''))) {
    const supported = content.map(({ type }) => type);
    throw new Problem({ kind: 'unsupported_media_type', header: 'Content-Type', value: header, supported });
  }
  return media;
}

/** JSON and forms are UTF-8 (RFC 8259 §8.1, WHATWG URL §5.1), and ASCII is a part of it; a text may be Latin-1. */
function isDecodable(kind: BodyKind, name = 'utf-8'): boolean {
  if (kind === 'bytes' || kind === 'multipart') return true;
  return UTF_8.has(name) || (kind === 'text' && LATIN_1.has(name));
}

const UTF_8: ReadonlySet<string> = new Set(['utf-8', 'utf8', 'us-ascii']);
const LATIN_1: ReadonlySet<string> = new Set(['iso-8859-1', 'latin1', 'windows-1252']);

/** What the bytes say by the media type that the request names, which may be one of a range. */
function readBytes(
  bytes: Buffer,
  { headers }: Request,
  media: MediaType,
  schema: TextSchema | undefined,
): Pick<Body, 'value' | 'bytes'> {
  const header = headers['content-type'] ?? '';
  switch (bodyKind(header)) {
    case 'json':
      return { value: jsonIn(bytes, media) };
    case 'items':
      // A schema that allows no list may be meant for a line: nobody can tell what it says of all of them.
      return schema === undefined || schema.types.has('array')
        ? { value: itemsIn(header, bytes, media) }
        : hashed(bytes);
    case 'form':
      return { value: schema === undefined ? {} : formIn(decoded(bytes, media), schema, media.encoding) };
    case 'text': {
      const text = LATIN_1.has(charset(header) ?? '') ? bytes.toString('latin1') : decoded(bytes, media);
      return { value: schema === undefined ? text : coerce(schema, text) };
    }
    default:
      return hashed(bytes);
  }
}

function hashed(bytes: Buffer): Pick<Body, 'value' | 'bytes'> {
  return { value: createHash('sha256').update(bytes).digest('hex'), bytes };
}

function itemsIn(header: string, bytes: Buffer, media: MediaType): Json {
  const kind = itemKind(header);
  const read = kind && readItems(kind, decoded(bytes, media));
  if (read === undefined || 'reason' in read) throw malformed(read?.reason ?? 'is no sequence', media.type);
  return read.value;
}

async function openForm(request: Request, media: MediaType, limit: number): Promise<Body> {
  const coding = request.headers['content-encoding']?.toLowerCase() ?? 'identity';
  if (coding !== 'identity') throw unknownCoding(request, FORM_ENCODINGS);
  const { size, close, ...form } = await readForm(request, media.form ?? [], limit);
  return { media, value: form.value, size, form, close };
}

/** The errors of body-parser carry a `type` (see its README, "Errors"). */
function toProblem(error: unknown, request: Request, media: MediaType, limit: number): unknown {
  const type = error instanceof Error && 'type' in error ? error.type : undefined;
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  if (type === 'entity.too.large') return new Problem({ kind: 'payload_too_large', limit });
  if (type === 'encoding.unsupported') return unknownCoding(request, CONTENT_ENCODINGS);
  // The rest are broken transfers: cut off, of another length than announced, not what the coding says.
  return status === 400 ? malformed('cannot be read to its end', media.type) : error;
}

function unknownCoding({ headers }: Request, supported: readonly string[]): Problem {
  const value = headers['content-encoding'];
  return new Problem({ kind: 'unsupported_media_type', header: 'Content-Encoding', value, supported });
}

function jsonIn(bytes: Buffer, media: MediaType): Json {
  const parsed = parseJson(decoded(bytes, media));
  if ('reason' in parsed) throw malformed(parsed.reason, media.type);
  return parsed.value;
}

function decoded(bytes: Buffer, media: MediaType): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw malformed('is not UTF-8', media.type);
  }
}
