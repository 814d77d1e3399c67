/** Builds a value for a schema: deterministic, close to the contract's examples, and with a wanted part in it. */
import { isDeepStrictEqual } from 'node:util';
import { isObject, type Json, type JsonObject, toPointer } from '../../contract/json.ts';
import { avoid, isAvoiding } from './avoiding.ts';
import { chooser, splitRoute } from './choosing.ts';
import { satisfyCrossFields } from './cross-fields.ts';
import { distinctItems } from './distinct.ts';
import { first } from './first.ts';
import {
  atLeast,
  atMost,
  declaredProperties,
  itemPointers,
  type JsonType,
  type Level,
  levelOf,
  propertyPointers,
  requiredProperties,
  typesOf,
  valuesOf,
} from './level.ts';
import { freeNames, nameFor } from './names.ts';
import { isOfType, membersOf, scalarsFor } from './scalars.ts';
import type { Route, Step } from './site.ts';
import { plainLevel, type Workshop } from './workshop.ts';

export interface Recipe {
  /** A value to stay close to: an example of the contract. */
  readonly hint: Json | undefined;
  /** The part that must be there. */
  readonly route: Route;
  /** Which optional properties are put in, beside those that the hint has. */
  readonly optional: 'none' | 'all';
  /** Properties that are put in beside the part, since what is asked is how they go together. */
  readonly together: readonly string[];
  /** Which branch is taken where nothing else decides: the first at 0, the next at 1 … */
  readonly attempt: number;
  /** Whether values are written as text, where a list without items is no list. @default false */
  readonly isText?: boolean;
  /** What is known of the content at a path of the value beyond its schema. @default nothing */
  readonly contentAt?: (path: string) => Content | undefined;
}

/** What a file holds. */
export interface Content {
  readonly sample: string;
  /** Whether any other text would do as well. */
  readonly isFree: boolean;
}

export interface Built {
  readonly value: Json;
  /** Where the route led. */
  readonly place: Place;
}

export interface Place {
  /** Into the value. */
  readonly pointer: string;
  /** What applies there. */
  readonly level: Level;
}

/** Values nested deeper than this are left out where they may be: a schema can be inside itself. */
const DEEPEST = 8;

/** Values that one with every optional part may hold. */
const MOST_VALUES = 10_000;

/** By how much that is less at each level, so that what is near the top is there. */
const THINNER = 4;

/** How often a value is built again, since what it holds decides which conditions (`if`) it meets. */
const MOST_ROUNDS = 3;

/** A value for the schemas at `pointers` together, or `undefined` where none was found. It is not proven valid. */
export function build(workshop: Workshop, pointers: readonly string[], recipe: Recipe): Built | undefined {
  let { built, isConditional } = buildOnce(workshop, pointers, recipe);
  for (let round = 1; round < MOST_ROUNDS && isConditional && built !== undefined; round++) {
    const again = buildOnce(workshop, pointers, { ...recipe, hint: built.value });
    if (again.built === undefined || isDeepStrictEqual(again.built.value, built.value)) break;
    ({ built, isConditional } = again);
  }
  return built;
}

interface Attempt {
  readonly built: Built | undefined;
  /** Whether it depends on what was built which schemas apply. */
  readonly isConditional: boolean;
}

function buildOnce(workshop: Workshop, pointers: readonly string[], recipe: Recipe): Attempt {
  let place: Place | undefined;
  let isConditional = false;
  const make = (
    pointers: readonly string[],
    hint: Json | undefined,
    route: Route | undefined,
    path: string,
    depth: number,
  ): Json | undefined => {
    if (depth > DEEPEST) return undefined;
    const isPlain = route === undefined && recipe.together.length === 0 && recipe.contentAt === undefined;
    if (!isPlain) return makeNew(pointers, hint, route, path, depth);
    const { optional, attempt, isText = false } = recipe;
    // What no route leads into is made alike in every request.
    const key = JSON.stringify([pointers, hint, optional, attempt, isText, path === '', depth]);
    const part = workshop.parts.of(key, () => {
      const before = isConditional;
      isConditional = false;
      const made = { value: makeNew(pointers, hint, route, path, depth), isConditional };
      isConditional = before;
      return made;
    });
    isConditional ||= part.isConditional;
    return part.value;
  };

  const makeNew = (
    pointers: readonly string[],
    hint: Json | undefined,
    route: Route | undefined,
    path: string,
    depth: number,
  ): Json | undefined => {
    const { branches, rest } = splitRoute(route ?? []);
    const choose = chooser(workshop, branches, hint, recipe.attempt, () => {
      isConditional = true;
    });
    const level = levelOf(workshop.schemas, pointers, choose);
    if (route !== undefined && rest.length === 0) place = { pointer: path, level };
    const next = rest[0];
    const fits = (value: Json): boolean =>
      level.schemas.every((schema) => workshop.fits(schema.pointer, value)) &&
      isAvoiding(workshop, level, value);
    const type = typeFor(level, hint, next);
    const members = next === undefined ? membersOf(level).filter((member) => typeof member === 'object') : [];
    const member =
      members.length === 0 ? undefined : [hint, ...members].find((each) => each !== undefined && fits(each));
    if (member !== undefined) return member;
    const kept = isWorthKeeping(hint, type) ? hint : undefined;
    if (type === 'object') return makeObject(level, isObject(kept) ? kept : undefined, rest, path, depth);
    if (type === 'array') return makeArray(level, Array.isArray(kept) ? kept : undefined, rest, path, depth);
    if (type === undefined || next !== undefined) return undefined;
    const content = recipe.contentAt?.(path);
    const known = [kept, content?.sample].find((value) => value !== undefined && fits(value));
    if (known !== undefined || content?.isFree === false) return known;
    const others = typesOf(level).filter((other) => other !== type);
    return first(plainValues(workshop, level, [type, ...others]), fits);
  };

  const makeObject = (
    level: Level,
    hint: JsonObject | undefined,
    route: Route,
    path: string,
    depth: number,
  ): Json | undefined => {
    const declared = declaredProperties(level);
    const [step, ...below] = route;
    const wanted = step?.to === 'property' ? nameFor(workshop, level, step.name) : undefined;
    const isAround = below.every((each) => each.to === 'branch');
    const siblings = isAround ? recipe.together.filter((name) => declared.includes(name)) : [];
    const required = requiredProperties(level);
    const optional =
      recipe.optional === 'all' ? declared.filter((name) => isWritable(workshop, level, name)) : [];
    const shown = Object.keys(hint ?? {}).filter((name) => isWritable(workshop, level, name));
    const names = new Set([...required, ...shown, ...siblings, ...optional]);
    if (wanted !== undefined) names.add(wanted);
    const value: JsonObject = {};
    for (const name of inOrder(names, declared)) {
      const pointers = propertyPointers(level, name);
      // A sibling that a clause compares with must leave room on both sides: an example's date may have passed.
      const near = siblings.includes(name) || !Object.hasOwn(hint ?? {}, name) ? undefined : hint?.[name];
      const part =
        pointers.length === 0
          ? (near ?? 'example')
          : make(pointers, near, name === wanted ? below : undefined, path + toPointer([name]), depth + 1);
      if (part !== undefined) value[name] = part;
      else if (required.includes(name) || name === wanted) return undefined;
    }
    const fewest = recipe.isText === true && path === '' ? 1 : 0;
    const missing = atLeast(level, 'minProperties', fewest) - Object.keys(value).length;
    for (const name of missing > 0 ? moreNames(workshop, level, value, missing) : []) {
      if (Object.keys(value).length >= atLeast(level, 'minProperties', fewest)) break;
      const pointers = propertyPointers(level, name);
      const part = pointers.length === 0 ? 'example' : make(pointers, undefined, undefined, '', depth + 1);
      if (part !== undefined) value[name] = part;
    }
    const asked = new Set([...required, ...shown, ...siblings, wanted]);
    thinOut(workshop, value, new Set(optional.filter((name) => !asked.has(name))), depth);
    for (const [name, part] of Object.entries(value)) {
      const partLevel = plainLevel(workshop, propertyPointers(level, name));
      value[name] = satisfyCrossFields(partLevel, part, value, workshop.now);
    }
    return avoid(workshop, level, value);
  };

  const makeArray = (
    level: Level,
    hint: readonly Json[] | undefined,
    route: Route,
    path: string,
    depth: number,
  ): Json | undefined => {
    const [step, ...below] = route;
    const wanted = step?.to === 'item' ? step.index : -1;
    const usual = hint?.length ?? (recipe.optional === 'all' || recipe.isText === true ? 1 : 0);
    const contains = level.schemas.flatMap(({ schema, pointer }) =>
      isObject(schema['contains']) ? [`${pointer}/contains`] : [],
    );
    const containing = contains.length === 0 ? 0 : atLeast(level, 'minContains', 1);
    const count = Math.min(
      Math.max(atLeast(level, 'minItems', 0), containing, wanted + 1, usual),
      atMost(level, 'maxItems'),
    );
    const items: Json[] = [];
    for (let index = 0; index < count; index++) {
      const pointers = [...itemPointers(level, index), ...(index < containing ? contains : [])];
      const near = hint?.[index] ?? hint?.[0];
      const item =
        pointers.length === 0
          ? (near ?? 'example')
          : make(pointers, near, index === wanted ? below : undefined, `${path}/${index}`, depth + 1);
      if (item === undefined) return undefined;
      items.push(item);
    }
    return distinctItems(workshop, level, items).map((item, index) =>
      satisfyCrossFields(plainLevel(workshop, itemPointers(level, index)), item, items, workshop.now),
    );
  };

  const value = make(pointers, recipe.hint, recipe.route, '', 0);
  if (value === undefined || place === undefined) return { built: undefined, isConditional };
  const satisfied = satisfyCrossFields(plainLevel(workshop, pointers), value, null, workshop.now);
  return { built: { value: satisfied, place }, isConditional };
}

/** Leaves out what holds most of the `spare` properties, until the value is no larger than one at its depth may be. */
function thinOut({ sizes }: Workshop, value: JsonObject, spare: ReadonlySet<string>, depth: number): void {
  const most = MOST_VALUES / THINNER ** depth;
  let size = sizes.of(value);
  if (size <= most) return;
  const parts = Object.entries(value).filter(([name]) => spare.has(name));
  for (const [name, part] of parts.sort(([, one], [, other]) => sizes.of(other) - sizes.of(one))) {
    if (size <= most) return;
    delete value[name];
    size -= sizes.of(part);
  }
}

function* plainValues(workshop: Workshop, level: Level, types: readonly JsonType[]): Generator<Json> {
  for (const type of types) yield* scalarsFor(level, type, workshop);
}

/** Names of properties that `value` may have as well: declared ones first. */
function* moreNames(workshop: Workshop, level: Level, value: JsonObject, most: number): Generator<string> {
  yield* declaredProperties(level).filter(
    (name) => !Object.hasOwn(value, name) && isWritable(workshop, level, name),
  );
  yield* freeNames(workshop, level, new Set(Object.keys(value)), most);
}

function typeFor(level: Level, hint: Json | undefined, next: Step | undefined): JsonType | undefined {
  const types = typesOf(level);
  if (next?.to === 'property') return types.find((type) => type === 'object');
  if (next?.to === 'item') return types.find((type) => type === 'array');
  const example = hint ?? membersOf(level)[0];
  const like = example === undefined ? undefined : types.find((type) => isOfType(example, type));
  return like ?? types.find((type) => type !== 'null') ?? types[0];
}

function isWorthKeeping(hint: Json | undefined, type: JsonType | undefined): boolean {
  return hint !== undefined && type !== undefined && isOfType(hint, type);
}

/** A property that only answers carry has no place in a request (OpenAPI 3.1 §4.8.24.2). */
function isWritable(workshop: Workshop, level: Level, name: string): boolean {
  const pointers = propertyPointers(level, name);
  if (pointers.some((pointer) => workshop.schemas.at(pointer) === false)) return false;
  return !valuesOf(plainLevel(workshop, pointers), 'readOnly').includes(true);
}

/** Declared properties in the contract's order, then the others. */
function inOrder(names: ReadonlySet<string>, declared: readonly string[]): string[] {
  return [
    ...declared.filter((name) => names.has(name)),
    ...[...names].filter((name) => !declared.includes(name)),
  ];
}
