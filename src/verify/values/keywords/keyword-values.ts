import type { Json } from '@countersign/contract';
import type { EffectiveSchema } from '../effective-schema.ts';
import type { GenerationContext } from '../generation-context.ts';
import type { EdgeCase, Variant } from '../variant.ts';

/**
 * The values of one keyword's clauses. How one is kept is no matter of a single keyword: `build.ts` makes values that
 * keep all of an effective schema at once. Nothing here is proven: that is done on the wire.
 */
export interface KeywordValues {
  /** Candidates for the value nearest to breaking the clause. @default none */
  boundary?(place: ValueAt): Variant[];
  /** Candidates for a value that breaks it, those that say the most first. @default `mutations` */
  violations?(place: ClauseAt): Variant[];
  /** Values that keep every clause of the effective schema, and that this one is often misread for. @default none */
  edgeCases?(expected: Json, effective: EffectiveSchema, now: Date): EdgeCase[];
  /** Values that it lists as allowed, each with why it is. @default none */
  offers?(expected: Json): { readonly value: Json; readonly why: string }[];
}

/** A place where a clause is kept. */
export interface ValueAt {
  readonly generation: GenerationContext;
  readonly effective: EffectiveSchema;
  /** The keyword's value. */
  readonly expected: Json;
  /** A value that keeps it. */
  readonly current: Json;
}

export interface ClauseAt extends ValueAt {
  /** The keyword's place in the document. */
  readonly pointer: string;
}

/** The rows of some keywords that belong together. */
export type KeywordRows = Readonly<Record<string, KeywordValues>>;
