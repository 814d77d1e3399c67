/** What making values needs to know of the contract and of the run. */
import type { Json } from '../../contract/json.ts';
import { type Level, levelOf } from './level.ts';
import type { Schemas } from './schemas.ts';
import type { StringSource } from './strings.ts';

export interface Workshop extends StringSource {
  readonly schemas: Schemas;
  /** Whether `value` is valid against the schema at `pointer`. */
  fits(pointer: string, value: Json): boolean;
  /** Whether values of this component schema are ids that only the target knows. */
  isIdKind(component: string): boolean;
}

/** The level of `pointers` with the first branch everywhere: enough to read what stands beside the branches. */
export function plainLevel({ schemas }: Workshop, pointers: readonly string[]): Level {
  return levelOf(schemas, pointers, (pointer) => (/\/(oneOf|anyOf)$/.test(pointer) ? 0 : -1));
}
