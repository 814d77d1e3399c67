import type { ParameterPlace } from './contract.ts';
import type { Json } from './json.ts';

/** One promise of the contract at one place. */
export interface Clause {
  // Unique in the contract and stable: `createCampaign body /steps/*/subject maxLength`.
  readonly id: string;
  /** The operation's id. */
  readonly operation: string;
  readonly in: ParameterPlace | 'body' | 'security' | 'response';
  // Into the value: `/steps/*/subject`, a parameter's `/name`, a response's `/400`; `` for a whole body.
  readonly path: string;
  readonly keyword: string;
  /** The keyword's value. `required` and `dependentRequired` are one clause for each name. */
  readonly value: Json;
  /** The keyword's place in the document. */
  readonly pointer: string;
  /** The media type whose bodies it is about, as the contract writes it. */
  readonly media?: string;
}

/** A part of a request of which not every clause is listed. */
export interface CutPart {
  /** The operation's id. */
  readonly operation: string;
  readonly in: Clause['in'];
  /** Where its schema stands. */
  readonly pointer: string;
  /** How many steps into the value clauses are listed. */
  readonly depth: number;
}
