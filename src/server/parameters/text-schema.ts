/** What a schema wants of a value that travels as text, worked out once for each place of a parameter. */
import {
  arrayOf,
  at,
  fromPointer,
  isObject,
  type Json,
  type JsonObject,
  LONGEST_REFERENCE_CHAIN,
} from '@countersign/contract';

/** The types of JSON that a text can stand for. */
export type TextType = 'string' | 'number' | 'boolean' | 'null' | 'array' | 'object';

const TYPES: readonly TextType[] = ['string', 'number', 'boolean', 'null', 'array', 'object'];

/** The schemas that apply to one place of a value, whichever branch says it. */
export class TextSchema {
  /** What the value may be. */
  readonly types: ReadonlySet<TextType>;
  readonly #document: JsonObject;
  readonly #schemas: readonly JsonObject[];
  readonly #parts = new Map<string, TextSchema>();

  /** @param schemas those that stand at the place; what they refer to and are made of is looked up */
  constructor(document: JsonObject, schemas: readonly (Json | undefined)[]) {
    this.#document = document;
    this.#schemas = schemas.flatMap((schema) => spread(document, schema));
    this.types = new Set(
      TYPES.filter((type) => schemas.every((schema) => allows(document, schema, type, 0))),
    );
  }

  /** Whether values are listed, and no text is among them that stands for itself. */
  isMember(value: Json): boolean {
    const { members } = this;
    return members.length === 0 || members.some((member) => member === value);
  }

  /** The values that are listed. */
  get members(): readonly Json[] {
    return this.#schemas.flatMap((schema) => [
      ...arrayOf(schema['enum']),
      ...('const' in schema ? [schema['const'] ?? null] : []),
    ]);
  }

  /** The names of the properties that are declared. */
  get propertyNames(): readonly string[] {
    return [
      ...new Set(
        this.#schemas.flatMap(({ properties }) => (isObject(properties) ? Object.keys(properties) : [])),
      ),
    ];
  }

  /** The objects that the schemas give for `keyword`, an annotation, in their order. */
  said(keyword: string): readonly JsonObject[] {
    return this.#schemas.map((schema) => schema[keyword]).filter(isObject);
  }

  get hasDefault(): boolean {
    return this.#schemas.some((schema) => Object.hasOwn(schema, 'default'));
  }

  /** The name of the component that the schema is a reference to. */
  get component(): string | undefined {
    const reference = this.#schemas[0]?.['$ref'];
    const [, name] = typeof reference === 'string' ? (COMPONENT.exec(reference) ?? []) : [];
    return name === undefined ? undefined : fromPointer(`#/${name}`)[0];
  }

  /** Whether properties may have other names than those that are declared. */
  get isOpen(): boolean {
    return this.#schemas.every(
      (schema) => schema['additionalProperties'] !== false && schema['unevaluatedProperties'] !== false,
    );
  }

  /** Whether the schema speaks of a property of that name, by itself or by what it says of all others. */
  declares(name: string): boolean {
    const isSaid = this.#schemas.some(
      ({ properties, patternProperties, additionalProperties }) =>
        (isObject(properties) && Object.hasOwn(properties, name)) ||
        (isObject(patternProperties) && matching(patternProperties, name).length > 0) ||
        (additionalProperties !== undefined && additionalProperties !== false),
    );
    // An object that names nothing, and is closed to nothing, is there for any names.
    return isSaid || (this.isOpen && this.propertyNames.length === 0);
  }

  property(name: string): TextSchema {
    return this.#part(`.${name}`, (schema) => {
      const { properties, patternProperties, additionalProperties } = schema;
      const own = isObject(properties) && Object.hasOwn(properties, name) ? [properties[name]] : [];
      const byPattern = isObject(patternProperties) ? matching(patternProperties, name) : [];
      return own.length + byPattern.length > 0 ? [...own, ...byPattern] : [additionalProperties];
    });
  }

  item(index: number): TextSchema {
    // Behind the last one with a schema of its own, all have the same.
    const own = this.#schemas.some(({ prefixItems }) => index < arrayOf(prefixItems).length);
    return this.#part(own ? `[${index}]` : '[]', ({ prefixItems, items }) => {
      const prefix = arrayOf(prefixItems);
      return [index < prefix.length ? prefix[index] : items];
    });
  }

  #part(key: string, find: (schema: JsonObject) => (Json | undefined)[]): TextSchema {
    const known = this.#parts.get(key);
    if (known !== undefined) return known;
    const part = new TextSchema(this.#document, this.#schemas.flatMap(find).filter(isObject));
    // What a request names is as much as it likes; what the contract names is bounded.
    if (this.#parts.size < MOST_PARTS) this.#parts.set(key, part);
    return part;
  }
}

function matching(patterns: JsonObject, name: string): (Json | undefined)[] {
  return Object.entries(patterns)
    .filter(([pattern]) => new RegExp(pattern, 'u').test(name))
    .map(([, each]) => each);
}

const COMPONENT = /^#\/components\/schemas\/([^/]+)$/;

/** Parts of one schema that are remembered. */
const MOST_PARTS = 1_000;

/** Schemas inside schemas (`allOf`, `oneOf`, …) deeper than this say nothing. */
const DEEPEST = 16;

/** A schema, what it refers to, and all of its branches. */
function spread(document: JsonObject, schema: Json | undefined, depth = 0): JsonObject[] {
  if (!isObject(schema) || depth > DEEPEST) return [];
  const parts = [...targetOf(document, schema), ...branchesOf(schema)];
  return [schema, ...parts.flatMap((part) => spread(document, part, depth + 1))];
}

function branchesOf({ allOf, oneOf, anyOf, then, else: otherwise }: JsonObject): (Json | undefined)[] {
  return [...arrayOf(allOf), ...arrayOf(oneOf), ...arrayOf(anyOf), then, otherwise];
}

function targetOf(document: JsonObject, { $ref }: JsonObject): Json[] {
  const target = typeof $ref === 'string' ? at(document, $ref) : undefined;
  return target === undefined ? [] : [target];
}

function allows(document: JsonObject, schema: Json | undefined, type: TextType, depth: number): boolean {
  if (schema === false) return false;
  if (!isObject(schema) || depth > LONGEST_REFERENCE_CHAIN) return true;
  const own = arrayOf(schema['type']).concat(typeof schema['type'] === 'string' ? [schema['type']] : []);
  if (own.length > 0 && !own.some((each) => each === type || (each === 'integer' && type === 'number')))
    return false;
  const isAllowed = (part: Json): boolean => allows(document, part, type, depth + 1);
  const members = [...arrayOf(schema['enum']), ...('const' in schema ? [schema['const'] ?? null] : [])];
  if (members.length > 0 && !members.some((member) => typeOf(member) === type)) return false;
  return (
    targetOf(document, schema).every(isAllowed) &&
    arrayOf(schema['allOf']).every(isAllowed) &&
    [schema['oneOf'], schema['anyOf']].every((choice) => !Array.isArray(choice) || choice.some(isAllowed))
  );
}

function typeOf(value: Json): TextType {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  const type = typeof value;
  return type === 'string' || type === 'number' || type === 'boolean' ? type : 'object';
}
