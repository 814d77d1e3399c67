import type { Json } from '@countersign/contract';
import type { EffectiveSchema } from './effective-schema.ts';
import type { Route } from './schema-location.ts';

export interface Recipe {
  /** A value to stay close to: an example of the contract. */
  readonly hint: Json | undefined;
  /** The part that must be there. */
  readonly route: Route;
  /** Which optional properties are put in, beside those that the hint has. */
  readonly optional: 'none' | 'all';
  /** Properties that are put in beside the part, since what is asked is how they go together. */
  readonly together: readonly string[];
  /** Which branch is taken where nothing else decides: the first at 0, the next at 1 … */
  readonly attempt: number;
  /** Whether values are written as text, where a list without items is no list. @default false */
  readonly isText?: boolean;
  /** What is known of the content at a path of the value beyond its schema. @default nothing */
  readonly contentAt?: (path: string) => Content | undefined;
}

/** What a file holds. */
export interface Content {
  readonly sample: string;
  /** Whether any other text would do as well. */
  readonly isFree: boolean;
}

export interface Built {
  readonly value: Json;
  /** Where the route led. */
  readonly place: Place;
}

export interface Place {
  /** Into the value. */
  readonly pointer: string;
  /** What applies there. */
  readonly effective: EffectiveSchema;
}
