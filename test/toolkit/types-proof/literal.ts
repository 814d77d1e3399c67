/** Writes a value as TypeScript. */
import {
  arrayOf,
  at,
  fromPointer,
  isObject,
  type Json,
  type JsonObject,
  objectOf,
  toPointer,
} from '../../../src/contract/json.ts';
import { choiceKeywords } from '../../../src/contract/keyword-facts.ts';
import { matches } from '../../../src/verify/values/effective-schema.ts';

/**
 * `value` as a literal. Members that no schema speaks of, of an object that is open, are spread into it: TypeScript
 * refuses them where they are written out, which is meant to find typing errors, and nowhere else.
 */
export function literal(document: JsonObject, pointer: string, value: Json): string {
  return write(document, applicable(document, [pointer]), value);
}

function write(document: JsonObject, schemas: readonly JsonObject[], value: Json): string {
  if (typeof value === 'string' && schemas.some(({ format }) => format === 'binary')) return 'blob';
  if (Array.isArray(value)) {
    const items = value.map((item, index) => write(document, itemSchemas(document, schemas, index), item));
    return `[${items.join(', ')}]`;
  }
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.entries(value).map(([name, part]) => {
    const below = memberSchemas(document, schemas, name);
    const text = `[${JSON.stringify(name)}]: ${write(document, below ?? [], part)}`;
    return below === undefined && schemas.every(isOpen) ? `...{ ${text} }` : text;
  });
  return `{ ${members.join(', ')} }`;
}

function isOpen(schema: JsonObject): boolean {
  const { additionalProperties, unevaluatedProperties, propertyNames } = schema;
  return additionalProperties !== false && unevaluatedProperties !== false && propertyNames === undefined;
}

/** The schemas at `starts` and those in them that may speak of the same value. */
function applicable(document: JsonObject, starts: readonly string[]): JsonObject[] {
  const found = new Map<string, JsonObject>();
  const visit = (pointer: string): void => {
    const schema = at(document, pointer);
    if (!isObject(schema) || found.has(pointer)) return;
    found.set(pointer, schema);
    if (typeof schema['$ref'] === 'string') visit(toPointer(fromPointer(schema['$ref'])));
    for (const keyword of ['allOf', ...choiceKeywords]) {
      for (const index of arrayOf(schema[keyword]).keys()) visit(`${pointer}/${keyword}/${index}`);
    }
    for (const keyword of ['if', 'then', 'else']) visit(`${pointer}/${keyword}`);
    for (const name of Object.keys(objectOf(schema['dependentSchemas']))) {
      visit(`${pointer}/dependentSchemas${toPointer([name])}`);
    }
  };
  for (const start of starts) visit(start);
  return [...found.entries()].map(([pointer, schema]) => {
    whereOf.set(schema, pointer);
    return schema;
  });
}

const whereOf = new WeakMap<object, string>();

/** `undefined` where nothing speaks of a member of that name. */
function memberSchemas(
  document: JsonObject,
  schemas: readonly JsonObject[],
  name: string,
): JsonObject[] | undefined {
  let isSpokenOf = false;
  const below = schemas.flatMap((schema) => {
    const pointer = whereOf.get(schema) ?? '';
    const patterns = Object.keys(objectOf(schema['patternProperties'])).filter((each) => matches(each, name));
    const own = Object.hasOwn(objectOf(schema['properties']), name)
      ? [`/properties${toPointer([name])}`]
      : [];
    const open = ['additionalProperties', 'unevaluatedProperties'].filter(
      (keyword) => schema[keyword] === true || isObject(schema[keyword]),
    );
    const places = [...own, ...patterns.map((each) => `/patternProperties${toPointer([each])}`)];
    if (places.length > 0 || open.length > 0) isSpokenOf = true;
    return [...places, ...open.map((keyword) => `/${keyword}`)].map((each) => pointer + each);
  });
  return isSpokenOf ? applicable(document, below) : undefined;
}

function itemSchemas(document: JsonObject, schemas: readonly JsonObject[], index: number): JsonObject[] {
  return applicable(
    document,
    schemas.flatMap((schema) => {
      const pointer = whereOf.get(schema) ?? '';
      if (index < arrayOf(schema['prefixItems']).length) return [`${pointer}/prefixItems/${index}`];
      return ['items', 'unevaluatedItems'].map((keyword) => `${pointer}/${keyword}`);
    }),
  );
}
