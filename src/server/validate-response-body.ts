import type { MediaType, ResponseSpec } from '@countersign/contract';
import { bodyDefect } from './body-defect.ts';
import type { Defect } from './events.ts';
import { checkItems } from './item-schema.ts';
import { isStream, itemStream } from './item-stream.ts';
import { itemKind } from './item-texts.ts';
import { bodyKind, findMediaType } from './media-type.ts';
import type { Proving } from './proving.ts';

export interface ValidatedBody {
  /** The value of `Content-Type`. */
  readonly type: string | undefined;
  readonly bytes: Uint8Array | undefined;
  /** In place of bytes, where the items are sent as they come. */
  readonly stream?: AsyncIterable<Uint8Array>;
  readonly defects: readonly Defect[];
}

/** What is validated is what will be sent. */
export function validateResponseBody(
  spec: ResponseSpec,
  draft: { readonly body?: unknown; readonly mediaType?: string | undefined },
  { checker, writerOf }: Proving,
): ValidatedBody {
  const { body, mediaType } = draft;
  if (spec.content.length === 0) {
    return body === undefined ? NOTHING : broken('body', 'no content', 'must have no body', spec.pointer);
  }
  const media = chooseMedia(spec.content, mediaType);
  if (media === undefined) {
    const types = spec.content.map(({ type }) => type).join(', ');
    const isNamed = mediaType !== undefined && !mediaType.includes('*');
    const message = isNamed ? `${mediaType} is not documented` : 'must be named';
    return broken('media type', `documented: ${types}`, message, `${spec.pointer}/content`);
  }
  const type = mediaType ?? media.type;
  const write = writerOf(media);
  if (itemKind(type) !== undefined && isStream(body)) {
    const itemPointer = media.itemPointer ?? write.itemSchema;
    return { ...NOTHING, type, stream: itemStream(type, { ...media, itemPointer }, body, checker) };
  }
  const written = write(body, type);
  if ('reason' in written) return broken('body', type, written.reason, media.pointer);
  const { content, value, itemSchema } = written;
  const failures =
    value === undefined || media.schema === undefined
      ? []
      : itemSchema === undefined
        ? checker.check(media.schemaPointer, value)
        : checkItems(checker.check, itemSchema, Array.isArray(value) ? value : []);
  // XML says its encoding itself.
  const isText = type.startsWith('text/') && bodyKind(type) === 'text' && !type.includes('charset');
  return {
    type: isText ? `${type}; charset=utf-8` : type,
    bytes: Buffer.from(content),
    defects: failures.map(bodyDefect),
  };
}

const NOTHING: ValidatedBody = { type: undefined, bytes: undefined, defects: [] };

function broken(place: Defect['in'], clause: string, message: string, pointer: string): ValidatedBody {
  return { ...NOTHING, defects: [{ in: place, path: '', clause, message, pointer }] };
}

/** Without a name, the only one that is documented. A range is no name. */
function chooseMedia(content: readonly MediaType[], mediaType: string | undefined): MediaType | undefined {
  if (mediaType?.includes('*')) return undefined;
  if (mediaType !== undefined) return findMediaType(content, mediaType);
  const [only, ...others] = content;
  return others.length === 0 && only !== undefined && !only.type.includes('*') ? only : undefined;
}
