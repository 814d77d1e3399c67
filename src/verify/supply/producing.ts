/** Asks the operations that give ids of a kind, the best first. */
import type { Operation } from '../../contract/contract.ts';
import type { Draft } from '../case.ts';
import type { Exchange } from '../exchange.ts';
import { readBody } from '../judge/judge-answer.ts';
import { baseDraft } from '../plan/accepted.ts';
import type { PlanContext } from '../plan/context.ts';
import { replaceAt, valueAt } from '../plan/edit.ts';
import { freshen } from '../plan/unique.ts';
import { highestOf, lowestOf } from '../values/numbers.ts';
import { plainLevel } from '../values/workshop.ts';
import { type IdKind, kindOfParameter, type Producer } from './id-kinds.ts';
import { type Id, pickAll } from './pick.ts';

/** The ids of a resource and of those that it lies in, by kind. */
export type Ids = ReadonlyMap<string, Id>;

/** No id could be had; the message says why. */
export class Unavailable extends Error {}

/** Kinds that are being made already: an id that is needed to make itself cannot be made. */
export type Chain = ReadonlySet<string>;

export interface ProducingOptions {
  readonly context: PlanContext;
  /** Sends a request of an operation as the role `default`. */
  send(draft: Draft): Promise<Exchange>;
  /** Puts real ids into a draft. @throws {Unavailable} there are none */
  fill(draft: Draft, chain: Chain): Promise<Draft>;
}

/** How much an operation has given: ids, and those of what they lie in. */
export interface Production {
  readonly ids: readonly Id[];
  readonly parents: Ids;
}

export class Producing {
  readonly #options: ProducingOptions;

  constructor(options: ProducingOptions) {
    this.#options = options;
  }

  /**
   * Ids of a kind: new ones for `own`, any for `shared`, in what is `known` already.
   *
   * @throws {Unavailable} no operation gives one
   */
  async ask(kind: string, use: 'own' | 'shared', known: Ids, chain: Chain): Promise<Production> {
    if (chain.has(kind)) throw new Unavailable(`an id of kind ${kind} is needed to make one`);
    const reasons: string[] = [];
    for (const producer of this.#producersOf(kind)) {
      const found = await this.#askOne(producer, use, known, new Set(chain).add(kind));
      if (typeof found !== 'string') return found;
      reasons.push(found);
    }
    const why = reasons.length === 0 ? 'no operation gives one' : reasons.join('; ');
    throw new Unavailable(`no id of kind ${kind}: ${why}`);
  }

  /** The part of what is known that ids of the kind lie in, by the best of their producers. */
  around(kind: string, known: Ids): Ids {
    const { kinds, schemas } = this.#options.context;
    const [best] = this.#producersOf(kind);
    const inPath = best?.operation.parameters
      .filter((parameter) => parameter.in === 'path')
      .map((parameter) => kindOfParameter(kinds, schemas, best.operation.path, parameter));
    return new Map([...known].filter(([each]) => inPath?.includes(each)));
  }

  #producersOf(kind: string): IdKind['producers'] {
    return this.#options.context.kinds.get(kind)?.producers ?? [];
  }

  async #askOne(
    { operation, path, pages }: Producer,
    use: 'own' | 'shared',
    known: Ids,
    chain: Chain,
  ): Promise<Production | string> {
    const draft = this.#request(operation, pages === undefined ? 'longest' : 'shortest');
    if (typeof draft === 'string') return `${operation.id}: ${draft}`;
    try {
      if (pages?.members !== undefined) await this.#makeTwo(pages.members, known, chain);
      const filled = await this.#options.fill(place({ ...draft, resource: use }, known), chain);
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
  async #makeTwo(creation: Operation, known: Ids, chain: Chain): Promise<void> {
    for (let count = 0; count < 2; count++) {
      const draft = this.#request(creation, 'longest');
      if (typeof draft === 'string') return;
      await this.#options.send(
        await this.#options.fill(place({ ...draft, resource: 'shared' }, known), chain),
      );
    }
  }

  /** A creation as plain as can be; a list with pages as long, or as short, as can be. */
  #request(operation: Operation, page: 'longest' | 'shortest'): Draft | string {
    const { context } = this.#options;
    const base = baseDraft(context, operation);
    if (typeof base === 'string') return base;
    return operation.method === 'get' ? withPage(context, base, page) : freshen(context, base, undefined);
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
