/** Reads ids out of an answer. */

import { fromPointer, isObject, type Json } from '@countersign/contract';
import type { Id } from '../model/options.ts';

// Every value at `path`, where `*` stands for any item or property: `/data/*/id`.
export function pickAll(body: Json | undefined, path: string): Id[] {
  let values: Json[] = body === undefined ? [] : [body];
  for (const segment of fromPointer(path)) {
    values = values.flatMap((value) => {
      if (segment === '*') return typeof value === 'object' && value !== null ? Object.values(value) : [];
      const part = Array.isArray(value)
        ? value[Number(segment)]
        : isObject(value)
          ? value[segment]
          : undefined;
      return part === undefined ? [] : [part];
    });
  }
  return values.filter((value) => typeof value === 'string' || typeof value === 'number');
}
