/**
 * The document that is typed: at each place of a schema stands a stand-in, for which a shape of our own is written.
 * What openapi-typescript makes of schemas by itself is often not what they say.
 */
import {
  at,
  type Contract,
  type Direction,
  inDirection,
  isObject,
  type Json,
  type JsonObject,
  keywordsThat,
  objectOf,
} from '@countersign/contract';
import { schemaNames } from './schema-names.ts';
import { type Side, schemaPlaces } from './schema-places.ts';
import { schemaShape } from './shapes/schema-shape.ts';
import type { Shape } from './shapes/shape.ts';

export interface TypedDocument {
  readonly document: JsonObject;
  /** The shape of what a stand-in stands for. */
  shapeOf(standIn: unknown): Shape | undefined;
}

export function typedDocument(contract: Contract, side: Side): TypedDocument {
  const documents = {
    request: inDirection(contract, 'request').document,
    response: inDirection(contract, 'response').document,
  };
  const document = structuredClone(contract.document);
  const places = schemaPlaces(document, side);
  const rootsOf = (direction: Direction) =>
    places.flatMap((place) => (place.direction === direction ? [place.pointer] : []));
  const names = schemaNames({
    documents,
    roots: { request: rootsOf('request'), response: rootsOf('response') },
    isFilledIn: side === 'server',
  });
  const shapes: Shape[] = [];
  const standIn = (pointer: string, direction: Direction): JsonObject => {
    const schema = at(documents[direction], pointer) ?? true;
    const scope = {
      document: documents[direction],
      absent: ABSENT[direction],
      isFilledIn: side === 'server' && direction === 'request',
      nameOf: (reference: string) => names.nameOf(reference, direction),
    };
    shapes.push(schemaShape(scope, schema));
    return { type: 'string', ...annotationsOf(schema), [STAND_IN]: shapes.length - 1 };
  };
  for (const { pointer, direction, put } of places) put(standIn(pointer, direction));
  const schemas = names.all.map(({ name, direction, pointer }) => [name, standIn(pointer, direction)] as const);
  const components = objectOf(document['components']);
  if (schemas.length > 0) document['components'] = { ...components, schemas: Object.fromEntries(schemas) };
  return {
    document,
    shapeOf: (schema) => {
      const index = isObject(schema) ? schema[STAND_IN] : undefined;
      return typeof index === 'number' ? shapes[index] : undefined;
    },
  };
}

const STAND_IN = 'x-stands-for';

/** The keyword of members that a direction does not carry. */
const ABSENT: Readonly<Record<Direction, string>> = {
  request: absentFrom('request'),
  response: absentFrom('response'),
};

function absentFrom(carrying: Direction): string {
  const [keyword = ''] = keywordsThat(({ direction }) => direction !== undefined && direction !== carrying);
  return keyword;
}

const TOLD = new Set(['format', ...keywordsThat(({ isAnnotation }) => isAnnotation === true)]);

/** What is told of the schema to those who read its type. */
function annotationsOf(schema: Json): JsonObject {
  return Object.fromEntries(Object.entries(objectOf(schema)).filter(([key]) => TOLD.has(key)));
}
