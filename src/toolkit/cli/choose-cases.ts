import type { Contract, Operation } from '@countersign/contract';
import { type Phase, phases, usualPhases } from '@countersign/verify';
import { suggest } from './suggest.ts';
import { UsageError } from './usage-error.ts';

export interface CaseFilter {
  readonly phase: readonly string[];
  readonly operation: readonly string[];
  readonly tag: readonly string[];
  /** Phases, operations and tags that are left out. */
  readonly skip: readonly string[];
  /** Milliseconds that the run has, if it has a limit. */
  readonly time: number | undefined;
}

export interface ChosenCases {
  readonly phases: readonly Phase[];
  readonly operations: (operationId: string, operation: Operation) => boolean;
}

/**
 * Which cases a run sends.
 *
 * @throws {UsageError} a phase, operation or tag is known to none of the contracts, or nothing is chosen
 */
export function chooseCases(
  { phase: namedPhases, operation, tag, skip: skipped, time }: CaseFilter,
  contracts: readonly Contract[],
): ChosenCases {
  const operations = contracts.flatMap((contract) => contract.operations);
  const ids = operations.map(({ id }) => id);
  const tags = [...new Set(operations.flatMap((operation) => operation.tags))];
  const isOther = (name: string): boolean => ids.includes(name) || tags.includes(name);
  const phase = namedPhases.map(currentPhase);
  const skip = skipped.map((name) => (isOther(name) ? name : currentPhase(name)));
  requireKnown('phase', phase, phases);
  requireKnown('operation', operation, ids);
  requireKnown('tag', tag, tags);
  requireKnown('skip', skip, [...phases, ...ids, ...tags]);
  const isIn = (wanted: readonly string[], names: readonly string[]): boolean =>
    names.some((name) => wanted.includes(name));
  const chosen: ChosenCases = {
    phases: (phase.length === 0 ? usualPhases({ time }) : phases.filter((one) => phase.includes(one))).filter(
      (one) => !skip.includes(one),
    ),
    operations: (id, { tags: own }) =>
      (operation.length === 0 || operation.includes(id)) &&
      (tag.length === 0 || isIn(tag, own)) &&
      !isIn(skip, [id, ...own]),
  };
  const isAny =
    operations.length === 0 || operations.some((operation) => chosen.operations(operation.id, operation));
  if (chosen.phases.length > 0 && isAny) return chosen;
  throw new UsageError('Nothing is left to ask: no case is of what is chosen and not left out.');
}

/** What phases were called before; understood for one version more. */
const OLD_PHASES: ReadonlyMap<string, Phase> = new Map([
  ['accepted', 'positive'],
  ['refused', 'negative'],
  ['guards', 'security'],
  ['state', 'stateful'],
]);

function currentPhase(name: string): string {
  return OLD_PHASES.get(name) ?? name;
}

function requireKnown(option: string, names: readonly string[], known: readonly string[]): void {
  const unknown = names.find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const few = known.length <= MOST_LISTED ? ` Known: ${known.join(', ')}.` : '';
  throw new UsageError(`--${option}: nothing is called "${unknown}".${suggest(unknown, known)}${few}`);
}

/** Names that fit into a message. */
const MOST_LISTED = 20;
