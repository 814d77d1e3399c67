/** The requests of one sequence: they share what they learn of ids, and their answers are kept. */

import type { Json, Operation } from '@countersign/contract';
import { idsIn, nameLast } from '../../ids/id-producers.ts';
import type { Answered } from '../../model/answered.ts';
import type { Deviation } from '../../model/deviation.ts';
import type { DeviationKind } from '../../model/deviation-kinds.ts';
import type { Draft } from '../../model/draft.ts';
import type { Exchange } from '../../model/exchange.ts';
import type { Id } from '../../model/options.ts';
import type { RoleName } from '../../model/target.ts';
import { Unavailable } from '../../model/unavailable.ts';
import { freshen } from '../../requests/fresh-texts.ts';
import { kindOfParameter } from '../../requests/id-kinds/id-kinds.ts';
import type { PlanContext } from '../../requests/plan-context.ts';
import { readBody } from '../../wire/read-body.ts';
import type { ObservedDeviation } from './observed-deviation.ts';
import type { RequestTemplates } from './request-templates.ts';
import type { Resource } from './resources.ts';
import type { AboutOf, Wire } from './sequence-wire.ts';
import { setPath } from './set-path.ts';

/** Something that the sequence has made. */
export interface Made {
  readonly resource: Resource;
  readonly id: Id;
  /** The values of path parameters, by name and by kind of id. */
  readonly known: ReadonlyMap<string, Json>;
  readonly answer: Answered;
}

/** How something is to be made. */
export interface Wish {
  /** In the same parent as this, and not in one of its own. */
  readonly beside?: Made;
  /** By this request. @default one that says as much as it may; or, where that is refused, less */
  readonly draft?: Draft;
  /** Last change of the request. */
  readonly adapt?: (draft: Draft) => Draft;
}

/** The server failed: there is nothing to go on with. */
export class ServerFailed extends Error {
  readonly answer: Answered;

  constructor(answer: Answered) {
    super(`answered ${answer.status}: a request must not make the server fail`);
    this.answer = answer;
  }
}

export class SequenceContext {
  readonly context: PlanContext;
  readonly templates: RequestTemplates;
  readonly exchanges: Exchange[] = [];
  readonly #wire: Wire;

  /** @param context with tags of its own, so that it says the same in each run */
  constructor(context: PlanContext, templates: RequestTemplates, wire: Wire) {
    this.context = context;
    this.templates = templates;
    this.#wire = wire;
  }

  /** @throws {Unavailable} no answer came, or an id is missing; {ServerFailed} the answer is a 5xx */
  async send(draft: Draft, role: RoleName = 'default'): Promise<Answered> {
    const filled = await this.#wire.fill(draft);
    const exchange = await this.#wire.send(filled, role);
    this.exchanges.push(exchange);
    const { response, failure } = exchange;
    if (response === undefined) throw new Unavailable(`${draft.operation.id}: no answer came: ${failure}`);
    // Its ids are settled: sent again, it is the same request.
    const settled = { ...filled, slots: [] };
    const answer = { draft: settled, exchange, status: response.status, body: readBody(response) };
    // RFC 9110 §15.6.2: 501 says that a method is not known, and not that something went wrong.
    const isUnknown = response.status === 501 && draft.override.method !== undefined;
    if (response.status >= 500 && !isUnknown) throw new ServerFailed(answer);
    return answer;
  }

  /** Whether the run is over, so that nothing more is to be sent. */
  get hasEnded(): boolean {
    return this.#wire.hasEnded();
  }

  /** Forgets the requests so far: what comes shows by itself what it shows. */
  begin(): void {
    this.exchanges.length = 0;
  }

  /**
   * Sends a request that stands by itself, in a state in which its operation can succeed, and tells what the
   * answer shows.
   *
   * @throws {Unavailable} an id is missing
   */
  ask(draft: Draft, aboutOf: AboutOf): Promise<readonly ObservedDeviation[]> {
    return this.#wire.ask(draft, aboutOf);
  }

  /** Whether the run had told such a trouble before its present round. */
  isKnown(observed: ObservedDeviation): boolean {
    return this.#wire.isKnown(observed);
  }

  /** @throws {Unavailable} it cannot be made */
  async make(resource: Resource, wish: Wish = {}): Promise<Made> {
    const { create } = resource;
    if (create === undefined) throw new Unavailable(`no operation makes what ${resource.path} names`);
    const { templates } = this;
    const usual = [templates.rich(create), templates.plain(create), templates.small(create)];
    let reason = '';
    for (const draft of new Set(wish.draft === undefined ? usual : [wish.draft])) {
      if (typeof draft === 'string') throw new Unavailable(draft);
      const made = await this.#tryToMake(resource, draft, wish);
      if (typeof made !== 'string') return made;
      reason = made;
    }
    throw new Unavailable(reason);
  }

  /** A request of `operation` on what was made, or on what it lies in. @throws {Unavailable} there is none */
  on(made: Made, operation: Operation, draft: Draft | string = this.templates.plain(operation)): Draft {
    if (typeof draft === 'string') throw new Unavailable(draft);
    return this.#place(draft, made.known, operation.path === made.resource.path ? made.id : undefined);
  }

  /**
   * A GET of the place that an answer tells, read as an answer of `read`; or why it cannot be one.
   *
   * @throws {Unavailable} the place is on another server, which nobody has asked to verify
   */
  async follow({ exchange }: Answered, place: string, read: Operation): Promise<Answered | string> {
    const base = exchange.baseUrl.replace(/\/$/, '');
    if (!URL.canParse(place, base + exchange.request.target)) return 'it is no URI';
    const { origin, pathname, search } = new URL(place, base + exchange.request.target);
    if (origin !== new URL(base).origin) throw new Unavailable(`${place} is on another server`);
    const prefix = new URL(base).pathname.replace(/\/$/, '');
    if (!pathname.startsWith(`${prefix}/`)) return `it is not below ${prefix}`;
    const plain = this.templates.plain(read);
    if (typeof plain === 'string') throw new Unavailable(plain);
    const target = pathname.slice(prefix.length) + search;
    return this.send({ ...plain, slots: [], override: { target } });
  }

  /** The id that the answer to a creation tells. */
  idOf({ kind }: Resource, { draft, exchange }: Answered): Id | undefined {
    const producers = kind === undefined ? [] : (this.context.kinds.get(kind)?.producers ?? []);
    const producer = producers.find(({ operation }) => operation === draft.operation);
    return producer && exchange.response && idsIn(producer, draft, exchange.response)[0];
  }

  /** A trouble that the last request shows. */
  observed(
    kind: DeviationKind,
    rest: Pick<Deviation, 'detail' | 'message' | 'expected' | 'actual'> &
      Partial<Pick<Deviation, 'severity' | 'pointer'>>,
    operation: Operation,
    exchange = this.exchanges.at(-1),
  ): ObservedDeviation {
    const deviation: Deviation = { severity: 'error', pointer: operation.pointer, kind, ...rest };
    return { deviation, operation, exchange };
  }

  async #tryToMake(
    resource: Resource,
    draft: Draft,
    { beside, adapt = (draft) => draft }: Wish,
  ): Promise<Made | string> {
    const { context } = this;
    const fresh = adapt(freshen(context, draft, undefined));
    const placed = beside === undefined ? fresh : this.#place(fresh, beside.known, undefined);
    const isNamedByClient = resource.create === resource.replace;
    const named = isNamedByClient ? nameLast(context, placed) : placed;
    const answer = await this.send({ ...named, resource: 'own' });
    if (answer.status === 202) return `${draft.operation.id} answered 202: it is made later`;
    if (answer.status >= 300) return `${draft.operation.id} answered ${answer.status}`;
    const id = this.idOf(resource, answer);
    if (id === undefined) return `the answer of ${draft.operation.id} does not tell the id`;
    return { resource, id, known: this.#known(resource, answer.draft, id), answer };
  }

  #known(resource: Resource, { operation, parameters }: Draft, id: Id): ReadonlyMap<string, Json> {
    const { kinds, schemas } = this.context;
    const known = new Map<string, Json>();
    for (const { parameter, value } of parameters) {
      if (parameter.in !== 'path') continue;
      known.set(parameter.name, value);
      const kind = kindOfParameter(kinds, schemas, operation.path, parameter);
      if (kind !== undefined) known.set(kind, value);
    }
    if (resource.kind !== undefined) known.set(resource.kind, id);
    return known;
  }

  /** Puts what is known into the path, and `last` at its end. */
  #place(draft: Draft, known: ReadonlyMap<string, Json>, last: Id | undefined): Draft {
    const { kinds, schemas } = this.context;
    const { operation } = draft;
    return operation.parameters
      .filter((parameter) => parameter.in === 'path')
      .reduce((placed, parameter) => {
        const { name } = parameter;
        const kind = kindOfParameter(kinds, schemas, operation.path, parameter);
        const isLast = last !== undefined && operation.path.endsWith(`{${name}}`);
        const value = isLast ? last : (known.get(kind ?? '') ?? known.get(name));
        return value === undefined ? placed : setPath(placed, name, value);
      }, draft);
  }
}
