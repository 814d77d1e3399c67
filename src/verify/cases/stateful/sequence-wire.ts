/** What a sequence has of the run that it is a part of. */
import type { Case } from '../../model/case.ts';
import type { Draft } from '../../model/draft.ts';
import type { Exchange } from '../../model/exchange.ts';
import type { RoleName } from '../../model/target.ts';
import type { ObservedDeviation } from './observed-deviation.ts';

/** How a sequence reaches the target. */
export interface Wire {
  /** Puts real ids where they are still open. @throws {Unavailable} an id is needed that nothing gives */
  fill(draft: Draft): Promise<Draft>;
  /** Sends as a role; the answer is proven like any other. @throws {Unavailable} there is no such role */
  send(draft: Draft, role: RoleName): Promise<Exchange>;
  /** Sends a request that stands by itself: see `Conversation.ask`. */
  ask(draft: Draft, aboutOf: AboutOf): Promise<readonly ObservedDeviation[]>;
  /** Whether the run had told such a trouble before its present round. */
  isKnown(observed: ObservedDeviation): boolean;
  /** Whether the run is over, so that nothing more is to be sent. */
  hasEnded(): boolean;
}

/** What a single request is about, and what it must be answered. */
export type Asked = Pick<Case, 'phase' | 'clause' | 'expects'>;

/** What a request is about, once real ids stand in it; `undefined` where it is better not sent. */
export type AboutOf = (filled: Draft) => Asked | undefined;
