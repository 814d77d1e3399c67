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
import { factsOf } from '../../../src/contract/keyword-facts.ts';
import { subschemas } from '../../../src/contract/subschemas.ts';
import { matches, type SchemaAt } from '../../../src/verify/values/effective-schema.ts';

/**
 * `value` as a literal. Members that no schema speaks of, of an object that is open, are spread into it: TypeScript
 * refuses them where they are written out, which is meant to find typing errors, and nowhere else.
 */
export function literal(document: JsonObject, pointer: string, value: Json): string {
  return write(document, applicable(document, [pointer]), value);
}

function write(document: JsonObject, schemas: readonly SchemaAt[], value: Json): string {
  if (typeof value === 'string' && schemas.some(({ schema }) => schema['format'] === 'binary')) return 'blob';
  if (Array.isArray(value)) {
    const items = value.map((item, index) => {
      return write(
        document,
        applicable(
          document,
          schemas.flatMap((each) => placesOfItem(each, index)),
        ),
        item,
      );
    });
    return `[${items.join(', ')}]`;
  }
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.entries(value).map(([name, part]) => {
    const places = schemas.flatMap((each) => placesOfMember(each, name));
    const text = `[${JSON.stringify(name)}]: ${write(document, applicable(document, places), part)}`;
    return places.length === 0 && schemas.every(isOpen) ? `...{ ${text} }` : text;
  });
  return `{ ${members.join(', ')} }`;
}

function isOpen({ schema }: SchemaAt): boolean {
  const { additionalProperties, unevaluatedProperties, propertyNames } = schema;
  return additionalProperties !== false && unevaluatedProperties !== false && propertyNames === undefined;
}

/** The schemas at `starts` and those in them that may speak of the same value. */
function applicable(document: JsonObject, starts: readonly string[]): SchemaAt[] {
  const found = new Map<string, SchemaAt>();
  const visit = (pointer: string): void => {
    const schema = at(document, pointer);
    if (!isObject(schema) || found.has(pointer)) return;
    found.set(pointer, { schema, pointer });
    if (typeof schema['$ref'] === 'string') visit(toPointer(fromPointer(schema['$ref'])));
    for (const { keyword, pointer: below } of subschemas(schema)) {
      if (factsOf(keyword).holds?.of === 'value') visit(pointer + below);
    }
    visit(`${pointer}/if`);
  };
  for (const start of starts) visit(start);
  return [...found.values()];
}

/** Where the schemas stand for the member of that name. */
function placesOfMember({ schema, pointer }: SchemaAt, name: string): string[] {
  const isDeclared = Object.hasOwn(objectOf(schema['properties']), name);
  const patterns = Object.keys(objectOf(schema['patternProperties'])).filter((each) => matches(each, name));
  const rests = ['additionalProperties', 'unevaluatedProperties'].filter(
    (keyword) => schema[keyword] === true || isObject(schema[keyword]),
  );
  return [
    ...(isDeclared ? [`/properties${toPointer([name])}`] : []),
    ...patterns.map((pattern) => `/patternProperties${toPointer([pattern])}`),
    ...rests.map((keyword) => `/${keyword}`),
  ].map((below) => pointer + below);
}

/** Where the schemas stand for the item at `index`. */
function placesOfItem({ schema, pointer }: SchemaAt, index: number): string[] {
  if (index < arrayOf(schema['prefixItems']).length) return [`${pointer}/prefixItems/${index}`];
  return ['items', 'unevaluatedItems'].map((keyword) => `${pointer}/${keyword}`);
}
