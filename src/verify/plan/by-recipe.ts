/** What was made of something by a recipe: whoever asks again gets the very same, which need not be proven again. */
import type { DraftRecipe } from './draft.ts';

export class ByRecipe<Source extends object, Made> {
  readonly #made = new WeakMap<Source, Map<string, Made>>();

  of(source: Source, { examples, optional, attempt }: DraftRecipe, make: () => Made): Made {
    const byRecipe = this.#made.get(source) ?? new Map<string, Made>();
    this.#made.set(source, byRecipe);
    const recipe = `${examples} ${optional} ${attempt}`;
    const made = byRecipe.get(recipe) ?? make();
    byRecipe.set(recipe, made);
    return made;
  }
}
