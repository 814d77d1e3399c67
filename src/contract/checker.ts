/** Ajv over a contract's own schemas, with formats and the cross-field keywords. */
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { formatNames } from 'ajv-formats/dist/formats.js';
import type { Contract, Direction } from './contract.ts';
import { isMultipleOf } from './decimal.ts';
import { absentFrom } from './direction.ts';
import {
  at,
  fromPointer,
  isObject,
  type Json,
  type JsonObject,
  LONGEST_REFERENCE_CHAIN,
  someObject,
  toPointer,
} from './json.ts';
import { factsOf } from './keyword-facts.ts';
import { crossFieldKeywords } from './keywords.ts';
import { describeFailure } from './messages.ts';
import { readSchema } from './unusable-schema.ts';
import { withoutExamples } from './walk.ts';

/** A clause that a value breaks. */
export interface BrokenClause {
  readonly keyword: string;
  /** The keyword's value; for `required` and `dependentRequired` the missing name. */
  readonly expected: Json;
  /** The keyword's place in the document. */
  readonly schemaPointer: string;
}

/** A clause that a value breaks, with what to tell of it. */
export interface SchemaFailure extends BrokenClause {
  /** Into the value. For a missing or unexpected property, the property's own place; see `subject` of keywords. */
  readonly pointer: string;
  readonly actual: Json | undefined;
  /** Whether the name of the property at `pointer` fails, and not its value: a clause below `propertyNames`. */
  readonly isName?: boolean;
  /** The property's `x-message`, or a sentence that reads on from its name: `must be at most 200 characters`. */
  readonly message: string;
}

/** Checks values against the schemas of one contract, each named by its place in the document. */
export interface SchemaChecker {
  /** Makes the schema ready for `check`, which otherwise its first value does. */
  compile(schemaPointer: string): void;
  /** All failures of `value` against the schema at `schemaPointer`; none when it is valid, or no schema is there. */
  check(schemaPointer: string, value: unknown): SchemaFailure[];
  /** Which clauses `check` would tell of, without what it tells of them. */
  brokenClauses(schemaPointer: string, value: unknown): BrokenClause[];
  /** The first clause that fails, with those that fail because of it: quick, however much else is wrong. */
  checkBriefly(schemaPointer: string, value: unknown): SchemaFailure[];
  /**
   * The failures of `value` as it is, or, where there are none, with the defaults of the schema put into it: a default
   * is a remark (JSON Schema 2020-12 Validation §9.2), so what is required must be there without it.
   *
   * @param isBrief whether the first clause that fails is enough: see `checkBriefly`
   */
  checkAndFillIn(schemaPointer: string, value: unknown, isBrief: boolean): SchemaFailure[];
  /** The failures of `value` with the defaults of the schema filled in, as a server that fills them in sees it. */
  checkFilledIn(schemaPointer: string, value: unknown): SchemaFailure[];
}

export interface CheckerOptions {
  /** The time that a date of the future lies after. */
  readonly now: () => Date;
  /**
   * Which way the values go: what the other direction alone carries must not be there (OpenAPI 3.0.4 §4.7.24.2).
   *
   * @default either: such properties are like any other
   */
  readonly direction?: Direction;
  /** Formats beyond those of JSON Schema, by name. @default none; a format that nobody knows asks nothing */
  readonly formats?: Readonly<Record<string, (value: string) => boolean>>;
}

const KNOWN_FORMATS: ReadonlySet<string> = new Set(formatNames);

/** Whether every checker knows the format; others ask nothing where its options do not define them. */
export function isKnownFormat(name: string): boolean {
  return KNOWN_FORMATS.has(name);
}

/**
 * A checker for the schemas of the contract `written`, each compiled at its first use.
 *
 * @throws {UnusableSchema} from each of its functions: the schema itself is broken
 */
export function schemaChecker(written: Contract, options: CheckerOptions): SchemaChecker {
  // A server makes its checkers at the start, and a document is long.
  const read = once(() => ({ ...written, document: withoutExamples(written.document) }));
  const pointersOf = once(() => schemaPointers(read().document));
  const hasDefaults = defaultsIn(written.document);
  const all = compiler(read, options, { allErrors: true });
  const first = compiler(read, options, { allErrors: false });
  const filling = compiler(read, options, { allErrors: true, useDefaults: true });
  const errors = (validate: Validate, value: unknown): ErrorObject[] =>
    validate === undefined || validate(value) ? [] : (validate.errors ?? []);
  const failures = (validate: Validate, value: unknown): SchemaFailure[] =>
    errors(validate, value).map((error) => toFailure(error, read(), pointersOf(), value));
  return {
    compile: (schemaPointer) => {
      all(schemaPointer);
    },
    check: (schemaPointer, value) => failures(all(schemaPointer), value),
    brokenClauses: (schemaPointer, value) =>
      errors(all(schemaPointer), value).map((error) => brokenClause(error, pointersOf())),
    checkBriefly: (schemaPointer, value) => failures(first(schemaPointer), value),
    checkAndFillIn: (schemaPointer, value, isBrief) => {
      const check = isBrief ? first : all;
      const asItIs = failures(check(schemaPointer), value);
      if (asItIs.length > 0 || typeof value !== 'object' || value === null || !hasDefaults(schemaPointer))
        return asItIs;
      filling(schemaPointer)?.(value);
      return failures(check(schemaPointer), value);
    },
    checkFilledIn: (schemaPointer, value) => {
      const filled = structuredClone(value);
      // Ajv fills in after it has asked the cross-field keywords, so they are asked once more.
      filling(schemaPointer)?.(filled);
      return failures(all(schemaPointer), filled);
    },
  };
}

/** Whether a schema, or what it refers to, has defaults. */
function defaultsIn(document: JsonObject): (schemaPointer: string) => boolean {
  const known = new Map<string, boolean>();
  return (schemaPointer) => {
    const before = known.get(schemaPointer);
    if (before !== undefined) return before;
    const places = new Set([schemaPointer]);
    let found = false;
    // What is referred to on the way is walked through as well.
    for (const place of places) {
      found ||= someObject(at(document, place) ?? null, (schema) => {
        const { $ref } = schema;
        if (typeof $ref === 'string') places.add(toPointer(fromPointer($ref)));
        return Object.hasOwn(schema, 'default');
      });
    }
    known.set(schemaPointer, found);
    return found;
  };
}

interface Mode {
  readonly allErrors: boolean;
  readonly useDefaults?: boolean;
}

/** What `make` gives, made when it is asked for first. */
function once<Result>(make: () => Result): () => Result {
  let made: { readonly result: Result } | undefined;
  return () => {
    made ??= { result: make() };
    return made.result;
  };
}

type Validate = ReturnType<Ajv2020['getSchema']>;
type Compile = (schemaPointer: string) => Validate;

/** Compiles the schemas of a contract, each when it is asked for first. */
function compiler(read: () => Contract, options: CheckerOptions, mode: Mode): Compile {
  const ajv = once(() => newAjv(read(), options, mode));
  const compiled = new Map<string, Validate>();
  return (schemaPointer) => {
    if (!compiled.has(schemaPointer)) {
      const target = referencedFrom(read().document, schemaPointer);
      const reference = `${ROOT}#${encodeFragment(target)}`;
      compiled.set(
        schemaPointer,
        readSchema(() => ajv().getSchema(reference)),
      );
    }
    return compiled.get(schemaPointer);
  };
}

function newAjv(contract: Contract, { now, direction, formats = {} }: CheckerOptions, mode: Mode): Ajv2020 {
  // `verbose` gives each error its schema by identity, which tells where in the document it stands.
  const ajv = new Ajv2020({
    ...mode,
    strict: false,
    // The engine optimizes what runs often; doing it here as well would make up a third of compiling.
    code: { optimize: false },
    verbose: true,
    messages: false,
    // `constructor` is a name like any other.
    ownProperties: true,
    logger: false,
    validateSchema: false,
    // Nor is the meta-schema needed, whose reading would take longer than that of a small contract.
    meta: false,
  });
  addFormats.default(ajv);
  for (const [name, validate] of Object.entries(formats)) ajv.addFormat(name, { type: 'string', validate });
  if (direction !== undefined) {
    const keyword = absentFrom(direction);
    ajv.removeKeyword(keyword);
    ajv.addKeyword({ keyword, validate: (isRefused: unknown) => isRefused !== true, errors: false });
  }
  // The normal form leaves those alone that mean another schema from place to place: here they promise nothing.
  ajv.removeKeyword('$dynamicRef');
  // Ajv's own divides binary numbers, and so finds 19.99 to be no multiple of 0.01.
  ajv.removeKeyword('multipleOf');
  ajv.addKeyword({
    keyword: 'multipleOf',
    type: 'number',
    validate: (divisor: number, data: number) => isMultipleOf(data, divisor),
    errors: false,
  });
  for (const keyword of crossFieldKeywords) {
    ajv.addKeyword({
      keyword: keyword.name,
      validate: (expected: Json, data: Json, _schema?: unknown, where?: { parentData: unknown }) =>
        keyword.check(expected, data, { parent: toJson(where?.parentData), now: now() }),
      errors: false,
    });
  }
  ajv.addSchema(contract.document, ROOT);
  return ajv;
}

const ROOT = 'contract:';

/** Where a schema that is nothing but a reference leads: what many places refer to is compiled once. */
function referencedFrom(document: Json, schemaPointer: string): string {
  let pointer = schemaPointer;
  for (let hops = 0; hops < LONGEST_REFERENCE_CHAIN; hops++) {
    const schema = at(document, pointer);
    if (!isObject(schema) || typeof schema['$ref'] !== 'string' || Object.keys(schema).length > 1) break;
    pointer = toPointer(fromPointer(schema['$ref']));
  }
  return pointer;
}

function encodeFragment(pointer: string): string {
  return toPointer(fromPointer(pointer)).split('/').map(encodeURIComponent).join('/');
}

/** Where each object of the document stands, by identity: Ajv keeps the very objects it was given. */
function schemaPointers(document: Json): Map<object, string> {
  const pointers = new Map<object, string>();
  const visit = (value: Json, pointer: string): void => {
    if (typeof value !== 'object' || value === null) return;
    pointers.set(value, pointer);
    for (const [key, child] of Object.entries(value)) visit(child, `${pointer}${toPointer([key])}`);
  };
  visit(document, '');
  return pointers;
}

function brokenClause(error: ErrorObject, pointers: ReadonlyMap<object, string>): BrokenClause {
  const { keyword } = error;
  const property = factsOf(keyword).names === undefined ? undefined : namedProperty(error.params);
  return {
    keyword,
    expected: property ?? toJson(error.schema) ?? null,
    schemaPointer: `${ownerOf(error, pointers)}/${keyword}`,
  };
}

/** Where the schema stands whose keyword failed. */
function ownerOf({ parentSchema }: ErrorObject, pointers: ReadonlyMap<object, string>): string {
  return isObject(parentSchema) ? (pointers.get(parentSchema) ?? '') : '';
}

function toFailure(
  error: ErrorObject,
  contract: Contract,
  pointers: ReadonlyMap<object, string>,
  root: unknown,
): SchemaFailure {
  const { keyword, params, instancePath, propertyName } = error;
  const broken = brokenClause(error, pointers);
  const { expected } = broken;
  const owner = ownerOf(error, pointers);
  const property = namedProperty(params);
  const subject = propertyName ?? property ?? subjectOf(error);
  const pointer = subject === undefined ? instancePath : `${instancePath}${toPointer([subject])}`;
  const isMissing = factsOf(keyword).names !== undefined;
  const actual = isMissing ? undefined : (propertyName ?? at(toJson(root), pointer));
  const messageOwner = property === undefined ? owner : `${owner}${toPointer(['properties', property])}`;
  const message = messageAt(contract, messageOwner, keyword) ?? describeFailure(keyword, expected, actual);
  return {
    ...broken,
    pointer,
    actual,
    ...(propertyName === undefined ? { message } : { isName: true, message: `has a name that ${message}` }),
  };
}

/** The property that an error is about, where Ajv reports it at the object around it. */
function namedProperty(params: Record<string, unknown>): string | undefined {
  for (const key of ['missingProperty', 'additionalProperty', 'unevaluatedProperty', 'propertyName']) {
    const name = params[key];
    if (typeof name === 'string') return name;
  }
  return undefined;
}

/** The property that a failed keyword of ours names, of the object at which it stands. */
function subjectOf({ keyword, schema }: ErrorObject): string | undefined {
  const crossField = crossFieldKeywords.find(({ name }) => name === keyword);
  return crossField?.subject?.(toJson(schema) ?? null);
}

/**
 * `x-message` beside a property's clauses is the API's own sentence for them: one for all, or a map from
 * keyword to sentence with `default` for the others. Behind a `$ref` it stands at the end of the reference.
 */
function messageAt(contract: Contract, schemaPointer: string, keyword: string): string | undefined {
  let schema = at(contract.document, schemaPointer);
  for (let hops = 0; hops < LONGEST_REFERENCE_CHAIN && isObject(schema); hops++) {
    const message = schema['x-message'];
    if (typeof message === 'string') return message;
    if (isObject(message)) {
      const sentence = message[keyword] ?? message['default'];
      return typeof sentence === 'string' ? sentence : undefined;
    }
    if (typeof schema['$ref'] !== 'string') return undefined;
    schema = at(contract.document, schema['$ref']);
  }
  return undefined;
}

function toJson(value: unknown): Json | undefined {
  // Values come from JSON.parse or from Ajv, which was given such values.
  return value as Json | undefined;
}
