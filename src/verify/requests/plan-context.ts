/** What planning knows of the contract, worked out once. */

import type { Clause, Contract, CutPart, MediaType, Operation } from '@countersign/contract';
import type { BodyValue, Draft, ParameterValue, Slot } from '../model/draft.ts';
import type { Prover } from '../model/prover.ts';
import type { BoundedCache } from '../values/bounded-cache.ts';
import type { GenerationContext } from '../values/generation-context.ts';
import type { Schemas } from '../values/schemas.ts';
import type { Bodies } from './bodies.ts';
import type { ByRecipe } from './by-recipe.ts';
import type { IdKinds } from './id-kinds/id-kind.ts';
import type { Paths } from './paths.ts';

export interface PlanContext {
  readonly contract: Contract;
  readonly schemas: Schemas;
  readonly clauses: readonly Clause[];
  /** The parts of requests whose clauses are too many to list them all. */
  readonly cutParts: readonly CutPart[];
  /** The clauses of one operation. */
  clausesOf(operationId: string): readonly Clause[];
  readonly kinds: IdKinds;
  /** Whether the schema at `pointer` speaks of ids anywhere. */
  holdsIds(pointer: string): boolean;
  /** The slots of the parameters that requests hold. */
  readonly slots: BoundedCache<readonly ParameterValue[], readonly Slot[]>;
  /** Whether ids of the kind can be had at all. */
  isObtainable(kind: string): boolean;
  readonly generation: GenerationContext;
  readonly bodies: Bodies;
  /** What requests hold at the places that they are not about. */
  readonly plain: {
    readonly parameters: ByRecipe<Operation, readonly ParameterValue[] | undefined>;
    readonly bodies: ByRecipe<MediaType, BodyValue | undefined>;
    /** The plainest request of each operation, or why there is none. */
    readonly requests: Map<Operation, Draft | string>;
  };
  readonly paths: Paths;
  readonly prover: Prover;
  /** Whether the target is a mock without state, which is asked for the answers that state would give. */
  readonly mock: boolean;
  /** A text that no other case of this run has: for names that the target wants unique. */
  nextTag(): string;
}
