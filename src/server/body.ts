/** Reads and parses a request body. */
import express, { type Request, type Response } from 'express';
import type { MediaType, RequestBody } from '../contract/contract.ts';
import type { Json } from '../contract/json.ts';
import { isDeeperThan } from './json-depth.ts';
import { charset, findMediaType } from './media-type.ts';
import { Problem } from './problem.ts';

export interface Body {
  /** The entry of the contract that the body's media type belongs to. */
  readonly media: MediaType;
  readonly value: Json;
  /** Bytes. */
  readonly size: number;
}

/** Levels of objects and arrays. What reads a body recursively must not run out of stack. */
export const DEEPEST_JSON = 64;

/** Content codings that can be undone: gzip, deflate, br. */
const CONTENT_ENCODINGS = ['identity', 'gzip', 'deflate', 'br'];

export type BodyReader = (
  request: Request,
  response: Response,
  body: RequestBody,
) => Promise<Body | undefined>;

/**
 * A reader of bodies of at most `limit` bytes, counted after decompression. It gives `undefined` for a
 * request without a body, and throws a `Problem` for media type (415), size (413) and syntax (400).
 */
export function bodyReader(limit: number): BodyReader {
  const readBytes = express.raw({ type: () => true, limit });
  return async (request, response, body) => {
    if (!hasBody(request)) return undefined;
    const media = chooseMedia(request, body);
    await new Promise<void>((resolve, reject) => {
      readBytes(request, response, (error) => (error === undefined ? resolve() : reject(error)));
    }).catch((error: unknown) => {
      throw toProblem(error, request, limit);
    });
    const bytes: unknown = request.body;
    if (!Buffer.isBuffer(bytes) || bytes.length === 0) return undefined;
    return { media, value: parseJson(bytes), size: bytes.length };
  };
}

/** RFC 9112 §6: a request has a body if one of these says so. */
function hasBody({ headers }: Request): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function chooseMedia(request: Request, { content }: RequestBody): MediaType {
  const header = request.headers['content-type'];
  const media = header === undefined ? undefined : findMediaType(content, header);
  // JSON is UTF-8 (RFC 8259 §8.1), and ASCII is a part of it.
  if (media === undefined || !['utf-8', 'utf8', 'us-ascii'].includes(charset(header ?? '') ?? 'utf-8')) {
    const supported = content.map(({ type }) => type);
    throw new Problem({ kind: 'unsupported_media_type', header: 'Content-Type', value: header, supported });
  }
  return media;
}

/** The errors of body-parser carry a `type` (see its README, "Errors"). */
function toProblem(error: unknown, request: Request, limit: number): unknown {
  const type = error instanceof Error && 'type' in error ? error.type : undefined;
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  if (type === 'entity.too.large') return new Problem({ kind: 'payload_too_large', limit });
  if (type === 'encoding.unsupported') {
    const value = request.headers['content-encoding'];
    const header = 'Content-Encoding';
    return new Problem({ kind: 'unsupported_media_type', header, value, supported: CONTENT_ENCODINGS });
  }
  // The rest are broken transfers: cut off, of another length than announced, not what the coding says.
  return status === 400 ? malformed('cannot be read to its end') : error;
}

/** Of two members of the same name the last one counts (RFC 8259 §4). */
function parseJson(bytes: Buffer): Json {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw malformed('is not UTF-8');
  }
  if (isDeeperThan(DEEPEST_JSON, text)) throw malformed(`is nested deeper than ${DEEPEST_JSON} levels`);
  try {
    return JSON.parse(text);
  } catch {
    throw malformed('is not JSON');
  }
}

function malformed(reason: string): Problem {
  return new Problem({ kind: 'malformed', part: 'body', reason });
}
