/** What holds one way or the other: branches, conditions, and what depends on a member that is there. */
import { arrayOf, choiceKeywords, type Json, type JsonObject, objectOf } from '@countersign/contract';
import { discriminatedBy } from './discriminator.ts';
import type { Local, ReadShape, Scope } from './scope.ts';
import { intersection, type Member, NEVER, type ObjectShape, type Shape, UNKNOWN, union } from './shape.ts';

/** A shape for each group of alternatives in the own schemas of a place: a value has all of them. */
export function alternativeShapes({ document }: Scope, { own, known }: Local, read: ReadShape): Shape[] {
  const shapeOf = (...schemas: Json[]): Shape => read({ schemas, around: known, isBranch: true });
  return own.flatMap((schema) => [
    ...choiceKeywords.flatMap((keyword) => {
      const branches = arrayOf(schema[keyword]);
      const shapes = branches.map((branch) =>
        intersection([shapeOf(branch), discriminatedBy(document, schema, branch)]),
      );
      return shapes.length === 0 ? [] : [anyOfThem(known, shapes)];
    }),
    ...conditionShapes(schema, known, shapeOf),
    ...Object.entries(objectOf(schema['dependentRequired'])).map(([name, required]) =>
      union([without(name), shapeOf({ required })]),
    ),
    ...Object.entries(objectOf(schema['dependentSchemas'])).flatMap(([name, dependent]) => {
      if (shapeOf(dependent).kind === 'unknown') return [];
      // What is only described there must not be there alone.
      const present = isOpen(known) ? [dependent] : [{ required: [name] }, dependent];
      return [anyOfThem(known, [without(name), shapeOf(...present)])];
    }),
  ]);
}

/** TypeScript knows no conditions: what one way or the other describes may be there. */
function conditionShapes(
  { if: condition, then: met = true, else: unmet = true }: JsonObject,
  known: readonly JsonObject[],
  shapeOf: (...schemas: Json[]) => Shape,
): Shape[] {
  if (condition === undefined) return [];
  const shapes = [shapeOf(condition, met), shapeOf(unmet)];
  const objects = shapes.map(asObject).filter((shape) => shape !== undefined);
  if (objects.length < shapes.length || shapes.every(({ kind }) => kind === 'unknown'))
    return [union(shapes)];
  const declared = declaredNames(known);
  const names = new Set(objects.flatMap(({ members }) => [...members.keys()]));
  const members = [...names]
    .filter((name) => !declared.has(name))
    .map((name): [string, Member] => {
      const found = objects
        .map((object) => object.members.get(name))
        .filter((member) => member !== undefined);
      const isAlwaysSaid = found.length === objects.length || !isOpen(known);
      const shape = isAlwaysSaid ? union(found.map((member) => member.shape)) : UNKNOWN;
      const { about } = found.find((member) => member.about !== undefined) ?? {};
      return [name, { shape, isOptional: true, ...(about === undefined ? {} : { about }) }];
    });
  return members.length === 0 ? [] : [{ kind: 'object', members: new Map(members), others: undefined }];
}

/** An object in which a member is missing. */
function without(name: string): ObjectShape {
  return {
    kind: 'object',
    members: new Map([[name, { shape: NEVER, isOptional: true }]]),
    others: undefined,
  };
}

/**
 * Any of `shapes`. Where one of them says nothing of a member that another one describes, the member is there with
 * any value, or, where nothing else may be there, is not.
 */
function anyOfThem(known: readonly JsonObject[], shapes: readonly Shape[]): Shape {
  const objects = shapes.map(asObject).filter((shape) => shape !== undefined);
  const isUnsaid = shapes.some(({ kind }) => kind === 'unknown');
  if (objects.length < shapes.length || (isOpen(known) && !isUnsaid)) return union(shapes);
  const declared = declaredNames(known);
  const names = [...new Set(objects.flatMap(({ members }) => [...members.keys()]))].filter(
    (name) => !declared.has(name),
  );
  const filled = objects.map(({ members, others }): ObjectShape => {
    const missing = names.filter((name) => !members.has(name));
    const added = missing.map((name): [string, Member] => [
      name,
      { shape: isOpen(known) ? UNKNOWN : NEVER, isOptional: true },
    ]);
    return { kind: 'object', members: new Map([...members, ...added]), others };
  });
  // What says nothing takes whatever the others take.
  const least = filled.find((_, index) => shapes[index]?.kind === 'unknown');
  if (least === undefined || (!isOpen(known) && least.members.size > 0)) return union(filled);
  return least.members.size === 0 ? UNKNOWN : least;
}

/** What says nothing is an object of which nothing is said. */
function asObject(shape: Shape): ObjectShape | undefined {
  if (shape.kind === 'unknown') return { kind: 'object', members: new Map(), others: undefined };
  return shape.kind === 'object' ? shape : undefined;
}

function declaredNames(known: readonly JsonObject[]): ReadonlySet<string> {
  return new Set(known.flatMap(({ properties }) => Object.keys(objectOf(properties))));
}

function isOpen(known: readonly JsonObject[]): boolean {
  return !known.some(
    ({ additionalProperties, unevaluatedProperties }) =>
      additionalProperties === false || unevaluatedProperties === false,
  );
}
