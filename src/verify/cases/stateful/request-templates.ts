/** The requests that sequences are made of. */
import type { Operation } from '@countersign/contract';
import { isObject } from '@countersign/contract';
import type { Draft } from '../../model/draft.ts';
import { baseDraft } from '../../requests/base-draft.ts';
import { fewestProperties } from '../../requests/fewest-properties.ts';
import { makeDraft } from '../../requests/make-draft.ts';
import type { PlanContext } from '../../requests/plan-context.ts';
import { memoize } from '../../values/memoize.ts';
import { withAllOthers } from './another-value.ts';
import { withBody } from './with-body.ts';

/** A valid request, or why there is none. */
type Made = Draft | string;

export class RequestTemplates {
  readonly #context: PlanContext;
  readonly #rich = new Map<Operation, Made>();
  readonly #small = new Map<Operation, Made>();
  readonly #otherRich = new Map<Operation, Made>();
  readonly #otherSmall = new Map<Operation, Made>();

  constructor(context: PlanContext) {
    this.#context = context;
  }

  /** The plainest valid request: what the contract's example says. */
  plain(operation: Operation): Made {
    return baseDraft(this.#context, operation);
  }

  /** A request that leaves out all that it may. */
  small(operation: Operation): Made {
    return memoize(this.#small, operation, () => {
      const plain = this.plain(operation);
      return typeof plain === 'string' ? plain : (fewestProperties(this.#context, plain) ?? plain);
    });
  }

  /**
   * The plainest request with every property beside it that may be there. Inside of these nothing is added: what
   * stands deep in a body is more often changed by the target than what its author's example shows.
   */
  rich(operation: Operation): Made {
    return memoize(this.#rich, operation, () => this.#enriched(operation));
  }

  /** A request with other values than `rich` or `small` has, where others are known. */
  other(operation: Operation, size: 'rich' | 'small'): Made {
    const known = size === 'rich' ? this.#otherRich : this.#otherSmall;
    return memoize(known, operation, () => {
      const usual = size === 'rich' ? this.rich(operation) : this.small(operation);
      return typeof usual === 'string' ? usual : withAllOthers(this.#context, usual);
    });
  }

  #enriched(operation: Operation): Made {
    const plain = this.plain(operation);
    if (typeof plain === 'string' || !isObject(plain.body?.value)) return plain;
    const full = makeDraft(this.#context, operation, { examples: true, optional: 'all', attempt: 0 });
    if (!isObject(full?.body?.value)) return plain;
    let draft = plain;
    for (const [name, value] of Object.entries(full.body.value)) {
      const body = draft.body?.value;
      if (!isObject(body) || Object.hasOwn(body, name)) continue;
      const candidate = withBody(this.#context, draft, { ...body, [name]: value });
      // A reference to something else makes more of the target take part than is looked at.
      const refersToMore = candidate.slots.length > draft.slots.length;
      if (!refersToMore && this.#context.prover.doubtsValid(candidate) === undefined) draft = candidate;
    }
    return draft;
  }
}
