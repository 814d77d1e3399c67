/** How many values a value holds, itself included. Parts that are in many places are counted in each, and once worked out. */
import type { Json } from '@countersign/contract';

export class Sizes {
  readonly #known = new WeakMap<object, number>();

  /** @param value not changed once it is a part of another */
  of(value: Json): number {
    if (typeof value !== 'object' || value === null) return 1;
    return Object.values(value).reduce((size: number, part) => size + this.#ofPart(part), 1);
  }

  #ofPart(part: Json): number {
    if (typeof part !== 'object' || part === null) return 1;
    const size = this.#known.get(part) ?? this.of(part);
    this.#known.set(part, size);
    return size;
  }
}
