/** What TypeScript can say of a JSON value, as data: made from schemas, put together, and only then written. */
import { isDeepStrictEqual } from 'node:util';
import type { Json, JsonObject } from '@countersign/contract';

export type Shape =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'never' }
  | { readonly kind: 'word'; readonly word: 'string' | 'number' | 'boolean' | 'null' | 'undefined' | 'Blob' }
  | { readonly kind: 'literal'; readonly value: Json }
  | { readonly kind: 'reference'; readonly name: string; readonly types: JsonTypes }
  /** Of a type that is written by itself. */
  | { readonly kind: 'alias'; readonly name: string }
  | ArrayShape
  | ObjectShape
  | { readonly kind: 'union'; readonly of: readonly Shape[] }
  | { readonly kind: 'intersection'; readonly of: readonly Shape[] };

export interface ArrayShape {
  readonly kind: 'array';
  /** The first items, each with a shape of its own. */
  readonly first: readonly Item[];
  /** Those after them; `undefined` where there are none. */
  readonly rest: Shape | undefined;
}

export interface Item {
  readonly shape: Shape;
  readonly isOptional: boolean;
}

export interface ObjectShape {
  readonly kind: 'object';
  readonly members: ReadonlyMap<string, Member>;
  /** Members of any other name; `undefined` where none is written out. */
  readonly others: Shape | undefined;
}

export interface Member {
  readonly shape: Shape;
  readonly isOptional: boolean;
  readonly isReadonly?: boolean;
  /** The schema whose annotations stand above it. */
  readonly about?: JsonObject;
}

/** `undefined`: any. An integer is a number. */
export type JsonTypes = ReadonlySet<JsonType> | undefined;
export type JsonType = 'string' | 'number' | 'boolean' | 'object' | 'array' | 'null';

export const UNKNOWN: Shape = { kind: 'unknown' };
export const NEVER: Shape = { kind: 'never' };
export const ANY_OBJECT: ObjectShape = { kind: 'object', members: new Map(), others: UNKNOWN };
export const ANY_ARRAY: ArrayShape = { kind: 'array', first: [], rest: UNKNOWN };

export function word(word: 'string' | 'number' | 'boolean' | 'null' | 'undefined' | 'Blob'): Shape {
  return { kind: 'word', word };
}

/** A value of any of `shapes`. */
export function union(shapes: readonly Shape[]): Shape {
  const parts = shapes.flatMap((shape) => (shape.kind === 'union' ? shape.of : [shape]));
  if (parts.some(({ kind }) => kind === 'unknown')) return UNKNOWN;
  const [first, ...others] = distinct(parts.filter(({ kind }) => kind !== 'never'));
  if (first === undefined) return NEVER;
  return others.length === 0 ? first : { kind: 'union', of: [first, ...others] };
}

/** A value of all of `shapes`. */
export function intersection(shapes: readonly Shape[]): Shape {
  const parts = shapes.flatMap((shape) => (shape.kind === 'intersection' ? shape.of : [shape]));
  if (parts.some(({ kind }) => kind === 'never')) return NEVER;
  const all = distinct(parts.filter(({ kind }) => kind !== 'unknown'));
  // What only says a type says nothing beside what is of that type.
  const telling = all.filter((shape, index) => {
    const isSaid = (other: Shape, at: number): boolean =>
      at !== index && isWithin(typesOf(other), typesOf(shape)) && !(isBare(other) && at > index);
    return !(isBare(shape) && all.some(isSaid));
  });
  const [first, ...others] = joined(telling);
  if (first === undefined) return UNKNOWN;
  return others.length === 0 ? first : { kind: 'intersection', of: [first, ...others] };
}

/** `shapes` with objects that have no member in common written as one. */
function joined(shapes: readonly Shape[]): Shape[] {
  const found: Shape[] = [];
  for (const shape of shapes) {
    const before = found.at(-1);
    if (before?.kind === 'object' && shape.kind === 'object' && areApart(before, shape)) {
      const members = new Map([...before.members, ...shape.members]);
      found.splice(-1, 1, { kind: 'object', members, others: undefined });
    } else found.push(shape);
  }
  return found;
}

function areApart(one: ObjectShape, other: ObjectShape): boolean {
  const isOpen = one.others !== undefined || other.others !== undefined;
  // Without a member it is an object that has none.
  if (isOpen || one.members.size === 0 || other.members.size === 0) return false;
  return ![...one.members.keys()].some((name) => other.members.has(name));
}

/** Whether it says which types a value has, and nothing else. */
function isBare(shape: Shape): boolean {
  if (shape.kind === 'word') return shape.word !== 'Blob';
  if (shape.kind === 'union') return shape.of.every(isBare);
  return isDeepStrictEqual(shape, ANY_OBJECT) || isDeepStrictEqual(shape, ANY_ARRAY);
}

function isWithin(inner: JsonTypes, outer: JsonTypes): boolean {
  if (outer === undefined) return true;
  return inner !== undefined && [...inner].every((type) => outer.has(type));
}

function typesOf(shape: Shape): JsonTypes {
  switch (shape.kind) {
    case 'unknown':
    case 'alias':
      return undefined;
    case 'never':
      return new Set();
    case 'word':
      return shape.word === 'undefined'
        ? new Set()
        : new Set([shape.word === 'Blob' ? 'string' : shape.word]);
    case 'literal':
      return new Set([typeOf(shape.value)]);
    case 'reference':
      return shape.types;
    case 'array':
    case 'object':
      return new Set([shape.kind]);
    case 'union':
      return shape.of.map(typesOf).reduce(either);
    case 'intersection':
      return shape.of.map(typesOf).reduce(both);
  }
}

/** The types that one of them allows. */
export function either(one: JsonTypes, other: JsonTypes): JsonTypes {
  return one === undefined || other === undefined ? undefined : new Set([...one, ...other]);
}

/** The types that both allow. */
export function both(one: JsonTypes, other: JsonTypes): JsonTypes {
  if (one === undefined || other === undefined) return one ?? other;
  return new Set([...one].filter((type) => other.has(type)));
}

/** The type of a JSON value. */
export function typeOf(value: Json): JsonType {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'string') return 'string';
  if (typeof value === 'number') return 'number';
  return typeof value === 'boolean' ? 'boolean' : 'object';
}

function distinct(shapes: readonly Shape[]): Shape[] {
  return shapes.filter(
    (shape, index) =>
      shapes.findIndex((other) => isDeepStrictEqual(withoutNotes(other), withoutNotes(shape))) === index,
  );
}

/** What a value must be, without what is told of it. */
function withoutNotes(shape: Shape): Shape {
  if (shape.kind !== 'object') return shape;
  const members = [...shape.members].map(([name, { about: _, ...member }]) => [name, member] as const);
  return { ...shape, members: new Map(members) };
}
