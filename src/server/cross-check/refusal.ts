import type { ParameterPlace } from '@countersign/contract';

/** What express-openapi-validator says of a request that it refuses. */
export interface Refusal {
  readonly in: ParameterPlace | 'body';
  /** Into the value, the parameter's name first. */
  readonly pointer: string;
  /** Absent where the rule is its own and none of JSON Schema. */
  readonly keyword: string | undefined;
  readonly message: string;
}
