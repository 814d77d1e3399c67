/** A schema as a shape: what TypeScript can say of it, by its own keywords. */
import { arrayOf, at, choiceKeywords, type Json, type JsonObject } from '@countersign/contract';
import { alternativeShapes } from './alternatives.ts';
import { arrayShape } from './array-shape.ts';
import { conjunctionOf, declaredTypes, everySchemaOf, impliedTypes, listedValues } from './conjunction.ts';
import { discriminatedBy } from './discriminator.ts';
import { objectShape } from './object-shape.ts';
import type { Local, ReadShape, Scope, Wish } from './scope.ts';
import {
  ANY_OBJECT,
  both,
  either,
  intersection,
  type JsonType,
  type JsonTypes,
  NEVER,
  type Shape,
  typeOf,
  UNKNOWN,
  union,
  word,
} from './shape.ts';

/** The shape of `schema` in `scope`. */
export function schemaShape(scope: Scope, schema: Json): Shape {
  let depth = 0;
  const read: ReadShape = (wish) => {
    if (depth === DEEPEST) return UNKNOWN;
    depth += 1;
    try {
      return readShape(scope, wish, read);
    } finally {
      depth -= 1;
    }
  };
  return read({ schemas: [schema], around: [], isBranch: false });
}

/** Schemas inside each other: more are a circle that no name breaks. */
const DEEPEST = 100;

function readShape(scope: Scope, { schemas, around, isBranch }: Wish, read: ReadShape): Shape {
  const { document } = scope;
  const written = conjunctionOf(document, schemas, (reference) => scope.nameOf(reference) !== undefined);
  const isTakenApart = mustBeTakenApart(document, written.own, written.references);
  const own = isTakenApart ? everySchemaOf(document, written.own) : written.own;
  const references = isTakenApart ? [] : written.references;
  if (written.isImpossible) return NEVER;
  const before = [
    ...everySchemaOf(
      document,
      references.map((reference) => ({ $ref: reference })),
    ),
    ...around,
  ];
  const local: Local = {
    own,
    known: [...own, ...before.filter((schema) => !own.includes(schema))],
    isBranch,
  };
  return intersection([
    ...references.map((reference) => referenceShape(scope, reference)),
    plainShape(scope, local, before, read),
    ...before.flatMap((parent) => own.map((schema) => discriminatedBy(document, parent, schema))),
    ...alternativeShapes(scope, local, read),
  ]);
}

/** A closed object says of what stands beside it that it must not be there, which no intersection does. */
function mustBeTakenApart(
  document: JsonObject,
  own: readonly JsonObject[],
  references: readonly string[],
): boolean {
  if (references.length === 0) return false;
  const all = everySchemaOf(document, own);
  const members = (schema: JsonObject): boolean =>
    schema['properties'] !== undefined || schema['required'] !== undefined;
  return (
    all.some(({ additionalProperties }) => additionalProperties === false) && all.filter(members).length > 1
  );
}

function referenceShape({ document, nameOf }: Scope, reference: string): Shape {
  const name = nameOf(reference);
  return name === undefined
    ? UNKNOWN
    : { kind: 'reference', name, types: possibleTypes(document, at(document, reference) ?? true, 0) };
}

/** The types that a value of the schema can have; `undefined`: any. */
function possibleTypes(document: JsonObject, schema: Json, depth: number): JsonTypes {
  if (depth > DEEPEST) return undefined;
  const all = everySchemaOf(document, [schema]);
  const values = listedValues(all);
  if (values !== undefined) return new Set(values.map(typeOf));
  const types = declaredTypes(all) ?? impliedTypes(all);
  if (types !== undefined) return types;
  return all
    .flatMap((each) => choiceKeywords.map((keyword) => arrayOf(each[keyword])))
    .filter((branches) => branches.length > 0)
    .map((branches) => {
      return branches.map((branch) => possibleTypes(document, branch, depth + 1)).reduce(either);
    })
    .reduce<JsonTypes>(both, undefined);
}

/** What the own schemas say without their branches. */
function plainShape(scope: Scope, local: Local, before: readonly JsonObject[], read: ReadShape): Shape {
  const { own, known } = local;
  const declared = declaredTypes(known);
  const values = listedValues(own);
  if (values !== undefined) {
    const possible = values.filter((value) => declared === undefined || declared.has(typeOf(value)));
    return union(possible.map((value) => (value === null ? word('null') : { kind: 'literal', value })));
  }
  const types = declared ?? impliedTypes(known);
  if (types === undefined) return UNKNOWN;
  const said = declaredTypes(before) ?? impliedTypes(before);
  const shapes = [...types].map((type) => shapeOfType(type, scope, local, read));
  const isSaid = said !== undefined && said.size === types.size;
  return isSaid && shapes.every((shape) => isSaidBy(before, shape)) ? UNKNOWN : union(shapes);
}

function shapeOfType(type: JsonType, scope: Scope, local: Local, read: ReadShape): Shape {
  switch (type) {
    case 'object':
      return objectShape(scope, local, read);
    case 'array':
      return arrayShape(local, read);
    case 'string':
      return word(local.known.some(isBytes) ? 'Blob' : 'string');
    default:
      return word(type);
  }
}

function isBytes({ format }: JsonObject): boolean {
  return format === 'binary';
}

/** Whether the shape says only its type, which the schemas `before` say as well. */
function isSaidBy(before: readonly JsonObject[], shape: Shape): boolean {
  if (shape.kind === 'word') return shape.word !== 'Blob' || before.some(isBytes);
  if (shape.kind === 'object') return shape.members.size === 0 && shape.others === ANY_OBJECT.others;
  return shape.kind === 'array' && shape.first.length === 0 && shape.rest === UNKNOWN;
}
