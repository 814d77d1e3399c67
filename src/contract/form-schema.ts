/** What a schema says of the parts of a form, whichever of its branches says it. */
import { arrayOf, at, isObject, type Json, type JsonObject } from './json.ts';

/** The schema of one place of a form: a schema, what it refers to and what it is made of. */
export class FormSchema {
  readonly #document: JsonObject;
  readonly #schema: Json | undefined;

  constructor(document: JsonObject, schema: Json | undefined) {
    this.#document = document;
    this.#schema = schema;
  }

  /** The names of the properties that any branch declares, in their order. */
  get propertyNames(): string[] {
    return [
      ...new Set(
        flatten(this.#document, this.#schema).flatMap(({ properties }) =>
          isObject(properties) ? Object.keys(properties) : [],
        ),
      ),
    ];
  }

  property(name: string): FormSchema {
    return this.#part(({ properties }) =>
      isObject(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined,
    );
  }

  get items(): FormSchema {
    return this.#part(({ items }) => items);
  }

  /** What a value may be. `undefined`: nothing is said of it. */
  get types(): ReadonlySet<string> | undefined {
    return typesOf(this.#document, this.#schema, []);
  }

  /** Whether bytes are due, as they are: where there is a choice, whatever is chosen. */
  get isFile(): boolean {
    return isFile(this.#document, this.#schema, []);
  }

  /** Where there is a choice, what none of its branches goes beyond. */
  get maxLength(): number | undefined {
    return maxLengthOf(this.#document, this.#schema, []);
  }

  /** The one that stands beside the schema: behind a reference or in a choice it may be that of another place. */
  get default(): Json | undefined {
    if (!isObject(this.#schema)) return undefined;
    return [this.#schema, ...arrayOf(this.#schema['allOf'])]
      .filter(isObject)
      .find((each) => Object.hasOwn(each, 'default'))?.['default'];
  }

  #part(find: (schema: JsonObject) => Json | undefined): FormSchema {
    return new FormSchema(this.#document, partOf(this.#document, this.#schema, find, []));
  }
}

/** The schemas that one is a branch of. One that is a branch of itself says nothing new. */
type Above = readonly JsonObject[];

/** A schema of what `find` finds in `schema` and in its branches, which are joined in it as they are there. */
function partOf(
  document: JsonObject,
  schema: Json | undefined,
  find: (schema: JsonObject) => Json | undefined,
  above: Above,
): Json | undefined {
  if (!isObject(schema) || above.includes(schema)) return undefined;
  const within = (branches: readonly Json[]): Json[] =>
    branches
      .map((branch) => partOf(document, branch, find, [...above, schema]))
      .filter((part) => part !== undefined);
  const choices = choicesOf(schema)
    .map(within)
    .filter((choice) => choice.length > 0);
  const own = find(schema);
  const parts = [
    ...(own === undefined ? [] : [own]),
    ...within(demandsOf(document, schema)),
    ...choices.map((anyOf) => ({ anyOf })),
  ];
  return parts.length > 1 ? { allOf: parts } : parts[0];
}

function typesOf(
  document: JsonObject,
  schema: Json | undefined,
  above: Above,
): ReadonlySet<string> | undefined {
  if (!isObject(schema) || above.includes(schema)) return undefined;
  const of = (branch: Json): ReadonlySet<string> | undefined => typesOf(document, branch, [...above, schema]);
  const { type } = schema;
  const said = [
    ...(type === undefined ? [] : [new Set((Array.isArray(type) ? type : [type]).map(String))]),
    ...demandsOf(document, schema).map(of),
    ...choicesOf(schema).map((choice) => union(choice.map(of))),
  ].filter((types) => types !== undefined);
  const [first, ...others] = said;
  return first && new Set([...first].filter((each) => others.every((types) => allows(types, each))));
}

/** Where one branch says nothing, the choice does not either. */
function union(branches: readonly (ReadonlySet<string> | undefined)[]): ReadonlySet<string> | undefined {
  const said = branches.filter((types) => types !== undefined);
  return said.length < branches.length ? undefined : new Set(said.flatMap((types) => [...types]));
}

function allows(types: ReadonlySet<string>, type: string): boolean {
  return types.has(type) || (type === 'integer' && types.has('number'));
}

function isFile(document: JsonObject, schema: Json | undefined, above: Above): boolean {
  if (!isObject(schema) || above.includes(schema)) return false;
  const { format, contentMediaType, contentEncoding } = schema;
  // Encoded bytes (base64) are text; bytes as they are come as a file.
  if (format === 'binary' || (contentMediaType !== undefined && contentEncoding === undefined)) return true;
  const of = (branch: Json): boolean => isFile(document, branch, [...above, schema]);
  return (
    demandsOf(document, schema).some(of) ||
    choicesOf(schema)
      .map(sentOf)
      .some((choice) => choice.length > 0 && choice.every(of))
  );
}

function maxLengthOf(document: JsonObject, schema: Json | undefined, above: Above): number | undefined {
  if (!isObject(schema) || above.includes(schema)) return undefined;
  const of = (branch: Json): number | undefined => maxLengthOf(document, branch, [...above, schema]);
  const { maxLength } = schema;
  const said = [
    typeof maxLength === 'number' ? maxLength : undefined,
    ...demandsOf(document, schema).map(of),
    ...choicesOf(schema).map((branches) => {
      const choice = sentOf(branches);
      const most = choice.map(of).filter((each) => each !== undefined);
      return most.length === 0 || most.length < choice.length ? undefined : Math.max(...most);
    }),
  ].filter((each) => each !== undefined);
  return said.length === 0 ? undefined : Math.min(...said);
}

/** A part cannot be null, so whoever sends one chooses among the other branches. */
function sentOf(choice: readonly Json[]): readonly Json[] {
  return choice.filter((branch) => !isObject(branch) || branch['type'] !== 'null');
}

/** A schema, and all that it refers to and is made of. */
function flatten(document: JsonObject, schema: Json | undefined, above: Above = []): JsonObject[] {
  if (!isObject(schema) || above.includes(schema)) return [];
  const branches = [...demandsOf(document, schema), ...choicesOf(schema).flat()];
  return [schema, ...branches.flatMap((branch) => flatten(document, branch, [...above, schema]))];
}

/** What applies together with `schema`, always. */
function demandsOf(document: JsonObject, { $ref, allOf }: JsonObject): readonly Json[] {
  const target = typeof $ref === 'string' ? at(document, $ref) : undefined;
  return [...(target === undefined ? [] : [target]), ...arrayOf(allOf)];
}

/** Of each choice, one applies. */
function choicesOf({ oneOf, anyOf, then, else: otherwise }: JsonObject): (readonly Json[])[] {
  const conditional = [then, otherwise].filter((branch) => branch !== undefined);
  return [arrayOf(oneOf), arrayOf(anyOf), conditional].filter((choice) => choice.length > 0);
}
