/** Gives cases the ids that only the target knows: by the caller's word, or by making what they name. */
import type { Operation } from '../../contract/contract.ts';
import type { Draft, Slot } from '../case.ts';
import type { Exchange } from '../exchange.ts';
import { readBody } from '../judge/judge-answer.ts';
import { baseDraft } from '../plan/accepted.ts';
import type { PlanContext } from '../plan/context.ts';
import { replaceAt, valueAt } from '../plan/edit.ts';
import { freshen } from '../plan/unique.ts';
import { plainLevel } from '../values/build.ts';
import { highestOf, lowestOf } from '../values/numbers.ts';
import type { Producer } from './id-kinds.ts';
import { type Id, pickAll } from './pick.ts';

/** Ids that the caller vouches for, by kind: `{ MailboxId: ['mbx_1', 'mbx_2'] }`. They are used before any is made. */
export type Given = Readonly<Record<string, Id | readonly Id[]>>;

/** Most different ids of one kind that are made for one request, unless the caller says otherwise. */
export const MOST_IDS = 128;

/** The ids of a resource and of those that it lies in, by kind. */
export type Ids = ReadonlyMap<string, Id>;

/** No id could be had; the message says why. */
export class Unavailable extends Error {}

export interface SupplyOptions {
  readonly context: PlanContext;
  readonly given: Given;
  /** Most different ids of one kind for one request. */
  readonly mostIds: number;
  /** Sends a request of an operation as the role `default`. */
  send(draft: Draft): Promise<Exchange>;
}

export class Supply {
  readonly #options: SupplyOptions;
  readonly #shared = new Map<string, Promise<Ids>>();
  readonly #pools = new Map<string, Promise<Id[]>>();

  constructor(options: SupplyOptions) {
    this.#options = options;
  }

  /**
   * `draft` with real ids in its slots.
   *
   * @throws {Unavailable} an id is needed that nothing gives
   */
  async fill(draft: Draft): Promise<Draft> {
    return this.#fill(draft, new Set());
  }

  /** Forgets the resource that the refused cases of an operation share: one of them has changed it. */
  discard({ id }: Operation): void {
    for (const key of this.#shared.keys()) if (key.startsWith(`${id} `)) this.#shared.delete(key);
  }

  async #fill(draft: Draft, above: ReadonlySet<string>): Promise<Draft> {
    const wanted = draft.slots.filter((slot) => !slot.unknown);
    const inPath = wanted.filter((slot) => slot.in === 'path');
    let filled = draft;
    const known = new Map<string, Id>();
    for (const slot of inPath.toReversed()) {
      const ids = known.has(slot.kind) ? known : await this.#resource(draft, slot.kind, above);
      for (const [kind, id] of ids) if (!known.has(kind)) known.set(kind, id);
      filled = replaceAt(filled, slot, known.get(slot.kind) ?? null);
    }
    const elsewhere = Map.groupBy(
      wanted.filter((slot) => slot.in !== 'path'),
      (slot) => slot.kind,
    );
    for (const [kind, slots] of elsewhere) filled = await this.#fillPlaces(filled, kind, slots, known, above);
    return filled;
  }

  /** Equal samples get the same id, so that a list that repeats an item still does. */
  async #fillPlaces(
    draft: Draft,
    kind: string,
    slots: readonly Slot[],
    known: Ids,
    above: ReadonlySet<string>,
  ): Promise<Draft> {
    const samples = [...new Set(slots.map((slot) => valueAt(draft, slot)))];
    const { mostIds } = this.#options;
    if (samples.length > mostIds) {
      throw new Unavailable(
        `${samples.length} ids of kind ${kind} are needed, and at most ${mostIds} are made`,
      );
    }
    const ids = await this.#several(kind, samples.length, known, above);
    return slots.reduce((filled, slot) => {
      const id = ids[samples.indexOf(valueAt(draft, slot))];
      return id === undefined ? filled : replaceAt(filled, slot, id);
    }, draft);
  }

  #resource({ resource, operation }: Draft, kind: string, above: ReadonlySet<string>): Promise<Ids> {
    const [given] = this.#given(kind);
    if (given !== undefined) return Promise.resolve(new Map([[kind, given]]));
    if (resource === 'own') return this.#produce(kind, 'own', new Map(), above);
    const key = `${resource === 'operation' ? operation.id : ''} ${kind}`;
    const shared =
      this.#shared.get(key) ??
      this.#produce(kind, resource === 'operation' ? 'own' : 'shared', new Map(), above);
    this.#shared.set(key, shared);
    return shared;
  }

  /** `count` different ids of a kind that lie in what is `known`. */
  async #several(
    kind: string,
    count: number,
    known: Ids,
    above: ReadonlySet<string>,
  ): Promise<readonly Id[]> {
    const given = this.#given(kind);
    if (given.length >= count) return given;
    const key = `${kind} ${JSON.stringify([...known])}`;
    const before = this.#pools.get(key) ?? Promise.resolve<Id[]>([...given]);
    const grown = before.then((pool) => this.#grow(pool, kind, count, known, above));
    // A failure to grow is told to the one who asked; the pool stays as it was.
    this.#pools.set(
      key,
      grown.catch(() => before),
    );
    return grown;
  }

  async #grow(
    pool: Id[],
    kind: string,
    count: number,
    known: Ids,
    above: ReadonlySet<string>,
  ): Promise<Id[]> {
    const ids = new Set(pool);
    while (ids.size < count) {
      const before = ids.size;
      for (const id of await this.#produceMany(kind, 'shared', known, above)) ids.add(id);
      if (ids.size === before) {
        throw new Unavailable(`only ${before} of ${count} different ids of kind ${kind} can be had`);
      }
    }
    return [...ids];
  }

  async #produce(kind: string, use: 'own' | 'shared', known: Ids, above: ReadonlySet<string>): Promise<Ids> {
    const { ids, parents } = await this.#ask(kind, use, known, above);
    const [id] = ids;
    if (id === undefined) throw new Unavailable(`no id of kind ${kind} was found`);
    return new Map([...parents, [kind, id]]);
  }

  async #produceMany(
    kind: string,
    use: 'own' | 'shared',
    known: Ids,
    above: ReadonlySet<string>,
  ): Promise<readonly Id[]> {
    return (await this.#ask(kind, use, known, above)).ids;
  }

  /** Asks the producers of a kind, the best first, until one gives ids. */
  async #ask(
    kind: string,
    use: 'own' | 'shared',
    known: Ids,
    above: ReadonlySet<string>,
  ): Promise<{ ids: readonly Id[]; parents: Ids }> {
    if (above.has(kind)) throw new Unavailable(`an id of kind ${kind} is needed to make one`);
    const producers = this.#options.context.kinds.get(kind)?.producers ?? [];
    const reasons: string[] = [];
    for (const producer of producers) {
      const found = await this.#askOne(producer, use, known, new Set(above).add(kind));
      if (typeof found !== 'string') return found;
      reasons.push(found);
    }
    const why = reasons.length === 0 ? 'no operation gives one' : reasons.join('; ');
    throw new Unavailable(`no id of kind ${kind}: ${why}`);
  }

  async #askOne(
    { operation, path, pages }: Producer,
    use: 'own' | 'shared',
    known: Ids,
    above: ReadonlySet<string>,
  ): Promise<{ ids: readonly Id[]; parents: Ids } | string> {
    const draft = this.#request(operation, pages === undefined ? 'longest' : 'shortest');
    if (typeof draft === 'string') return `${operation.id}: ${draft}`;
    try {
      if (pages?.members !== undefined) await this.#makeTwo(pages.members, known, above);
      const placed = place({ ...draft, resource: use }, known);
      const filled = await this.#fill(placed, above);
      const { response, failure } = await this.#options.send(filled);
      if (response === undefined) return `${operation.id}: ${failure}`;
      if (response.status >= 300) return `${operation.id} answered ${response.status}`;
      const ids = pickAll(readBody(response), path);
      if (ids.length === 0) return `${operation.id} answered without one`;
      return { ids, parents: new Map([...known, ...pathIds(filled)]) };
    } catch (error) {
      if (error instanceof Unavailable) return error.message;
      throw error;
    }
  }

  /** A list of one has no second page. */
  async #makeTwo(creation: Operation, known: Ids, above: ReadonlySet<string>): Promise<void> {
    for (let count = 0; count < 2; count++) {
      const draft = this.#request(creation, 'longest');
      if (typeof draft === 'string') return;
      await this.#options.send(await this.#fill(place({ ...draft, resource: 'shared' }, known), above));
    }
  }

  /** A creation as plain as can be; a list with pages as long, or as short, as can be. */
  #request(operation: Operation, page: 'longest' | 'shortest'): Draft | string {
    const { context } = this.#options;
    const base = baseDraft(context, operation);
    if (typeof base === 'string') return base;
    return operation.method === 'get' ? withPage(context, base, page) : freshen(context, base, undefined);
  }

  #given(kind: string): readonly Id[] {
    const given = this.#options.given[kind];
    return given === undefined ? [] : typeof given === 'object' ? given : [given];
  }
}

function withPage({ workshop }: PlanContext, draft: Draft, page: 'longest' | 'shortest'): Draft {
  const parameter = draft.operation.parameters.find(
    ({ in: place, name }) => place === 'query' && /^(limit|per_?page|page_?size)$/i.test(name),
  );
  if (parameter === undefined) return draft;
  const level = plainLevel(workshop, [parameter.schemaPointer]);
  const value = page === 'longest' ? highestOf(level) : Math.max(1, lowestOf(level));
  const others = draft.parameters.filter((each) => each.parameter !== parameter);
  return Number.isFinite(value) ? { ...draft, parameters: [...others, { parameter, value }] } : draft;
}

/** The ids that are known already are put where they belong, and are no open places any more. */
function place(draft: Draft, known: Ids): Draft {
  return draft.slots.reduce((placed, slot) => {
    const id = slot.in === 'path' ? known.get(slot.kind) : undefined;
    if (id === undefined) return placed;
    return { ...replaceAt(placed, slot, id), slots: placed.slots.filter((each) => each !== slot) };
  }, draft);
}

/** The ids in the path of a request, by kind. */
function pathIds(draft: Draft): Ids {
  const ids = new Map<string, Id>();
  for (const slot of draft.slots) {
    const value = slot.in === 'path' ? valueAt(draft, slot) : undefined;
    if (typeof value === 'string' || typeof value === 'number') ids.set(slot.kind, value);
  }
  return ids;
}
