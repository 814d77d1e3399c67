/** Which of a schema's branches a value is built for. */
import { fromPointer, isObject, type Json } from '@countersign/contract';
import type { Choose } from './effective-schema.ts';
import type { GenerationContext } from './generation-context.ts';
import { isChoice } from './is-choice.ts';
import type { Route, Step } from './schema-location.ts';

export type Branch = Extract<Step, { to: 'branch' }>;

/** The branches to take here, and the steps that lead on. */
export function splitRoute(route: Route): { branches: Branch[]; rest: Route } {
  const end = route.findIndex((step) => step.to !== 'branch');
  const branches = (end < 0 ? route : route.slice(0, end)).filter((step) => step.to === 'branch');
  return { branches, rest: end < 0 ? [] : route.slice(end) };
}

/**
 * Takes the `branches` that are wanted; elsewhere those that `hint` fits; else the one that `attempt` counts to.
 *
 * @param onCondition told when a branch depends on a value that is not known yet
 */
export function chooser(
  generation: GenerationContext,
  branches: readonly Branch[],
  hint: Json | undefined,
  attempt: number,
  onCondition: () => void,
): Choose {
  return (pointer, count) => {
    const wanted = branches.find((step) => step.pointer === pointer);
    if (wanted !== undefined) return wanted.index;
    if (isChoice(pointer)) {
      const indexes = [...Array(count).keys()];
      const like =
        hint === undefined ? -1 : indexes.findIndex((index) => generation.fits(`${pointer}/${index}`, hint));
      return like >= 0 ? like : attempt % count;
    }
    onCondition();
    if (hint === undefined) return -1;
    if (count === 2) return generation.fits(pointer, hint) ? 0 : 1;
    // A schema of `dependentSchemas` applies where the property is there that it is called after.
    return isObject(hint) && Object.hasOwn(hint, fromPointer(pointer).at(-1) ?? '') ? 0 : -1;
  };
}
