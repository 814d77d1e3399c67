/** What reading the shape of a schema needs to know of the contract and of who looks at it. */
import type { Json, JsonObject } from '@countersign/contract';
import type { Shape } from './shape.ts';

export interface Scope {
  /** As one direction carries it: see `inDirection`. */
  readonly document: JsonObject;
  /** The keyword of members that the direction does not carry. */
  readonly absent: string;
  /** Whether defaults have been filled in, as a handler gets them. */
  readonly isFilledIn: boolean;
  /** The name under which what a reference leads to is typed; `undefined` where it has none. */
  nameOf(reference: string): string | undefined;
}

/** Schemas whose shape is asked, at one place of a value. */
export interface Wish {
  readonly schemas: readonly Json[];
  /** What is known of the value already, and need not be said again. */
  readonly around: readonly JsonObject[];
  /** Whether they hold only if a branch is taken: then no default is filled in. */
  readonly isBranch: boolean;
}

export type ReadShape = (wish: Wish) => Shape;

/** The schemas of one place, taken apart. */
export interface Local {
  /** Those that the shape has to say. */
  readonly own: readonly JsonObject[];
  /** All that are known to hold, `own` among them. */
  readonly known: readonly JsonObject[];
  readonly isBranch: boolean;
}
