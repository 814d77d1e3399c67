import { nearest } from '@countersign/contract';

/** ` Did you mean "generate"?`, if one of `known` is close to `given`; else nothing. */
export function suggest(given: string, known: readonly string[]): string {
  const best = nearest(given, known);
  return best === undefined ? '' : ` Did you mean "${best}"?`;
}
