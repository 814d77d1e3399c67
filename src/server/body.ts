/** Reads and parses a request body. */

import type { JsonObject, MediaType, RequestBody } from '@countersign/contract';
import express, { type Request, type Response } from 'express';
import type { FormSpec, FormValues } from './form-values.ts';
import { findMediaType } from './media-type.ts';
import { TextSchema } from './parameters/text-schema.ts';
import { malformed, Problem } from './problem.ts';
import { type Content, contentReader, isDecodable } from './read-content.ts';
import { readForm } from './read-form.ts';

export interface Body extends Content {
  /** The entry of the contract that the body's media type belongs to. */
  readonly media: MediaType;
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
  const readers = new Map(body.content.map((media) => [media, contentReader(document, media)]));
  const forms = new Map(body.content.flatMap((media) => formSpec(document, media)));
  const receive = express.raw({ type: () => true, limit });
  return async (request, response) => {
    if (!hasBody(request)) return undefined;
    const media = chooseMedia(request, body);
    const form = forms.get(media);
    if (form !== undefined) return openForm(request, media, form, limit);
    await new Promise<void>((resolve, reject) => {
      receive(request, response, (error) => (error === undefined ? resolve() : reject(error)));
    }).catch((error: unknown) => {
      throw toProblem(error, request, media, limit);
    });
    const bytes: unknown = request.body;
    if (!Buffer.isBuffer(bytes) || bytes.length === 0) return undefined;
    const content = readers.get(media)?.(bytes, request.headers['content-type'] ?? '');
    return content && { media, size: bytes.length, ...content };
  };
}

/** RFC 9112 §6: a request has a body if one of these says so. */
function hasBody({ headers }: Request): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function chooseMedia(request: Request, { content }: RequestBody): MediaType {
  const header = request.headers['content-type'];
  const media = header === undefined ? undefined : findMediaType(content, header);
  if (media === undefined || !isDecodable(header ?? '')) {
    const supported = content.map(({ type }) => type);
    throw new Problem({ kind: 'unsupported_media_type', header: 'Content-Type', value: header, supported });
  }
  return media;
}

function formSpec(document: JsonObject, media: MediaType): (readonly [MediaType, FormSpec])[] {
  const { form: declared, schema, encoding } = media;
  return declared === undefined
    ? []
    : [[media, { declared, encoding, schema: new TextSchema(document, [schema]) }]];
}

async function openForm(request: Request, media: MediaType, spec: FormSpec, limit: number): Promise<Body> {
  const coding = request.headers['content-encoding']?.toLowerCase() ?? 'identity';
  if (coding !== 'identity') throw unknownCoding(request, FORM_ENCODINGS);
  const { size, close, ...form } = await readForm(request, spec, limit);
  return { media, value: form.value, faults: form.faults, size, form, close };
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
