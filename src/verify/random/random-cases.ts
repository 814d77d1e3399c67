/** Random requests of an operation, valid and invalid, each proven before it is sent; a failure is made small. */
import fc from 'fast-check';
import type { Clause } from '../../contract/clauses.ts';
import type { Operation } from '../../contract/contract.ts';
import type { Draft } from '../case.ts';
import type { PlanContext } from '../plan/context.ts';
import { changesState } from '../plan/draft.ts';
import { expectAccepted, expectRefused } from '../plan/expectation.ts';
import { freshen } from '../plan/unique.ts';
import type { Conversation } from '../state/conversation.ts';
import type { Planning } from '../state/planning.ts';
import { type SequenceCase, sequenceName, type Trouble } from '../state/sequence-case.ts';
import { Unavailable } from '../supply/producing.ts';
import { requestArbitrary } from './request-arbitrary.ts';

/** Requests of one case. */
export const REQUESTS = 100;

/** Requests that are sent to make a failure smaller. */
const MOST_SHRINKS = 150;

/** A case for `operation`, or none where no request of it can be made. `round` tells one from the next. */
export function randomCases(
  { materials, context }: Planning,
  operation: Operation,
  round: number,
): SequenceCase[] {
  const base = materials.plain(operation);
  if (typeof base === 'string' || (base.body === undefined && base.parameters.length === 0)) return [];
  return [
    {
      name: sequenceName(operation, `random requests, round ${round}`, 'answered as the contract says'),
      phase: 'random',
      operation,
      why: 'What nobody thought of: requests that are drawn at random, and then made as small as shows the same.',
      requests: [`${operation.id} (${REQUESTS})`],
      alone: false,
      play: (conversation) => playRandom(conversation, base, seedOf(context, operation, round)),
    },
  ];
}

/** The same for the same run, and another for each operation and round. */
export function seedOf({ workshop, contract }: PlanContext, operation: Operation, round: number): number {
  const place = contract.operations.indexOf(operation);
  return (workshop.seed * 7_919 + round * 1_009 + place) | 0;
}

async function playRandom(conversation: Conversation, base: Draft, seed: number): Promise<Trouble[]> {
  let found: readonly Trouble[] = [];
  let shrinks = 0;
  let unavailable: Unavailable | undefined;
  const keepsContract = async (drawn: Draft): Promise<boolean> => {
    if (conversation.hasEnded || unavailable !== undefined || shrinks >= MOST_SHRINKS) return true;
    if (found.length > 0) shrinks += 1;
    try {
      const troubles = await tryOne(conversation, drawn);
      // What is known already hides nothing new.
      const fresh = troubles.filter((trouble) => !conversation.isKnown(trouble));
      if (fresh.length > 0) found = fresh;
      return fresh.length === 0;
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      unavailable = error;
      return true;
    }
  };
  const property = fc.asyncProperty(requestArbitrary(conversation.context, base), keepsContract);
  await fc.check(property, { seed, numRuns: REQUESTS });
  if (unavailable !== undefined && found.length === 0) throw unavailable;
  return [...found];
}

/** Sends a request, if it can be shown to be valid or invalid, and tells what its answer shows. */
async function tryOne(conversation: Conversation, drawn: Draft): Promise<readonly Trouble[]> {
  const { context } = conversation;
  const { operation } = drawn;
  const draft = freshen(context, drawn, undefined);
  if (context.prover.doubtsValid(draft) === undefined) {
    // A change is made of something new, since what earlier ones have left may explain a refusal.
    const resource = changesState(operation) ? 'own' : 'shared';
    const expects = expectAccepted(draft);
    return conversation.ask({ ...draft, resource }, { phase: 'accepted', clause: undefined, expects });
  }
  const broken = context.prover.brokenClauses(draft);
  if (broken === undefined) return [];
  const isInPath = broken.some((pointer) => isAboutPath(operation, pointer));
  const { tolerated, ...refused } = expectRefused(operation, isInPath);
  return conversation.ask(
    { ...draft, resource: changesState(operation) ? 'operation' : 'shared' },
    {
      phase: 'refused',
      clause: broken.length === 1 ? clauseAt(context, operation, broken[0]) : undefined,
      // What was drawn may also name what is not there, or is taken.
      expects: { ...refused, tolerated: [...tolerated, '404', '409'] },
    },
  );
}

function isAboutPath({ parameters }: Operation, pointer: string): boolean {
  return parameters.some((each) => each.in === 'path' && pointer.startsWith(each.schemaPointer));
}

function clauseAt(context: PlanContext, { id }: Operation, pointer: string | undefined): Clause | undefined {
  const found = context.clausesOf(id).filter((clause) => clause.pointer === pointer);
  // Names that are required share a place; which one is missing is not told here.
  return found.length === 1 ? found[0] : undefined;
}
