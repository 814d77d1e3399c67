import { isDeepStrictEqual } from 'node:util';
import { arrayOf, isObject, type Json, type JsonObject, objectOf, resolved } from '@countersign/contract';
import { everySchemaOf } from './conjunction.ts';
import type { Local, ReadShape, Scope } from './scope.ts';
import { type Member, NEVER, type ObjectShape, type Shape, UNKNOWN, union, word } from './shape.ts';

/** What the own schemas of a place say of an object there; never what is impossible. */
export function objectShape(scope: Scope, local: Local, read: ReadShape): ObjectShape | typeof NEVER {
  const { own } = local;
  const required = new Set(
    own.flatMap(({ required }) => arrayOf(required)).filter((name) => typeof name === 'string'),
  );
  const names = new Set([
    ...own.flatMap(({ properties }) => Object.keys(objectOf(properties))),
    ...listedNames(own),
    ...required,
  ]);
  const members = new Map<string, Member>();
  for (const name of names) {
    const member = memberShape(scope, local, read, name);
    if (member === undefined) continue;
    const isAllowed = own.every((schema) => allows(schema, name));
    if (!isAllowed && !member.isOptional) return NEVER;
    if (isAllowed) members.set(name, member);
  }
  return { kind: 'object', members, others: othersShape(local, read, members) };
}

/** The names that `propertyNames` lists. */
function listedNames(own: readonly JsonObject[]): string[] {
  return own
    .flatMap(({ propertyNames }) => (isObject(propertyNames) ? arrayOf(propertyNames['enum']) : []))
    .filter((name) => typeof name === 'string');
}

/** Whether a member of that name may be there. */
function allows(schema: JsonObject, name: string): boolean {
  const { additionalProperties, propertyNames } = schema;
  const isListed =
    isObject(propertyNames) && Array.isArray(propertyNames['enum'])
      ? propertyNames['enum'].includes(name)
      : true;
  return isListed && (additionalProperties !== false || schemasFor([schema], name).length > 0);
}

/** The schemas for the member, as `properties` and `patternProperties` have them, else `additionalProperties`. */
function schemasFor(schemas: readonly JsonObject[], name: string): Json[] {
  return schemas.flatMap((schema) => {
    const { properties, patternProperties, additionalProperties } = schema;
    const declared = objectOf(properties);
    const own = Object.hasOwn(declared, name) ? [declared[name] ?? true] : [];
    const byPattern = Object.entries(objectOf(patternProperties)).flatMap(([pattern, each]) =>
      matches(pattern, name) ? [each] : [],
    );
    const found = [...own, ...byPattern];
    return found.length > 0 || !isObject(additionalProperties) ? found : [additionalProperties];
  });
}

function matches(pattern: string, name: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(name);
  } catch {
    // What is no regular expression is told by what compiles the schema.
    return false;
  }
}

/** The member of that name; `undefined` where the direction does not carry it. */
function memberShape(scope: Scope, local: Local, read: ReadShape, name: string): Member | undefined {
  const { own, known, isBranch } = local;
  const elsewhere = schemasFor(
    known.filter((schema) => !own.includes(schema)),
    name,
  );
  const here = schemasFor(own, name);
  const isAbsent = (schema: Json): boolean => {
    const target = resolved(scope.document, schema);
    return (
      (isObject(schema) && schema[scope.absent] === true) ||
      (isObject(target) && target[scope.absent] === true)
    );
  };
  if ([...here, ...elsewhere].some(isAbsent)) return undefined;
  const isFilledIn =
    scope.isFilledIn &&
    !isBranch &&
    here.some((schema) => isObject(schema) && schema['default'] !== undefined);
  const isRequired = own.some(({ required }) => arrayOf(required).includes(name));
  const shape =
    here.length > 0
      ? read({ schemas: here, around: everySchemaOf(scope.document, elsewhere), isBranch })
      : read({ schemas: elsewhere, around: [], isBranch });
  const about = here.find(isObject);
  return {
    shape,
    isOptional: !isRequired && !isFilledIn,
    ...(here.some((schema) => isObject(schema) && schema['readOnly'] === true) ? { isReadonly: true } : {}),
    ...(about === undefined ? {} : { about }),
  };
}

/** Members of names that are not listed; `undefined` where there are none, or nobody speaks of any. */
function othersShape(
  { own, known, isBranch }: Local,
  read: ReadShape,
  members: ReadonlyMap<string, Member>,
): Shape | undefined {
  const shapeOf = (schemas: readonly Json[]): Shape => read({ schemas, around: [], isBranch });
  const patterns = own.flatMap(({ patternProperties }) => Object.values(objectOf(patternProperties)));
  if (own.some(isClosed)) {
    return patterns.length === 0
      ? undefined
      : beside(members, union(patterns.map((schema) => shapeOf([schema]))));
  }
  const additional = own.map(({ additionalProperties }) => additionalProperties).filter(isObject);
  // A name that matches a pattern is a name like any other.
  if (patterns.length > 0 && additional.length === 0) return UNKNOWN;
  if (patterns.length > 0)
    return beside(members, union([...additional, ...patterns].map((schema) => shapeOf([schema]))));
  const rests = own.map(({ unevaluatedProperties }) => unevaluatedProperties);
  if (rests.some(isObject) && own.length < known.length) return UNKNOWN;
  const schemas = [...own.map(({ additionalProperties }) => additionalProperties), ...rests];
  const written = schemas.filter((schema) => schema !== undefined);
  if (written.length > 0 && !known.some(isClosed)) return beside(members, shapeOf(written));
  return members.size === 0 ? UNKNOWN : undefined;
}

function isClosed({ additionalProperties, unevaluatedProperties, propertyNames }: JsonObject): boolean {
  return (
    additionalProperties === false ||
    unevaluatedProperties === false ||
    (isObject(propertyNames) && propertyNames['enum'] !== undefined)
  );
}

/** An index signature has to take what the named members take. */
function beside(members: ReadonlyMap<string, Member>, others: Shape): Shape {
  const shapes = [...members.values()].map(({ shape }) => shape);
  const all = union([others, ...shapes]);
  if (isDeepStrictEqual(all, others)) return others;
  return [...members.values()].some(({ isOptional }) => isOptional) ? union([all, word('undefined')]) : all;
}
