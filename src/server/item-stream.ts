/** A reply whose items are sent as they come. Each is proven against the contract before it leaves. */
import type { MediaType, SchemaChecker } from '@countersign/contract';
import { bodyDefect } from './body-defect.ts';
import type { Defect } from './events.ts';
import { checkItem } from './item-schema.ts';
import { itemKind, writeItem } from './item-texts.ts';

/** An item breaks the contract: what came before it has been sent. */
export class BrokenItem extends Error {
  readonly defects: readonly Defect[];

  constructor(defects: readonly Defect[]) {
    super('An item of the reply breaks the contract.');
    this.defects = defects;
  }
}

/** What is not there yet as a whole. A list or a text is, and is proven as one. */
export function isStream(body: unknown): body is AsyncIterable<unknown> | Iterable<unknown> {
  if (typeof body !== 'object' || body === null || Array.isArray(body) || ArrayBuffer.isView(body))
    return false;
  return Symbol.asyncIterator in body || Symbol.iterator in body;
}

/** @throws {BrokenItem} at the item that breaks the contract */
export async function* itemStream(
  type: string,
  media: MediaType,
  items: AsyncIterable<unknown> | Iterable<unknown>,
  checker: SchemaChecker,
): AsyncGenerator<Uint8Array> {
  const kind = itemKind(type);
  let index = 0;
  for await (const item of items) {
    const text = kind && writeItem(kind, item);
    if (text === undefined) throw new BrokenItem([unwritable(type, index, media.pointer)]);
    const failures =
      media.itemPointer === undefined ? [] : checkItem(checker.check, media.itemPointer, item, index);
    if (failures.length > 0) throw new BrokenItem(failures.map(bodyDefect));
    yield Buffer.from(text);
    index += 1;
  }
}

function unwritable(type: string, index: number, pointer: string): Defect {
  return {
    in: 'body',
    path: `/${index}`,
    clause: type,
    message: 'cannot be written as such an item',
    pointer,
  };
}
