/** Deletes what a run has made, where the contract has an operation for it. */

import { type Resource, resourcesOf } from '../cases/stateful/resources.ts';
import { atSamePlace, setPath } from '../cases/stateful/set-path.ts';
import { idsIn } from '../ids/id-producers.ts';
import type { Draft } from '../model/draft.ts';
import type { WireResponse } from '../model/exchange.ts';
import { baseDraft } from '../requests/base-draft.ts';
import type { PlanContext } from '../requests/plan-context.ts';
import { encodeRequest } from '../wire/encode.ts';
import { Unwritable } from '../wire/unwritable.ts';

/** Things that are deleted at once. */
const MOST_DELETIONS = 2_000;

/** Milliseconds that deleting may take. */
const CLEANING_TIME = 5_000;

export class CleanUp {
  readonly #context: PlanContext;
  readonly #removals: ReadonlyMap<string, Removal>;
  /** What is to be deleted, by the target of the request that does. */
  readonly #made = new Map<string, Draft>();

  constructor(context: PlanContext) {
    this.#context = context;
    this.#removals = new Map(
      resourcesOf(context).flatMap((resource) => {
        const { create, remove } = resource;
        const plain = remove === undefined ? '' : baseDraft(context, remove);
        return create === undefined || typeof plain === 'string' ? [] : [[create.id, { resource, plain }]];
      }),
    );
  }

  /** Takes note of what a request has made, or deleted. */
  saw(draft: Draft, { status, ...response }: WireResponse): void {
    if (status >= 300) return;
    if (draft.operation.method === 'delete') this.#made.delete(targetOf(draft) ?? '');
    const removal = this.#removals.get(draft.operation.id);
    const request = removal && this.#request(removal, draft, { status, ...response });
    const target = request === undefined ? undefined : targetOf(request);
    if (request !== undefined && target !== undefined) this.#made.set(target, request);
  }

  /**
   * Deletes what is left, the last first, since it may lie in what was made before. The answers prove nothing.
   *
   * @param most how many requests are under way at once
   */
  async run(send: (draft: Draft) => Promise<unknown>, most: number, now: () => Date): Promise<void> {
    const end = now().getTime() + CLEANING_TIME;
    const waiting = [...this.#made].toReversed().slice(0, MOST_DELETIONS).values();
    const work = async (): Promise<void> => {
      for (const [target, draft] of waiting) {
        if (now().getTime() >= end) return;
        await send(draft);
        this.#made.delete(target);
      }
    };
    await Promise.all(Array.from({ length: most }, work));
  }

  #request({ resource, plain }: Removal, made: Draft, response: WireResponse): Draft | undefined {
    const { kinds } = this.#context;
    const producers = resource.kind === undefined ? [] : (kinds.get(resource.kind)?.producers ?? []);
    const producer = producers.find(({ operation }) => operation === made.operation);
    const [id] = producer === undefined ? [] : idsIn(producer, made, response);
    if (id === undefined) return undefined;
    const names = new Set(plain.parameters.map(({ parameter }) => parameter.name));
    const around = made.parameters.filter(({ parameter }) => names.has(parameter.name));
    const placed = setPath(atSamePlace(plain, { ...made, parameters: around }), resource.parameter.name, id);
    // An id that is still open would be that of something else.
    return placed.slots.length === 0 ? placed : undefined;
  }
}

interface Removal {
  readonly resource: Resource;
  /** A request that deletes one, before its ids are put in. */
  readonly plain: Draft;
}

/** None where an id that the target gave has no form in a path. */
function targetOf(draft: Draft): string | undefined {
  try {
    return encodeRequest(draft).target;
  } catch (error) {
    if (error instanceof Unwritable) return undefined;
    throw error;
  }
}
