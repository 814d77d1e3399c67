/** A value with the words for it. */
import type { Json } from '@countersign/contract';
import { describeValue } from './describe-value.ts';

export interface Variant {
  readonly value: Json;
  /** For the name of the case: `200 characters`. */
  readonly label: string;
  /** Which way of breaking a clause it is, where one value cannot show them all. @default '' */
  readonly aspect?: string;
}

export interface EdgeCase extends Variant {
  /** A value like it that is no edge case: where it is refused, too, there is another reason. @default none is asked */
  readonly beside?: Json;
}

/** The values, each called what it is. */
export function labelled(values: readonly Json[]): Variant[] {
  return values.map((value) => ({ value, label: describeValue(value) }));
}
