/** Values that fit no branch of a `oneOf` or `anyOf`, or more than one. */
import type { Clause } from '@countersign/contract';
import { arrayOf, fromPointer, isObject, type Json, type JsonObject, toPointer } from '@countersign/contract';
import type { Variant } from './boundaries.ts';
import { build } from './build.ts';
import type { GenerationContext } from './generation-context.ts';

/** Candidates that break the `oneOf` or `anyOf` of `clause`; none for other keywords. */
export function branchVariants(
  generation: GenerationContext,
  { keyword, value, pointer }: Clause,
): Variant[] {
  if (keyword !== 'oneOf' && keyword !== 'anyOf') return [];
  const owner = toPointer(fromPointer(pointer).slice(0, -1));
  const branches = arrayOf(value).flatMap((_, index) => {
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
  return [...withoutBranch(branches), ...(keyword === 'oneOf' ? withTwoBranches(branches) : [])];
}

/** What the branches have in common, and nothing that only one of them has. */
function withoutBranch(branches: readonly Json[]): Variant[] {
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

function withTwoBranches(branches: readonly Json[]): Variant[] {
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
