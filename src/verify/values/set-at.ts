/** JSON values changed at one place. */
import { fromPointer, isObject, type Json } from '@countersign/contract';

/** A copy of `root` with `value` at `pointer`. */
export function setAt(root: Json, pointer: string, value: Json): Json {
  return setIn(root, fromPointer(pointer), value);
}

function setIn(root: Json, [head, ...rest]: readonly string[], value: Json): Json {
  if (head === undefined) return value;
  if (Array.isArray(root)) {
    const item = root[Number(head)];
    return item === undefined ? root : root.with(Number(head), setIn(item, rest, value));
  }
  const part = isObject(root) ? root[head] : undefined;
  return isObject(root) && part !== undefined ? { ...root, [head]: setIn(part, rest, value) } : root;
}
