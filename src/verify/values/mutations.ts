import { isObject, type Json } from '@countersign/contract';
import { labelled, type Variant } from './variant.ts';

/** Parts of `current` taken away, and values of other kinds: for clauses of which nothing better is known. */
export function mutations(current: Json): Variant[] {
  const parts = isObject(current)
    ? Object.keys(current).map((name) => {
        const { [name]: _, ...rest } = current;
        return rest;
      })
    : Array.isArray(current)
      ? current.map((_, index) => current.toSpliced(index, 1))
      : [];
  return labelled([...parts, {}, [], '', 'text', 0, -1, 1.5, true, null]);
}
