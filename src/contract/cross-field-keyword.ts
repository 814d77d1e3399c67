import type { Json, JsonSchema } from './json.ts';
import type { KeywordFacts } from './json-schema-keyword.ts';

/** A keyword that stands beside those of JSON Schema: what it takes, and how it is checked, satisfied and broken. */
export interface CrossFieldKeyword extends KeywordFacts {
  readonly name: `x-${string}`;
  /** What the keyword's own value may be. */
  readonly valueSchema: JsonSchema;
  /**
   * The property that a failure is about, where the keyword stands at the object that holds it.
   *
   * @default the value at which the keyword stands
   */
  subject?(expected: Json): string | undefined;
  /** Whether `data` keeps the clause. Data of a type that the keyword does not speak of keeps it. */
  check(expected: Json, data: Json, context: KeywordContext): boolean;
  /** `data`, changed so that it keeps the clause. */
  satisfy(expected: Json, data: Json, context: KeywordContext): Json;
  /** `data`, changed so that it breaks the clause and as little else as possible. */
  break(expected: Json, data: Json, context: KeywordContext): Json;
  /** Reads on from the name of the value, or of its `subject`: `must be later than startDate`. */
  message(expected: Json, data: Json): string;
}

export interface KeywordContext {
  /** The object or array that holds the value. */
  readonly parent: Json | undefined;
  readonly now: Date;
}
