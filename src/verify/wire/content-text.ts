/** Values as text of a media type, where a parameter or a part is written by its `content`. */
import type { Json } from '@countersign/contract';
import { kindOfMedia } from './media-kind.ts';
import { textOf } from './text.ts';
import { Unwritable } from './unwritable.ts';

/** @throws {Unwritable} no text of that media type can be made */
export function contentText(mediaType: string, value: Json): string {
  switch (kindOfMedia(mediaType)) {
    case 'json':
      return JSON.stringify(value);
    case 'text':
      if (typeof value !== 'object' || value === null) return textOf(value);
      throw new Unwritable('a text has no parts');
    default:
      throw new Unwritable(`a value of type ${mediaType} cannot be made`);
  }
}
