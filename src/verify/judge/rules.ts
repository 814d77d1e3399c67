import type { Contract, SchemaChecker } from '@countersign/contract';
import type { Schemas } from '../values/schemas.ts';

/** What answers are proven with. */
export type AnswerChecker = Pick<SchemaChecker, 'check'>;

/** A contract, ready to prove answers against. */
export interface Rules {
  readonly contract: Contract;
  readonly schemas: Schemas;
  readonly checker: AnswerChecker;
}
