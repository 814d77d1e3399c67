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
import { withFileParts } from './file-parts.ts';
import { free, schemaNames } from './schema-names.ts';
import { type Side, schemaPlaces } from './schema-places.ts';
import { circularNames, withAliases, withoutEmptyCircles } from './shapes/circles.ts';
import { schemaShape } from './shapes/schema-shape.ts';
import { type Shape, UNKNOWN } from './shapes/shape.ts';

export interface TypedDocument {
  readonly document: JsonObject;
  /** Types that stand under names of their own, beside the document's. */
  readonly apart: ReadonlyMap<string, Shape>;
  /** The shape of what a stand-in stands for. */
  shapeOf(standIn: unknown): Shape | undefined;
}

export function typedDocument(contract: Contract, side: Side): TypedDocument {
  const document = structuredClone(contract.document);
  const places = schemaPlaces(document, side);
  const documents = {
    request: withFileParts(inDirection(contract, 'request').document, places),
    response: inDirection(contract, 'response').document,
  };
  const rootsOf = (direction: Direction) =>
    places.flatMap((place) => (place.direction === direction ? [place.pointer] : []));
  const names = schemaNames({
    document: contract.document,
    documents,
    roots: { request: rootsOf('request'), response: rootsOf('response') },
    isFilledIn: side === 'server',
  });
  const shapes: Shape[] = [];
  const standIn = (shape: Shape): JsonObject => ({ type: 'string', [STAND_IN]: shapes.push(shape) - 1 });
  const schemaAt = (pointer: string, direction: Direction): Json => at(documents[direction], pointer) ?? true;
  const shapeAt = (pointer: string, direction: Direction): Shape => {
    const scope = {
      document: documents[direction],
      absent: ABSENT[direction],
      // In a branch, nothing is filled in.
      isFilledIn: side === 'server' && direction === 'request' && !names.isInBranch(pointer),
      nameOf: (reference: string) => names.nameOf(reference, direction),
    };
    return schemaShape(scope, schemaAt(pointer, direction));
  };
  for (const { pointer, direction, put } of places) put(standIn(shapeAt(pointer, direction)));
  const named = withoutEmptyCircles(
    new Map(names.all.map(({ name, direction, pointer }) => [name, shapeAt(pointer, direction)])),
  );
  const taken = new Set(named.keys());
  const alias = new Map(
    circularNames(named).map((name) => [name, free(taken, `${name.replaceAll(/\W/g, '_')}_`)]),
  );
  const apart = new Map(
    [...alias].map(([name, own]) => [own, withAliases(named.get(name) ?? UNKNOWN, alias)]),
  );
  const schemas = names.all.map(({ name, direction, pointer }): [string, JsonObject] => {
    const own = alias.get(name);
    const shape = own === undefined ? (named.get(name) ?? UNKNOWN) : ({ kind: 'alias', name: own } as const);
    return [name, { ...standIn(shape), ...toldOf(schemaAt(pointer, direction)) }];
  });
  if (schemas.length > 0) {
    document['components'] = { ...objectOf(document['components']), schemas: Object.fromEntries(schemas) };
  }
  return {
    document,
    apart,
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

/** What is told above a type of the schema that it says. */
function toldOf(schema: Json): JsonObject {
  return Object.fromEntries(Object.entries(objectOf(schema)).filter(([keyword]) => TOLD.has(keyword)));
}

const TOLD: ReadonlySet<string> = new Set([
  'format',
  ...keywordsThat(({ isAnnotation, decidesType }) => isAnnotation === true || decidesType === true),
]);
