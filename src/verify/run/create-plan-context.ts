import {
  type Contract,
  type CutPart,
  clausesOf,
  inDirection,
  objectOf,
  schemaChecker,
} from '@countersign/contract';
import { independentValidator } from '../proof/independent-validator.ts';
import { createProver } from '../proof/prover.ts';
import { Bodies } from '../requests/bodies.ts';
import { ByRecipe } from '../requests/by-recipe.ts';
import { idKindsOf } from '../requests/id-kinds/id-kinds.ts';
import { Paths } from '../requests/paths.ts';
import type { PlanContext } from '../requests/plan-context.ts';
import { tagger } from '../requests/tags.ts';
import { BoundedCache } from '../values/bounded-cache.ts';
import { DrawnStrings } from '../values/drawn-strings.ts';
import { componentNamed } from '../values/effective-schema.ts';
import { type GenerationContext, MOST_PARTS } from '../values/generation-context.ts';
import { memoize } from '../values/memoize.ts';
import { Schemas } from '../values/schemas.ts';
import { Sizes } from '../values/sizes.ts';

export interface PlanOptions {
  /** Same contract, same seed, same cases. @default 1 */
  readonly seed?: number;
  /** Letters and digits in every text that must be unique. @default the seed */
  readonly runId?: string;
  /** The time that dates are chosen relative to. */
  readonly now: Date;
  /** Whether the cases are for a mock without state. @default false */
  readonly mock?: boolean;
  /** The kinds of ids that the caller gives. @default none */
  readonly given?: readonly string[];
}

export function planContext(
  contract: Contract,
  { seed = 1, runId = seed.toString(36), now, mock = false, given = [] }: PlanOptions,
): PlanContext {
  const sent = inDirection(contract, 'request');
  const schemas = new Schemas(sent);
  const second = independentValidator(sent);
  const cutParts: CutPart[] = [];
  const clauses = clausesOf(sent, (part) => cutParts.push(part));
  const byOperation = Map.groupBy(clauses, ({ operation }) => operation);
  // Ids come from answers, where they often are what no request may hold.
  const kinds = idKindsOf(contract, new Schemas(contract), given);
  const generation: GenerationContext = {
    schemas,
    now,
    seed,
    drawn: new DrawnStrings(),
    sizes: new Sizes(),
    parts: new BoundedCache(MOST_PARTS),
    fits: (pointer, value) => second.isValid(pointer, value),
    isIdKind: (component) => kinds.has(component),
  };
  return {
    contract,
    schemas,
    clauses,
    cutParts,
    clausesOf: (operationId) => byOperation.get(operationId) ?? [],
    kinds,
    holdsIds: memory((pointer) =>
      schemas.locationsAt(pointer).some((location) => {
        const { $ref: reference } = objectOf(schemas.at(location.pointer));
        const component = typeof reference === 'string' ? componentNamed(reference) : undefined;
        return component !== undefined && kinds.has(component);
      }),
    ),
    isObtainable: (kind) => given.includes(kind) || (kinds.get(kind)?.producers.length ?? 0) > 0,
    generation,
    bodies: new Bodies(generation, contract.operations),
    slots: new BoundedCache(MOST_REMEMBERED),
    plain: { parameters: new ByRecipe(), bodies: new ByRecipe(), requests: new Map() },
    paths: new Paths(contract.operations),
    prover: createProver(schemas, schemaChecker(sent, { now: () => now }), second),
    mock,
    nextTag: tagger(runId),
  };
}

/** Lists of parameters: those of one operation are planned one after the other. */
const MOST_REMEMBERED = 20;

/** `work`, done once for each key. */
function memory<Result>(work: (key: string) => Result): (key: string) => Result {
  const known = new Map<string, Result>();
  return (key) => memoize(known, key, () => work(key));
}
