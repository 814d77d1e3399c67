/** Valid values that servers stumble over. */
import type { Clause } from '@countersign/contract';
import type { EffectiveSchema } from './effective-schema.ts';
import { valuesForKeyword } from './keywords/keywords.ts';
import type { EdgeCase } from './variant.ts';

/** Whether there may be edge cases for clauses of the keyword. */
export function isOftenMisread(keyword: string): boolean {
  return valuesForKeyword(keyword).edgeCases !== undefined;
}

/** The edge cases for a clause at `effective`. They are not proven valid. */
export function edgeCasesFor(
  { keyword, value }: Pick<Clause, 'keyword' | 'value'>,
  effective: EffectiveSchema,
  now: Date,
): EdgeCase[] {
  return valuesForKeyword(keyword).edgeCases?.(value, effective, now) ?? [];
}
