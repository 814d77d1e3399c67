/** Values that keep a contract's schemas, for whoever needs some: the same contract gives the same values. */
import type { Contract, Direction, Json } from '@countersign/contract';
import { inDirection, schemaChecker } from '@countersign/contract';
import { BoundedCache } from './values/bounded-cache.ts';
import { buildPlain } from './values/build-plain.ts';
import { DrawnStrings } from './values/drawn-strings.ts';
import { type GenerationContext, MOST_PARTS } from './values/generation-context.ts';
import { Schemas } from './values/schemas.ts';
import { Sizes } from './values/sizes.ts';

/** What kind of values are made. */
export interface SampleOptions {
  /** What the values are part of: what the other direction alone carries is not in them. */
  readonly direction: Direction;
  /** The time that dates are chosen relative to. @default the system's clock, once for all values */
  readonly now?: Date;
}

/**
 * Makes values for the schemas of `contract`, each proven by the contract's own checker.
 *
 * @returns from where a schema stands (a JSON pointer into the document) to the smallest value found that keeps it, or
 * `undefined` where none was found
 */
export function sampleValues(
  contract: Contract,
  { direction, now = new Date() }: SampleOptions,
): (schemaPointer: string) => Json | undefined {
  const seen = inDirection(contract, direction);
  const checker = schemaChecker(seen, { now: () => now, direction });
  const fits = (pointer: string, value: Json): boolean => checker.check(pointer, value).length === 0;
  const generation: GenerationContext = {
    schemas: new Schemas(seen),
    now,
    seed: 1,
    drawn: new DrawnStrings(),
    sizes: new Sizes(),
    parts: new BoundedCache(MOST_PARTS),
    fits,
    isIdKind: () => false,
  };
  return (schemaPointer) => {
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      const value = buildPlain(generation, [schemaPointer], attempt);
      if (value !== undefined && fits(schemaPointer, value)) return value;
    }
    return undefined;
  };
}

/** Branches of alternatives that are tried in turn. */
const MOST_ATTEMPTS = 12;
