/** What holds one way or the other: branches, conditions, and what depends on a member that is there. */
import { arrayOf, choiceKeywords, isObject, type JsonObject, objectOf } from '@countersign/contract';
import { NEVER, type ObjectShape, type Shape, UNKNOWN, union } from './shape.ts';
import type { Local, ReadShape } from './scope.ts';

/** A shape for each group of alternatives in the own schemas of a place: a value has all of them. */
export function alternativeShapes({ own, known }: Local, read: ReadShape): Shape[] {
  const shapeOf = (...schemas: (JsonObject | boolean | undefined)[]): Shape =>
    read({ schemas: schemas.filter((schema) => schema !== undefined), around: known, isBranch: true });
  return own.flatMap((schema) => [
    ...choiceKeywords
      .filter((keyword) => schema[keyword] !== undefined)
      .map((keyword) => oneOfThem(known, arrayOf(schema[keyword]).map((branch) => read({ schemas: [branch], around: known, isBranch: true })))),
    ...conditionShapes(schema, known, shapeOf),
    ...Object.entries(objectOf(schema['dependentRequired'])).map(([name, required]) =>
      union([without(name), shapeOf({ required: arrayOf(required) })]),
    ),
    ...Object.entries(objectOf(schema['dependentSchemas'])).map(([name, dependent]) => {
      const shape = shapeOf(isObject(dependent) ? dependent : dependent !== false);
      return shape.kind === 'unknown' ? UNKNOWN : oneOfThem(known, [without(name), shape]);
    }),
  ]);
}

function conditionShapes(
  { if: condition, then: met, else: unmet }: JsonObject,
  known: readonly JsonObject[],
  shapeOf: (...schemas: (JsonObject | boolean | undefined)[]) => Shape,
): Shape[] {
  if (condition === undefined || (met === undefined && unmet === undefined)) return [];
  return [oneOfThem(known, [shapeOf(toSchema(condition), toSchema(met)), shapeOf(toSchema(unmet))])];
}

function toSchema(value: JsonObject[string] | undefined): JsonObject | boolean | undefined {
  return isObject(value) || typeof value === 'boolean' ? value : undefined;
}

/** An object in which a member is missing. */
function without(name: string): ObjectShape {
  return { kind: 'object', members: new Map([[name, { shape: NEVER, isOptional: true }]]), others: undefined };
}

/**
 * Any of `shapes`. Where one of them says nothing of a member that another one describes, the member is there with
 * any value, or, where nothing else may be there, is not.
 */
function oneOfThem(known: readonly JsonObject[], shapes: readonly Shape[]): Shape {
  const objects = shapes.map((shape) => (shape.kind === 'unknown' ? EMPTY : shape));
  if (!objects.some(isOneOfObjects) || !objects.every(isOneOfObjects)) return union(shapes);
  const declared = new Set(known.flatMap(({ properties }) => Object.keys(objectOf(properties))));
  const names = new Set(objects.flatMap(({ members }) => [...members.keys()]).filter((name) => !declared.has(name)));
  const isOpen = !known.some(({ additionalProperties, unevaluatedProperties }) => additionalProperties === false || unevaluatedProperties === false);
  const isUnsaid = shapes.some(({ kind }) => kind === 'unknown');
  if (!isUnsaid && isOpen) return union(shapes);
  const filled = objects.map(({ members, others }): ObjectShape => {
    const missing = [...names].filter((name) => !members.has(name));
    const added = missing.map((name) => [name, { shape: isOpen ? UNKNOWN : NEVER, isOptional: true }] as const);
    return { kind: 'object', members: new Map([...members, ...added]), others };
  });
  // What says nothing takes whatever the others take.
  const [least] = filled.filter((_, index) => shapes[index]?.kind === 'unknown');
  if (least !== undefined && (isOpen || least.members.size === 0)) return least.members.size === 0 ? UNKNOWN : least;
  return union(filled);
}

const EMPTY: ObjectShape = { kind: 'object', members: new Map(), others: undefined };

function isOneOfObjects(shape: Shape): shape is ObjectShape {
  return shape.kind === 'object';
}
