/** Values that fit no branch of a `oneOf` or `anyOf`, or more than one. */
import { arrayOf, fromPointer, isObject, type Json, type JsonObject, toPointer } from '@countersign/contract';
import { build } from './build.ts';
import type { GenerationContext } from './generation-context.ts';
import type { Variant } from './variant.ts';

/** A value for each branch of the `oneOf` or `anyOf` at `pointer` for which one can be built. */
export function branchValues(generation: GenerationContext, pointer: string, branches: Json): Json[] {
  const owner = toPointer(fromPointer(pointer).slice(0, -1));
  return arrayOf(branches).flatMap((_, index) => {
    const route = [{ to: 'branch', pointer, index } as const];
    const built = build(generation, [owner], {
      hint: undefined,
      route,
      optional: 'none',
      together: [],
      attempt: 0,
    });
    return built === undefined ? [] : [built.value];
  });
}

/** What the branches have in common, and nothing that only one of them has. */
export function fittingNone(branches: readonly Json[]): Variant[] {
  const objects = branches.filter(isObject);
  const [first, ...others] = objects;
  if (first === undefined) return [];
  const common = Object.entries(first).filter(([name]) =>
    others.every((other) => Object.hasOwn(other, name)),
  );
  return [
    { value: Object.fromEntries(common), label: 'none of the alternatives', aspect: 'none' },
    { value: {}, label: 'none of the alternatives', aspect: 'none' },
  ];
}

/** What two branches have, in one value. */
export function fittingTwo(branches: readonly Json[]): Variant[] {
  const objects = branches.filter(isObject);
  return objects.flatMap((one, index) =>
    objects.slice(index + 1).map(
      (other): Variant => ({
        value: { ...one, ...other } satisfies JsonObject,
        label: 'two alternatives at once',
        aspect: 'two',
      }),
    ),
  );
}
