/** All the schemas that apply to one place of a value at once, `$ref` and `allOf` followed. */
import {
  arrayOf,
  choiceKeywords,
  fromPointer,
  isObject,
  type Json,
  type JsonObject,
  keywordsThat,
  objectOf,
  toPointer,
} from '@countersign/contract';
import { memoize } from './memoize.ts';

export interface EffectiveSchema {
  readonly schemas: readonly SchemaAt[];
  /** The names of the component schemas that led here: `['MailboxId']`. */
  readonly components: readonly string[];
  /** Where the conditions (`if`) stand that a value must not meet, since their `else` was chosen. */
  readonly avoided: readonly string[];
}

export interface SchemaAt {
  readonly schema: JsonObject;
  /** Where it stands in the document. */
  readonly pointer: string;
}

/**
 * Which branch to take at the `oneOf` or `anyOf` at `pointer`; at an `if`, 0 for what meets it and 1 for what does
 * not; at a schema of `dependentSchemas`, 0 where it applies. -1 for none.
 */
export type Choose = (pointer: string, branches: number) => number;

/** What is needed of a document to find its schemas: `Schemas`. */
export interface SchemaLookup {
  /** What stands at `pointer`. */
  at(pointer: string): Json | undefined;
  /** The pointer that a `$ref` means. */
  targetOf(reference: string): string;
  /** By their pointers, the effective schemas in which nothing is to be chosen. */
  readonly fixedSchemas: Map<string, EffectiveSchema>;
}

/** The effective schema that the schemas at `pointers` make together. */
export function effectiveSchemaOf(
  all: SchemaLookup,
  pointers: readonly string[],
  choose: Choose,
): EffectiveSchema {
  const key = pointers.join('\n');
  const known = all.fixedSchemas.get(key);
  if (known !== undefined) return known;
  let isFixed = true;
  const ask: Choose = (pointer, branches) => {
    isFixed = false;
    return choose(pointer, branches);
  };
  const schemas: SchemaAt[] = [];
  const components: string[] = [];
  const avoided: string[] = [];
  const seen = new Set<string>();
  const add = (pointer: string): void => {
    const schema = all.at(pointer);
    if (seen.has(pointer) || !isObject(schema)) return;
    seen.add(pointer);
    schemas.push({ schema, pointer });
    if (typeof schema['$ref'] === 'string') {
      const component = componentNamed(schema['$ref']);
      if (component !== undefined) components.push(component);
      add(all.targetOf(schema['$ref']));
    }
    for (const index of arrayOf(schema['allOf']).keys()) add(`${pointer}/allOf/${index}`);
    for (const keyword of choiceKeywords) {
      const branches = arrayOf(schema[keyword]).length;
      if (branches === 0) continue;
      const index = ask(`${pointer}/${keyword}`, branches);
      if (index >= 0) add(`${pointer}/${keyword}/${index}`);
    }
    if (schema['if'] !== undefined) {
      const way = ask(`${pointer}/if`, 2);
      if (way === 1) avoided.push(`${pointer}/if`);
      if (way === 0) add(`${pointer}/if`);
      if (way >= 0) add(`${pointer}/${way === 0 ? 'then' : 'else'}`);
    }
    for (const name of Object.keys(objectOf(schema['dependentSchemas']))) {
      const dependent = `${pointer}/dependentSchemas${toPointer([name])}`;
      if (ask(dependent, 1) === 0) add(dependent);
    }
  };
  for (const pointer of pointers) add(pointer);
  const effective = { schemas, components, avoided };
  if (isFixed) all.fixedSchemas.set(key, effective);
  return effective;
}

/** `#/components/schemas/CampaignId` → `CampaignId` */
export function componentNamed(reference: string): string | undefined {
  const [, name] = /^#\/components\/schemas\/([^/]+)$/.exec(reference) ?? [];
  return name === undefined ? undefined : fromPointer(`#/${name}`)[0];
}

/** Each value that the schemas of the effective schema give for `keyword`. */
export function valuesOf(effective: EffectiveSchema, keyword: string): Json[] {
  const values: Json[] = [];
  for (const { schema } of effective.schemas) {
    const value = schema[keyword];
    if (value !== undefined) values.push(value);
  }
  return values;
}

export function numbersOf(effective: EffectiveSchema, keyword: string): number[] {
  return valuesOf(effective, keyword).filter((value) => typeof value === 'number');
}

export function stringsOf(effective: EffectiveSchema, keyword: string): string[] {
  return valuesOf(effective, keyword).filter((value) => typeof value === 'string');
}

/** The largest lower bound, or `fallback`. */
export function atLeast(effective: EffectiveSchema, keyword: string, fallback: number): number {
  return Math.max(fallback, ...numbersOf(effective, keyword));
}

/** The smallest upper bound, or infinity. */
export function atMost(effective: EffectiveSchema, keyword: string): number {
  return Math.min(Infinity, ...numbersOf(effective, keyword));
}

export const jsonTypes = ['string', 'integer', 'number', 'boolean', 'object', 'array', 'null'] as const;
export type JsonType = (typeof jsonTypes)[number];

/** The types that every schema of the effective schema allows, in the order in which they are written. */
export function typesOf(effective: EffectiveSchema): readonly JsonType[] {
  return memoize(typesOfSchemas, effective, () => commonTypes(effective));
}

const typesOfSchemas = new WeakMap<EffectiveSchema, readonly JsonType[]>();

function commonTypes(effective: EffectiveSchema): JsonType[] {
  const lists = valuesOf(effective, 'type').map((value) =>
    arrayOf(value).concat(Array.isArray(value) ? [] : [value]),
  );
  const [first, ...others] = lists;
  if (first === undefined) return impliedTypes(effective);
  const candidates = first.includes('number') ? [...first, 'integer'] : first;
  const allowed = jsonTypes.filter(
    (type) =>
      candidates.includes(type) &&
      others.every((list) => list.includes(type) || (type === 'integer' && list.includes('number'))),
  );
  const order = (type: JsonType): number => candidates.indexOf(type);
  return allowed.sort((one, other) => order(one) - order(other));
}

const KEYWORDS_OF_TYPE = (['object', 'array', 'string', 'number'] as const).map(
  (type) => [type, keywordsThat(({ suggests }) => suggests === type)] as const,
);

/** A schema without `type` allows every type; the ones that its keywords speak of come first. */
function impliedTypes(effective: EffectiveSchema): JsonType[] {
  const likely = KEYWORDS_OF_TYPE.filter(([, keywords]) =>
    effective.schemas.some(({ schema }) => keywords.some((keyword) => schema[keyword] !== undefined)),
  ).map(([type]) => type);
  return [...new Set([...likely, ...jsonTypes])];
}

/** The schemas for the property `name`: its own, or those for names that are not declared. */
export function propertyPointers(effective: EffectiveSchema, name: string): readonly string[] {
  const properties = memoize(propertiesOfSchemas, effective, () => new Map<string, readonly string[]>());
  const known = properties.get(name);
  if (known !== undefined) return known;
  const pointers = pointersTo(effective, name);
  // Names that nothing declares are as many as a server likes to send.
  if (declaredProperties(effective).includes(name)) properties.set(name, pointers);
  return pointers;
}

const propertiesOfSchemas = new WeakMap<EffectiveSchema, Map<string, readonly string[]>>();

function pointersTo(effective: EffectiveSchema, name: string): string[] {
  const evaluated = effective.schemas.flatMap(({ schema, pointer }) => {
    const own = Object.hasOwn(objectOf(schema['properties']), name)
      ? [`${pointer}/properties${toPointer([name])}`]
      : [];
    const byPattern = Object.keys(objectOf(schema['patternProperties']))
      .filter((pattern) => matches(pattern, name))
      .map((pattern) => `${pointer}/patternProperties${toPointer([pattern])}`);
    const declared = [...own, ...byPattern];
    const open = isObject(schema['additionalProperties']) ? [`${pointer}/additionalProperties`] : [];
    return declared.length > 0 ? declared : open;
  });
  return evaluated.length > 0 ? evaluated : unevaluated(effective, 'unevaluatedProperties');
}

/** Whether `name` is one that a key of `patternProperties` is about. */
export function matches(pattern: string, name: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(name);
  } catch {
    // A contract may hold what is no pattern; then its schemas cannot be used, which is told elsewhere.
    return false;
  }
}

/** Where the schemas stand of what no other schema of the effective schema speaks of. */
function unevaluated(effective: EffectiveSchema, keyword: string): string[] {
  return effective.schemas.flatMap(({ schema, pointer }) =>
    isObject(schema[keyword]) ? [`${pointer}/${keyword}`] : [],
  );
}

/** The schemas for the item at `index`. */
export function itemPointers(effective: EffectiveSchema, index: number): string[] {
  const evaluated = effective.schemas.flatMap(({ schema, pointer }) => {
    if (index < arrayOf(schema['prefixItems']).length) return [`${pointer}/prefixItems/${index}`];
    return isObject(schema['items']) ? [`${pointer}/items`] : [];
  });
  return evaluated.length > 0 ? evaluated : unevaluated(effective, 'unevaluatedItems');
}

export function declaredProperties(effective: EffectiveSchema): string[] {
  return [...new Set(valuesOf(effective, 'properties').flatMap((value) => Object.keys(objectOf(value))))];
}

export function requiredProperties(effective: EffectiveSchema): string[] {
  const names = valuesOf(effective, 'required').flatMap(arrayOf);
  return [...new Set(names.filter((name) => typeof name === 'string'))];
}
