import type { MediaType } from '@countersign/contract';
import type { Recipe } from '../values/recipe.ts';

export interface DraftRecipe extends Pick<Recipe, 'optional' | 'attempt'> {
  /** Whether values stay close to the contract's examples, or only to its schemas. */
  readonly examples: boolean;
  /** Whether a body that may be left out is. @default false */
  readonly bare?: boolean;
  /** The media type of the body. @default the first that a body can be made of */
  readonly media?: MediaType;
}
