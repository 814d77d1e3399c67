/** Makes a case ready to be sent: its ids exist, and the resource is in a state in which it can succeed. */
import type { Operation } from '@countersign/contract';
import type { Case } from '../model/case.ts';
import type { Draft } from '../model/draft.ts';
import type { Exchange, HeaderLine } from '../model/exchange.ts';
import { Unavailable } from '../model/unavailable.ts';
import { baseDraft } from '../requests/base-draft.ts';
import { freshen } from '../requests/fresh-texts.ts';
import type { PlanContext } from '../requests/plan-context.ts';
import type { ExistingIds } from './existing-ids.ts';

export interface PreparedCase {
  readonly draft: Draft;
  readonly before: Draft | undefined;
  /** The credential of the state that a scenario made; otherwise the role's own is used. */
  readonly signature: readonly HeaderLine[] | undefined;
}

/** A draft in the state that was made for it, and the credential that goes with it. */
export interface Prepared {
  readonly draft: Draft;
  /** Header fields of who made the state: its credential. */
  readonly signature: readonly HeaderLine[];
}

/** Another way to the state that a case needs: a scenario leads there. */
export interface Preparations {
  has(operation: Operation): boolean;
  /**
   * `draft` with the ids of a state in which its operation succeeds.
   *
   * @throws {Unavailable} nothing leads there, or an id that the draft needs is missing
   */
  prepare(draft: Draft): Promise<Prepared>;
}

export class CasePreparer {
  readonly #context: PlanContext;
  readonly #existingIds: ExistingIds;
  readonly #preparations: Preparations | undefined;
  readonly #send: (draft: Draft) => Promise<Exchange>;
  readonly #needsScenario = new Map<string, Promise<boolean>>();

  constructor(
    context: PlanContext,
    existingIds: ExistingIds,
    preparations: Preparations | undefined,
    send: (draft: Draft) => Promise<Exchange>,
  ) {
    this.#context = context;
    this.#existingIds = existingIds;
    this.#preparations = preparations;
    this.#send = send;
  }

  /** @throws {Unavailable} an id is needed that nothing gives */
  async prepare(testCase: Pick<Case, 'draft' | 'before' | 'role' | 'credential'>): Promise<PreparedCase> {
    const { draft, before, role, credential } = testCase;
    const isTrusted = role === 'default' && credential === 'valid';
    if (this.#preparations !== undefined && isTrusted && (await this.#needs(draft.operation))) {
      const prepared = await this.#preparations.prepare(draft);
      return { ...prepared, before: before === undefined ? undefined : sameResource(before, prepared.draft) };
    }
    const filled = await (credential === 'valid'
      ? this.#existingIds.fill(draft)
      : this.#fillIfPossible(draft));
    const first =
      before === undefined ? undefined : await this.#existingIds.fill(sameResource(before, filled));
    return { draft: filled, before: first, signature: undefined };
  }

  /** `draft` with ids that exist. @throws {Unavailable} an id is needed that nothing gives */
  fill(draft: Draft): Promise<Draft> {
    return this.#existingIds.fill(draft);
  }

  /** Who has no credential cannot know an id; a sample will do where none is to be had. */
  async #fillIfPossible(draft: Draft): Promise<Draft> {
    try {
      return await this.#existingIds.fill(draft);
    } catch (error) {
      if (error instanceof Unavailable) return draft;
      throw error;
    }
  }

  /** Forgets what `draft` shares with every case: another one may have deleted it. */
  forgetShared(draft: Draft): void {
    this.#existingIds.forgetShared(draft);
  }

  /** Forgets what refused cases of the operation share: one of them has changed it. */
  discard(operation: Operation): void {
    this.#existingIds.discard(operation);
  }

  /** Forgets every id that was made: they are deleted. */
  forget(): void {
    this.#existingIds.forget();
  }

  /** Whether a plain request of the operation fails for want of state that a scenario can give. */
  #needs(operation: Operation): Promise<boolean> {
    if (this.#preparations?.has(operation) !== true) return Promise.resolve(false);
    const known = this.#needsScenario.get(operation.id) ?? this.#probe(operation);
    this.#needsScenario.set(operation.id, known);
    return known;
  }

  async #probe(operation: Operation): Promise<boolean> {
    const base = baseDraft(this.#context, operation);
    if (typeof base === 'string') return false;
    try {
      const filled = await this.#existingIds.fill(freshen(this.#context, base, undefined));
      const { response } = await this.#send(filled);
      return response === undefined || response.status >= 300;
    } catch (error) {
      if (error instanceof Unavailable) return true;
      throw error;
    }
  }
}

/** `draft` with the path of `other`, whose ids are known. */
function sameResource(draft: Draft, other: Draft): Draft {
  const values = new Map(other.parameters.map(({ parameter, value }) => [parameter, value]));
  const parameters = draft.parameters.map((parameter) =>
    parameter.parameter.in === 'path'
      ? { ...parameter, value: values.get(parameter.parameter) ?? parameter.value }
      : parameter,
  );
  return { ...draft, parameters, slots: draft.slots.filter((slot) => slot.in !== 'path') };
}
