/** Gives cases the ids that only the target knows: by the caller's word, or by making what they name. */

import type { Operation } from '@countersign/contract';
import type { Draft, Slot } from '../model/draft.ts';
import type { Exchange } from '../model/exchange.ts';
import type { Given, Id } from '../model/options.ts';
import { Unavailable } from '../model/unavailable.ts';
import { replaceAt, valueAt } from '../requests/edit.ts';
import type { PlanContext } from '../requests/plan-context.ts';
import { readText } from '../wire/text.ts';
import { type Chain, IdProducers, type Ids, NOTHING_MADE } from './id-producers.ts';
import { type Pending, pending, WaitGraph } from './wait-graph.ts';

/** Most different ids of one kind that are made for one request, unless the caller says otherwise. */
export const MOST_IDS = 128;

export interface ExistingIdsOptions {
  readonly context: PlanContext;
  readonly given: Given;
  /** Most different ids of one kind for one request. */
  readonly mostIds: number;
  /** Sends a request of an operation as the role `default`. */
  send(draft: Draft): Promise<Exchange>;
}

export class ExistingIds {
  readonly #options: ExistingIdsOptions;
  readonly #producers: IdProducers;
  readonly #waits = new WaitGraph();
  readonly #shared = new Map<string, Pending<Ids>>();
  readonly #pools = new Map<string, Pending<readonly Id[]>>();

  constructor(options: ExistingIdsOptions) {
    this.#options = options;
    this.#producers = new IdProducers({
      context: options.context,
      send: options.send,
      fill: (draft, chain) => this.#fill(draft, chain),
    });
  }

  /**
   * `draft` with real ids in its slots.
   *
   * @throws {Unavailable} an id is needed that nothing gives
   */
  fill(draft: Draft): Promise<Draft> {
    return this.#fill(draft, NOTHING_MADE);
  }

  /** Forgets the resource that the refused cases of an operation share: one of them has changed it. */
  discard({ id }: Operation): void {
    for (const key of this.#shared.keys()) if (key.startsWith(`${id} `)) this.#shared.delete(key);
  }

  /** Forgets what all cases share of the kinds that the path of `draft` names: another case may have deleted it. */
  forgetShared({ slots }: Draft): void {
    for (const { kind } of slots.filter((slot) => slot.in === 'path')) {
      this.#shared.delete(sharedKey(undefined, kind));
      for (const key of this.#pools.keys()) if (key.startsWith(`${kind} `)) this.#pools.delete(key);
    }
  }

  /** Forgets every id that was made. */
  forget(): void {
    this.#shared.clear();
    this.#pools.clear();
  }

  /** The last id of a path first: making what it names tells the ids before it. */
  async #fill(draft: Draft, chain: Chain): Promise<Draft> {
    const wanted = draft.slots.filter((slot) => !slot.unknown);
    const known = new Map<string, Id>();
    let filled = draft;
    for (const slot of wanted.filter((slot) => slot.in === 'path').toReversed()) {
      const ids = known.has(slot.kind) ? known : await this.#resource(draft, slot.kind, chain);
      for (const [kind, id] of ids) if (!known.has(kind)) known.set(kind, id);
      const id = known.get(slot.kind) ?? null;
      if (!this.#fits(draft, slot, id)) {
        throw new Unavailable(`${JSON.stringify(id)}, of kind ${slot.kind}, is no valid ${slot.name}`);
      }
      filled = replaceAt(filled, slot, id);
    }
    const elsewhere = Map.groupBy(
      wanted.filter((slot) => slot.in !== 'path'),
      (slot) => slot.kind,
    );
    for (const [kind, slots] of elsewhere) filled = await this.#fillPlaces(filled, kind, slots, known, chain);
    return filled;
  }

  /** A contract may promise an id as text that its paths take as a number: what counts is what is on the wire. */
  #fits({ operation }: Draft, slot: Slot, id: Id | null): boolean {
    const { generation, schemas } = this.#options.context;
    const parameter = operation.parameters.find(
      (parameter) => parameter.in === 'path' && parameter.name === slot.name,
    );
    if (parameter === undefined || id === null) return true;
    const { schemaPointer } = parameter;
    const read = readText(String(id), schemas.typesAt(schemaPointer));
    return generation.fits(schemaPointer, read) || generation.fits(schemaPointer, id);
  }

  /** Equal samples get the same id, so that a list that repeats an item still does. */
  async #fillPlaces(
    draft: Draft,
    kind: string,
    slots: readonly Slot[],
    known: Ids,
    chain: Chain,
  ): Promise<Draft> {
    const samples = [...new Set(slots.map((slot) => valueAt(draft, slot)))];
    const { mostIds } = this.#options;
    if (samples.length > mostIds) {
      throw new Unavailable(
        `${samples.length} ids of kind ${kind} are needed, and at most ${mostIds} are made`,
      );
    }
    const ids = await this.#several(kind, samples.length, this.#producers.around(kind, known), chain);
    const chosen = new Map(samples.map((sample, index) => [sample, ids[index]]));
    return slots.reduce((filled, slot) => {
      const id = chosen.get(valueAt(draft, slot));
      return id === undefined ? filled : replaceAt(filled, slot, id);
    }, draft);
  }

  #resource({ resource, operation }: Draft, kind: string, chain: Chain): Promise<Ids> {
    const [given] = this.#given(kind);
    if (given !== undefined) return Promise.resolve(new Map([[kind, given]]));
    if (resource === 'own') return this.#one(kind, 'own', chain);
    const key = sharedKey(resource === 'operation' ? operation : undefined, kind);
    const use = resource === 'operation' ? 'own' : 'shared';
    const shared = this.#shared.get(key) ?? pending((task) => this.#one(kind, use, { ...chain, task }));
    this.#shared.set(key, shared);
    return this.#waits.until(chain.task, shared);
  }

  async #one(kind: string, use: 'own' | 'shared', chain: Chain): Promise<Ids> {
    const { ids, parents } = await this.#producers.ask(kind, use, new Map(), chain);
    const [id] = ids;
    if (id === undefined) throw new Unavailable(`no id of kind ${kind} was found`);
    return new Map([...parents, [kind, id]]);
  }

  /** `count` different ids of a kind that lie in what is `known`. */
  async #several(kind: string, count: number, known: Ids, chain: Chain): Promise<readonly Id[]> {
    const given = this.#given(kind);
    if (given.length >= count) return given;
    const key = `${kind} ${JSON.stringify([...known])}`;
    const before = this.#pools.get(key) ?? pending(() => Promise.resolve(given));
    const grown = pending(async (task) => {
      const pool = await this.#waits.until(task, before);
      return this.#grow(pool, kind, count, known, { ...chain, task });
    });
    // A failure to grow is told to the one who asked; the pool stays as it was.
    this.#pools.set(key, { ...grown, result: grown.result.catch(() => before.result) });
    return this.#waits.until(chain.task, grown);
  }

  async #grow(
    pool: readonly Id[],
    kind: string,
    count: number,
    known: Ids,
    chain: Chain,
  ): Promise<readonly Id[]> {
    const ids = new Set(pool);
    while (ids.size < count) {
      const before = ids.size;
      const { ids: more } = await this.#producers.ask(kind, 'shared', known, chain, count);
      for (const id of more) ids.add(id);
      if (ids.size === before) {
        throw new Unavailable(`only ${before} of ${count} different ids of kind ${kind} can be had`);
      }
    }
    return [...ids];
  }

  #given(kind: string): readonly Id[] {
    const given = this.#options.given[kind];
    return given === undefined ? [] : typeof given === 'object' ? given : [given];
  }
}

/** @param operation the one whose refused cases share it; none where everybody does */
function sharedKey(operation: Operation | undefined, kind: string): string {
  return `${operation?.id ?? ''} ${kind}`;
}
