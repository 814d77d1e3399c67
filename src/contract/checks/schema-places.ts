/** Where the schemas of an OpenAPI document stand: what looks like one elsewhere (in an extension, an example) is none. */
import { isObject, type Json, type JsonObject, toPointer } from '../json.ts';
import type { HeldSchemas } from '../json-schema-keyword.ts';
import { factsOf, keywordsThat } from '../keyword-facts.ts';

/** A schema of a document. */
export interface SchemaPlace {
  readonly schema: JsonObject;
  readonly pointer: string;
}

/** Every schema of `document` that is an object, an outer one before those in it. */
export function schemaPlaces(document: JsonObject): SchemaPlace[] {
  const places: SchemaPlace[] = [];
  visit(document, 'root', [], places);
  return places;
}

type Holder =
  | ('root' | 'components' | 'pathItem' | 'operation' | 'response' | 'parameter')
  | ('content' | 'mediaType' | 'encoding');
type Kind = Holder | 'schema';

/** What an object of OpenAPI holds: one part, or several in a mapping or list; twice, in a mapping of mappings. */
interface Part {
  readonly kind: Kind;
  readonly depth: 0 | 1 | 2;
}

const one = (kind: Kind): Part => ({ kind, depth: 0 });
const each = (kind: Kind): Part => ({ kind, depth: 1 });
const OPERATION = one('operation');

/** OpenAPI 3.2 §4, and with it 3.0 and 3.1. */
const PARTS: Readonly<Record<Holder, Readonly<Record<string, Part>>>> = {
  root: { paths: each('pathItem'), webhooks: each('pathItem'), components: one('components') },
  components: {
    schemas: each('schema'),
    responses: each('response'),
    parameters: each('parameter'),
    requestBodies: each('content'),
    headers: each('parameter'),
    callbacks: { kind: 'pathItem', depth: 2 },
    pathItems: each('pathItem'),
    mediaTypes: each('mediaType'),
  },
  pathItem: {
    ...{ get: OPERATION, put: OPERATION, post: OPERATION, delete: OPERATION, options: OPERATION },
    ...{ head: OPERATION, patch: OPERATION, trace: OPERATION, query: OPERATION },
    additionalOperations: each('operation'),
    parameters: each('parameter'),
  },
  operation: {
    parameters: each('parameter'),
    requestBody: one('content'),
    responses: each('response'),
    callbacks: { kind: 'pathItem', depth: 2 },
  },
  response: { headers: each('parameter'), content: each('mediaType') },
  parameter: { schema: one('schema'), content: each('mediaType') },
  content: { content: each('mediaType') },
  mediaType: {
    schema: one('schema'),
    itemSchema: one('schema'),
    encoding: each('encoding'),
    prefixEncoding: each('encoding'),
    itemEncoding: one('encoding'),
  },
  encoding: { headers: each('parameter'), encoding: each('encoding') },
};

function visit(value: Json | undefined, kind: Kind, path: readonly string[], places: SchemaPlace[]): void {
  if (!isObject(value)) return;
  if (kind === 'schema') {
    visitSchema(value, toPointer(path), places);
    return;
  }
  for (const [key, { kind: held, depth }] of Object.entries(PARTS[kind])) {
    if (Object.hasOwn(value, key)) spread(value[key], depth, held, [...path, key], places);
  }
}

function spread(
  value: Json | undefined,
  depth: number,
  kind: Kind,
  path: readonly string[],
  places: SchemaPlace[],
): void {
  if (depth === 0) visit(value, kind, path, places);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, part] of Object.entries(value)) spread(part, depth - 1, kind, [...path, key], places);
  }
}

const HOLDING: ReadonlyMap<string, HeldSchemas['as'] | undefined> = new Map(
  keywordsThat(({ holds }) => holds !== undefined).map((keyword) => [keyword, factsOf(keyword).holds?.as]),
);

function visitSchema(schema: JsonObject, pointer: string, places: SchemaPlace[]): void {
  places.push({ schema, pointer });
  for (const keyword of Object.keys(schema)) {
    const as = HOLDING.get(keyword);
    const held = as === undefined ? undefined : schema[keyword];
    if (typeof held !== 'object' || held === null) continue;
    if (as === 'schema') {
      if (isObject(held)) visitSchema(held, `${pointer}/${keyword}`, places);
    } else if (Array.isArray(held) === (as === 'list')) {
      for (const [key, part] of Object.entries(held)) {
        if (isObject(part)) visitSchema(part, `${pointer}/${keyword}${toPointer([key])}`, places);
      }
    }
  }
}
