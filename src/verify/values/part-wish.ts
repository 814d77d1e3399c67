import type { Json } from '@countersign/contract';
import type { Route } from './schema-location.ts';

/** What is asked of one part of a value. */
export interface PartWish {
  /** Where the schemas stand that it is for. */
  readonly pointers: readonly string[];
  /** A value to stay close to. */
  readonly hint: Json | undefined;
  /** The way on to the part that must be there; `undefined` where it does not lead through this one. */
  readonly route: Route | undefined;
  /** Where the part stands in the whole value. */
  readonly path: string;
  /** How many values are around it. */
  readonly depth: number;
}

/** What of a wish is left for the parts of an object or array. */
export interface InnerWish<Hint> extends Pick<PartWish, 'path' | 'depth'> {
  readonly hint: Hint | undefined;
  readonly route: Route;
}

/** A part for a wish, or `undefined` where none was found. */
export type BuildPart = (wish: PartWish) => Json | undefined;
