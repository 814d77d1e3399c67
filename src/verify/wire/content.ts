/**
 * Contents that a contract says nothing about but their media type: files, images, documents. A value holds them
 * as a text: of characters where the type is a text, and of bytes (0 to 255 each) elsewhere.
 */
import { kindOfMedia } from './media-kind.ts';
import { Unwritable } from './unwritable.ts';

/** @throws {Unwritable} the text holds a character that is no byte, and the type is no text */
export function writeContent(contentType: string, text: string): Uint8Array {
  if (isText(contentType)) return utf8(text);
  if (/[^\0-\xff]/.test(text)) throw new Unwritable(`${contentType} is made of bytes`);
  return Buffer.from(text, 'latin1');
}

export function readContent(contentType: string, bytes: Uint8Array): string {
  return isText(contentType)
    ? textOfUtf8(bytes)
    : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

export function utf8(text: string): Uint8Array {
  return Buffer.from(text, 'utf8');
}

/** A byte order mark is a character like any other: RFC 8259 §8.1 allows none. */
export function textOfUtf8(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}

function isText(contentType: string): boolean {
  return kindOfMedia(contentType) === 'text' || /^text\//i.test(contentType);
}

/** Whether any bytes are a content of the type. */
export function isFree(contentType: string): boolean {
  return /^(text\/plain|application\/octet-stream|\*\/\*)\s*(;|$)/i.test(contentType);
}

/** The smallest content of the type, or `undefined` where none is known. */
export function sampleOf(contentType: string): string | undefined {
  const essence = (contentType.split(';')[0] ?? '').trim().toLowerCase();
  if (isFree(essence)) return 'example';
  const sample = SAMPLES[essence];
  if (sample !== undefined) return sample;
  if (/[/+]xml$/.test(essence)) return '<example/>';
  return essence.startsWith('text/') ? 'example' : undefined;
}

/** One pixel each, and one empty page. */
const SAMPLES: Readonly<Record<string, string>> = {
  'text/csv': 'name,email\r\nAda,ada@example.com\r\n',
  'image/png': bytes(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  ),
  'image/gif': bytes('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'),
  'image/svg+xml': '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>',
  'application/pdf': [
    '%PDF-1.4',
    '1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj',
    '2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj',
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj',
    'trailer<</Root 1 0 R>>',
    '%%EOF',
    '',
  ].join('\n'),
};

function bytes(base64: string): string {
  return Buffer.from(base64, 'base64').toString('latin1');
}
