import type { Direction } from './contract.ts';
import type { Json, JsonObject } from './json.ts';

/** What is known of a keyword beside its value, so that no one who asks has to list keywords. */
export interface KeywordFacts {
  /** What is wrong with a value that breaks it, where that has a name that other keywords share. */
  readonly failure?: FailureKind;
  /** What its value is a number of. */
  readonly counts?: Counted;
  /** Whether it says what a text means, so that not any characters would do. @default false */
  readonly givesMeaning?: true;
  /**
   * Reads on from the name of the value: `must be at most 200 characters`.
   *
   * @default `must satisfy …`
   */
  message?(expected: Json, data: Json): string;
}

/** A row of the table of JSON Schema keywords. */
export interface JsonSchemaKeyword extends KeywordFacts {
  /** What its own value must be. @default what `holds` says, or anything */
  readonly takes?: ValueForm;
  /** The type of value to begin with where a schema has it and says no `type`, though any type would keep it. */
  readonly suggests?: 'object' | 'array' | 'string' | 'number';
  /** A promise that a request can break: its value as a whole, or each name that it lists. @default none */
  readonly clause?: 'whole' | 'names';
  /** The keyword beside it without which it says nothing, and as whose failure Ajv reports it. */
  readonly needs?: string;
  /** Whether this value of it allows everything, and so promises nothing. @default never */
  asksNothing?(value: Json, schema: JsonObject): boolean;
  /** How the names are read that it lists. */
  readonly names?: NameList;
  /** What may break with it, because it cannot be kept. */
  readonly implies?: ImpliedViolations;
  /**
   * Whether it judges a value by its parts, so that a violation at its place or below, of whatever clause, may break
   * it as well. @default false
   */
  readonly judgesParts?: true;
  /** The column of a clause in a report on coverage. */
  readonly kind?: KeywordKind;
  /** Where it is the exclusive one of two bounds. @default false */
  readonly isExclusive?: true;
  /** Whether it lists schemas of which a value fits one. @default false */
  readonly isChoice?: true;
  /** Whether it decides by itself which types a value may have. @default false */
  readonly decidesType?: true;
  /** Whether what fails below it is listed by itself. @default false */
  readonly isToldByOthers?: true;
  /** The schemas that it holds. */
  readonly holds?: HeldSchemas;
  /** The values that it holds, which the contract's author wrote: `rank` 1 are the best to send. */
  readonly written?: { readonly as: 'value' | 'list'; readonly rank: number };
  /** Whether it tells a reader something, and asks nothing of a value. @default false */
  readonly isAnnotation?: true;
  /** The direction that alone carries what has it (OpenAPI 3.0.4 §4.7.24.2). */
  readonly direction?: Direction;
  /** What it names, or refers to by its name (JSON Schema 2020-12 §8.2). */
  readonly identity?: 'schema' | 'anchor' | 'reference';
}

/** What the value of a keyword is: a `count` is a whole number from 0 on, a `step` a number above 0. */
export type ValueForm =
  | 'number'
  | 'step'
  | 'count'
  | 'text'
  | 'flag'
  | 'types'
  | 'list'
  | 'names'
  | 'name lists';

/** What is wrong with a value, in words that several keywords share. */
export type FailureKind =
  | 'missing'
  | 'undeclared'
  | 'of another type'
  | 'no member'
  | 'another value'
  | 'too few'
  | 'too many'
  | 'too small'
  | 'too large'
  | 'of another format'
  | 'unreadable'
  | 'repeated'
  | 'unknown'
  | 'out of order';

/** `match`: an item that `contains` speaks of. */
export type Counted = 'character' | 'item' | 'match' | 'property';

/** The column that a clause stands in, in a report on coverage. */
export type KeywordKind =
  | 'required'
  | 'type'
  | 'values'
  | 'numbers'
  | 'lengths'
  | 'text'
  | 'lists'
  | 'objects'
  | 'branches'
  | 'body';

export interface NameList {
  /** One clause for each: the path of the value that it is about, and the name that must be there. */
  of(value: Json): { readonly path: string; readonly name: string }[];
  /** `value` without the clauses for `name`. */
  without(value: Json, name: Json): Json;
}

/** Keywords whose clauses may break together with one of another keyword. */
export interface ImpliedViolations {
  /** Beside it; they say the same and more. */
  readonly surely?: readonly string[];
  /** Beside it; they may leave no value that breaks it and keeps them. */
  readonly maybe?: readonly string[];
  /** At its place, wherever their schema stands. */
  readonly maybeAtPlace?: readonly string[];
  /** In what its items are, wherever their schema stands. */
  readonly maybeInItems?: readonly string[];
}

export interface HeldSchemas {
  readonly as: 'schema' | 'list' | 'map';
  /** Which part of a value each of them speaks of; absent where a value need not fit them: `not`, `contains`. */
  readonly of?: 'property' | 'item' | 'value';
}
