import type { MediaType, ResponseSpec, SchemaChecker } from '@countersign/contract';
import type { Defect } from './events.ts';
import { isStream, itemStream, unwritable } from './item-stream.ts';
import { type ItemKind, itemKind, writeItem } from './item-texts.ts';
import { findMediaType, isJson } from './media-type.ts';

export interface ValidatedBody {
  /** The value of `Content-Type`. */
  readonly type: string | undefined;
  readonly bytes: Uint8Array | undefined;
  /** In place of bytes, where the items are sent as they come. */
  readonly stream?: AsyncIterable<Uint8Array>;
  readonly defects: readonly Defect[];
}

/** What is validated is what will be sent: the body is serialized once, and the result is checked. */
export function validateResponseBody(
  spec: ResponseSpec,
  draft: { readonly body?: unknown; readonly mediaType?: string | undefined },
  checker: SchemaChecker,
): ValidatedBody {
  const { body, mediaType } = draft;
  if (spec.content.length === 0) {
    return body === undefined ? NOTHING : broken('body', 'no content', 'must have no body', spec.pointer);
  }
  const media = chooseMedia(spec.content, mediaType);
  if (media === undefined) {
    const types = spec.content.map(({ type }) => type).join(', ');
    const message = mediaType === undefined ? 'must be named' : `${mediaType} is not documented`;
    return broken('media type', `documented: ${types}`, message, `${spec.pointer}/content`);
  }
  const type = mediaType ?? media.type;
  const kind = itemKind(type);
  if (kind !== undefined && isStream(body)) {
    return { ...NOTHING, type, stream: itemStream(type, media, body, checker) };
  }
  if (kind !== undefined && Array.isArray(body)) return listed(kind, type, media, body, checker);
  const text = isJson(type) ? toJson(body) : body;
  if (typeof text !== 'string' && !(text instanceof Uint8Array)) {
    const form = isJson(type) ? 'a JSON value' : 'a string or bytes';
    return broken('body', type, `must be ${form}`, media.pointer);
  }
  const isText = type.startsWith('text/') && !type.includes('charset');
  return {
    type: isText ? `${type}; charset=utf-8` : type,
    bytes: Buffer.from(text),
    defects: typeof text === 'string' ? check(media, isJson(type) ? JSON.parse(text) : text, checker) : [],
  };
}

const NOTHING: ValidatedBody = { type: undefined, bytes: undefined, defects: [] };

function broken(place: Defect['in'], clause: string, message: string, pointer: string): ValidatedBody {
  return { ...NOTHING, defects: [{ in: place, path: '', clause, message, pointer }] };
}

/** Items that are all there. */
function listed(
  kind: ItemKind,
  type: string,
  media: MediaType,
  items: readonly unknown[],
  checker: SchemaChecker,
): ValidatedBody {
  const texts = items.map((item) => writeItem(kind, item));
  const broken = texts.indexOf(undefined);
  if (broken >= 0) return { ...NOTHING, defects: [unwritable(type, broken, media.pointer)] };
  return { type, bytes: Buffer.from(texts.join('')), defects: check(media, items, checker) };
}

/** Without a name, the only one that is documented. */
function chooseMedia(content: readonly MediaType[], mediaType: string | undefined): MediaType | undefined {
  if (mediaType !== undefined) return findMediaType(content, mediaType);
  const [only, ...others] = content;
  return others.length === 0 && only !== undefined && !only.type.includes('*') ? only : undefined;
}

/** `undefined` for what JSON cannot say: a function, a big integer, a circle. */
function toJson(body: unknown): string | undefined {
  try {
    return JSON.stringify(body);
  } catch {
    return undefined;
  }
}

function check(media: MediaType, value: unknown, checker: SchemaChecker): Defect[] {
  if (media.schema === undefined) return [];
  return checker.check(media.schemaPointer, value).map((failure) => ({
    in: 'body',
    path: failure.pointer,
    clause: `${failure.keyword} ${JSON.stringify(failure.expected)}`,
    message: failure.message,
    pointer: failure.schemaPointer,
  }));
}
