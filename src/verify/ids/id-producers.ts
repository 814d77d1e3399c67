/** Asks the operations that give ids of a kind, the best first. */
import type { Operation } from '@countersign/contract';
import type { Draft } from '../model/draft.ts';
import { type Exchange, headerOf, type WireResponse } from '../model/exchange.ts';
import type { Id } from '../model/options.ts';
import { Unavailable } from '../model/unavailable.ts';
import { baseDraft } from '../requests/base-draft.ts';
import { replaceAt, valueAt } from '../requests/edit.ts';
import { fewestProperties } from '../requests/fewest-properties.ts';
import { freshen } from '../requests/fresh-texts.ts';
import type { IdKind, Producer } from '../requests/id-kinds/id-kind.ts';
import { kindOfParameter } from '../requests/id-kinds/id-kinds.ts';
import { isSamePlace } from '../requests/id-slots.ts';
import type { PlanContext } from '../requests/plan-context.ts';
import { plainSchema } from '../values/generation-context.ts';
import { highestOf, lowestOf } from '../values/numbers.ts';
import { decodeIfWellFormed } from '../wire/percent.ts';
import { readBody } from '../wire/read-body.ts';
import { freshId } from './fresh-id.ts';
import { listedIds } from './listed-ids.ts';
import { pickAll } from './pick.ts';
import type { Task } from './wait-graph.ts';

/** The ids of a resource and of those that it lies in, by kind. */
export type Ids = ReadonlyMap<string, Id>;

/** What an id is made for. */
export interface Chain {
  /** The kinds that are being made already: an id that is needed to make itself cannot be made. */
  readonly kinds: ReadonlySet<string>;
  /** The making that others may wait for, if it is for one. */
  readonly task: Task | undefined;
}

/** Nothing: a case needs the id itself. */
export const NOTHING_MADE: Chain = { kinds: new Set(), task: undefined };

export interface IdProducersOptions {
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

export class IdProducers {
  readonly #options: IdProducersOptions;
  readonly #drafts = new Map<string, Drafts>();

  constructor(options: IdProducersOptions) {
    this.#options = options;
  }

  /**
   * Ids of a kind: new ones for `own`, any for `shared`, in what is `known` already.
   *
   * @param wanted how many there should be; of what is created there is one all the same
   * @throws {Unavailable} no operation gives one
   */
  async ask(kind: string, use: 'own' | 'shared', known: Ids, chain: Chain, wanted = 1): Promise<Production> {
    if (chain.kinds.has(kind)) throw new Unavailable(`an id of kind ${kind} is needed to make one`);
    const reasons: string[] = [];
    const within = { ...chain, kinds: new Set(chain.kinds).add(kind) };
    for (const producer of this.#producersOf(kind)) {
      const found = await this.#askOne(producer, use, known, within, wanted);
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
    return new Map([...known].filter(([kind]) => inPath?.includes(kind)));
  }

  #producersOf(kind: string): IdKind['producers'] {
    return this.#options.context.kinds.get(kind)?.producers ?? [];
  }

  async #askOne(
    producer: Producer,
    use: 'own' | 'shared',
    known: Ids,
    chain: Chain,
    wanted: number,
  ): Promise<Production | string> {
    const { operation, pages } = producer;
    let reason = '';
    for (const draft of this.#requests(operation, pages === undefined ? 'longest' : 'shortest')) {
      if (typeof draft === 'string') return `${operation.id}: ${draft}`;
      try {
        if (pages?.members !== undefined) await this.#makeTwo(pages.members, known, chain);
        const placed = place({ ...draft, resource: use }, known);
        const named = producer.by === 'client' ? nameLast(this.#options.context, placed) : placed;
        const filled = await this.#options.fill(named, chain);
        const { response, failure } = await this.#options.send(filled);
        if (response === undefined) return `${operation.id}: ${failure}`;
        const ids = response.status >= 300 ? [] : idsIn(producer, filled, response);
        if (ids.length > 0) {
          const isShort = operation.method === 'get' && pages === undefined && ids.length < wanted;
          const { context, send } = this.#options;
          const more = isShort ? await listedIds(context, producer, filled, wanted, send) : [];
          return { ids: [...ids, ...more], parents: new Map([...known, ...pathIds(filled)]) };
        }
        reason =
          response.status >= 300
            ? `${operation.id} answered ${response.status}`
            : `${operation.id} answered without one`;
      } catch (error) {
        if (error instanceof Unavailable) return error.message;
        throw error;
      }
    }
    return reason;
  }

  /** A list of one has no second page. */
  async #makeTwo(creation: Operation, known: Ids, chain: Chain): Promise<void> {
    for (let count = 0; count < 2; count++) {
      const [draft] = this.#requests(creation, 'longest');
      if (draft === undefined || typeof draft === 'string') return;
      await this.#options.send(
        await this.#options.fill(place({ ...draft, resource: 'shared' }, known), chain),
      );
    }
  }

  /**
   * A creation that says no more than it must, since what it says may fill up what it is put into; then, where
   * that is refused, the one that its example shows. A list with pages as long, or as short, as can be.
   */
  *#requests(operation: Operation, page: 'longest' | 'shortest'): Generator<Draft | string> {
    const { context } = this.#options;
    const { base, fewest } = this.#draftsOf(operation);
    if (typeof base === 'string') yield base;
    else if (operation.method === 'get') yield withPage(context, base, page);
    else {
      if (fewest !== undefined) yield freshen(context, fewest, undefined);
      yield freshen(context, base, undefined);
    }
  }

  #draftsOf(operation: Operation): Drafts {
    const known = this.#drafts.get(operation.id);
    if (known !== undefined) return known;
    const { context } = this.#options;
    const base = baseDraft(context, operation);
    const fewest = typeof base === 'string' ? undefined : fewestProperties(context, base);
    const drafts = { base, fewest };
    this.#drafts.set(operation.id, drafts);
    return drafts;
  }
}

/** The requests of an operation, before they get values of their own. */
interface Drafts {
  readonly base: Draft | string;
  readonly fewest: Draft | undefined;
}

/** The ids that an answer tells. */
export function idsIn(
  { path, by }: Producer,
  { operation, parameters }: Draft,
  response: WireResponse,
): readonly Id[] {
  if (by === undefined) return pickAll(readBody(response), path);
  if (by === 'client') {
    const last = parameters.find(({ parameter }) => operation.path.endsWith(`{${parameter.name}}`))?.value;
    return typeof last === 'string' || typeof last === 'number' ? [last] : [];
  }
  const segment = headerOf(response, 'location')
    ?.split(/[?#]/)[0]
    ?.split('/')
    .findLast((part) => part !== '');
  const id = segment === undefined ? undefined : decodeIfWellFormed(segment);
  return id === undefined ? [] : [id];
}

/** `draft` with a new name at the end of its path. @throws {Unavailable} none is known that the contract allows */
export function nameLast(context: PlanContext, draft: Draft): Draft {
  const { operation } = draft;
  const parameter = operation.parameters.find(
    (parameter) => parameter.in === 'path' && operation.path.endsWith(`{${parameter.name}}`),
  );
  const name = parameter && freshId(context, parameter);
  if (parameter === undefined || name === undefined)
    throw new Unavailable(`no name for ${operation.path} is known`);
  const where = { in: 'path', name: parameter.name, pointer: '' } as const;
  const slots = draft.slots.filter((slot) => !isSamePlace(slot, where));
  return { ...replaceAt(draft, where, name), slots };
}

function withPage({ generation }: PlanContext, draft: Draft, page: 'longest' | 'shortest'): Draft {
  const parameter = draft.operation.parameters.find(
    ({ in: place, name }) => place === 'query' && /^(limit|per_?page|page_?size)$/i.test(name),
  );
  if (parameter === undefined) return draft;
  const effective = plainSchema(generation, [parameter.schemaPointer]);
  const value = page === 'longest' ? highestOf(effective) : Math.max(1, lowestOf(effective));
  const others = draft.parameters.filter((parameterValue) => parameterValue.parameter !== parameter);
  return Number.isFinite(value) ? { ...draft, parameters: [...others, { parameter, value }] } : draft;
}

/** The ids that are known already are put where they belong, and are no open places any more. */
function place(draft: Draft, known: Ids): Draft {
  return draft.slots.reduce((placed, slot) => {
    const id = slot.in === 'path' ? known.get(slot.kind) : undefined;
    if (id === undefined) return placed;
    return { ...replaceAt(placed, slot, id), slots: placed.slots.filter((item) => item !== slot) };
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
