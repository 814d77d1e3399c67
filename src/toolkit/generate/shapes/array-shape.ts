import { arrayOf, type Json } from '@countersign/contract';
import type { Local, ReadShape } from './scope.ts';
import { ANY_ARRAY, type ArrayShape } from './shape.ts';

/** What the own schemas of a place say of an array there. */
export function arrayShape({ own, known, isBranch }: Local, read: ReadShape): ArrayShape {
  const length = Math.max(0, ...own.map(({ prefixItems }) => arrayOf(prefixItems).length));
  const rests = own.flatMap(({ items, unevaluatedItems }): Json[] => {
    // Beside other schemas, items may have been evaluated there.
    const isOnly = known.length === 1 && items === undefined;
    const unevaluated = isOnly || unevaluatedItems === false ? unevaluatedItems : undefined;
    return [items, unevaluated].filter((schema) => schema !== undefined);
  });
  if (length === 0 && rests.length === 0) return ANY_ARRAY;
  const shapeOf = (schemas: readonly Json[]) => read({ schemas, around: [], isBranch });
  const rest = shapeOf(rests);
  const fewest = Math.max(0, ...own.map(({ minItems }) => Number(minItems ?? 0)));
  const most = Math.min(...known.map(({ maxItems }) => Number(maxItems ?? Infinity)));
  const first = Array.from({ length: Math.min(length, most) }, (_, index) => {
    const schemas = own.flatMap(({ prefixItems, items }): Json[] => {
      const schema = arrayOf(prefixItems)[index] ?? items;
      return schema === undefined ? [] : [schema];
    });
    return { shape: shapeOf(schemas), isOptional: index >= fewest };
  });
  const isClosed = rest.kind === 'never' || (length > 0 && most <= length);
  return { kind: 'array', first, rest: isClosed ? undefined : rest };
}
