/**
 * Random values for schemas. They need not be valid: what is made here is shown to be valid or invalid by the
 * provers before it is sent. They shrink towards what is short, small and left out.
 */
import fc, { type Arbitrary } from 'fast-check';
import type { Json, JsonObject } from '../../contract/json.ts';
import { toPointer } from '../../contract/json.ts';
import type { Content } from '../values/build.ts';
import { satisfyCrossFields } from '../values/cross-fields.ts';
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
  stringsOf,
  typesOf,
  valuesOf,
} from '../values/level.ts';
import { membersOf } from '../values/scalars.ts';
import { plainLevel, type Workshop } from '../values/workshop.ts';
import { idArbitrary, numberArbitrary, stringArbitrary } from './scalar-arbitraries.ts';

/** Nothing that may be left out is nested deeper than this. */
const DEEPEST = 4;

/** Where even what must be there is given up: its schema asks for itself without end. */
const BOTTOM = 8;

/** Alternatives of one schema that are drawn from. */
const MOST_BRANCHES = 6;

/** Items and properties beyond those that a schema asks for. */
const MORE_ITEMS = 4;
const MORE_PROPERTIES = 3;

/** One part in so many is something else, where parts may be. */
const STRAYING = 12;

export interface Drawing {
  readonly workshop: Workshop;
  /** Whether parts may be what their schemas do not allow. */
  readonly strays: boolean;
  /** What is known of the content at a path of the value beyond its schema. */
  readonly contentAt: (path: string) => Content | undefined;
}

/** Values for the schema at `pointer`. */
export function valueArbitrary(drawing: Drawing, pointer: string): Arbitrary<Json> {
  return new Values(drawing).at([pointer], '', 0);
}

/** One arbitrary for each place of a schema and depth of a value: a schema may lead to itself on many ways. */
class Values {
  readonly #drawing: Drawing;
  readonly #known = new Map<string, Arbitrary<Json>>();

  constructor(drawing: Drawing) {
    this.#drawing = drawing;
  }

  /** @param path into the value: `/steps/0` */
  at(pointers: readonly string[], path: string, depth: number): Arbitrary<Json> {
    const content = this.#drawing.contentAt(path);
    if (content?.isFree === false) return fc.constant(content.sample);
    const key = [depth, ...pointers].join('\n');
    const known = this.#known.get(key) ?? this.#make(pointers, path, depth);
    this.#known.set(key, known);
    return known;
  }

  #make(pointers: readonly string[], path: string, depth: number): Arbitrary<Json> {
    if (pointers.length === 0) return anything();
    if (depth > BOTTOM) return fc.constant(null);
    const levels = branchesOf(this.#drawing.workshop, pointers);
    const drawn = oneOf(levels.map((level) => this.#ofLevel(level, path, depth)));
    // A real id is put where an id belongs, so that nothing else can stand there.
    const holdsId = levels.some((level) => this.#isId(level));
    if (!this.#drawing.strays || holdsId) return drawn;
    return fc.oneof(
      { withCrossShrink: true },
      { weight: STRAYING - 1, arbitrary: drawn },
      { weight: 1, arbitrary: anything() },
    );
  }

  #isId({ components }: Level): boolean {
    return components.some((name) => this.#drawing.workshop.isIdKind(name));
  }

  #ofLevel(level: Level, path: string, depth: number): Arbitrary<Json> {
    const { workshop } = this.#drawing;
    if (this.#isId(level)) return idArbitrary(workshop, level);
    const members = membersOf(level);
    if (members.length > 0) return fc.constantFrom(...members);
    const types = typesOf(level);
    const flat = types.filter((type) => type !== 'object' && type !== 'array');
    const wanted = depth < DEEPEST || flat.length === 0 ? types : flat;
    return oneOf(wanted.map((type) => this.#ofType(level, type, path, depth)));
  }

  #ofType(level: Level, type: JsonType, path: string, depth: number): Arbitrary<Json> {
    switch (type) {
      case 'object':
        return this.#objects(level, path, depth);
      case 'array':
        return this.#arrays(level, path, depth);
      case 'string':
        return stringArbitrary(this.#drawing.workshop, level);
      case 'boolean':
        return fc.boolean();
      case 'null':
        return fc.constant(null);
      default:
        return numberArbitrary(level);
    }
  }

  #objects(level: Level, path: string, depth: number): Arbitrary<Json> {
    const { workshop, strays } = this.#drawing;
    const required = new Set(requiredProperties(level));
    const model: Record<string, Arbitrary<Json | undefined>> = {};
    for (const name of new Set([...declaredProperties(level), ...required])) {
      const pointers = propertyPointers(level, name);
      const isReadOnly = valuesOf(plainLevel(workshop, pointers), 'readOnly').includes(true);
      if ((isReadOnly || depth >= DEEPEST) && !required.has(name)) continue;
      const part = this.at(pointers, path + toPointer([name]), depth + 1);
      if (!required.has(name)) model[name] = maybe(part, 1 + depth * depth, 2);
      else model[name] = strays ? maybe(part, 1, STRAYING - 1) : part;
    }
    const free = propertyPointers(level, FREE);
    const declared = fc.record(model).map(withoutAbsent);
    const all =
      free.length === 0
        ? declared
        : withMore(declared, this.at(free, `${path}${toPointer([FREE])}`, depth + 1), MORE_PROPERTIES);
    const some = strays
      ? fc.oneof(
          { weight: STRAYING - 1, arbitrary: all },
          { weight: 1, arbitrary: withMore(all, anything(), 1) },
        )
      : all;
    return some.map((value) => withCrossFields(workshop, level, value));
  }

  #arrays(level: Level, path: string, depth: number): Arbitrary<Json> {
    const { workshop } = this.#drawing;
    const item = this.at(itemPointers(level, 0), `${path}/0`, depth + 1);
    const minLength = atLeast(level, 'minItems', 0);
    const more = Math.max(1, MORE_ITEMS - depth);
    const maxLength = Math.max(minLength, Math.min(atMost(level, 'maxItems'), minLength + more));
    const mustDiffer =
      valuesOf(level, 'uniqueItems').includes(true) || stringsOf(level, 'x-unique-by').length > 0;
    const list = mustDiffer
      ? fc.uniqueArray(item, { maxLength, selector: (value) => JSON.stringify(value) })
      : fc.array(item, { minLength, maxLength });
    return list.map((items) => satisfyCrossFields(level, items, null, workshop.now));
  }
}

/** A level for each alternative. */
function branchesOf({ schemas }: Workshop, pointers: readonly string[]): Level[] {
  const levels: Level[] = [];
  let branches = 1;
  for (let branch = 0; branch < Math.min(branches, MOST_BRANCHES); branch++) {
    const level = levelOf(schemas, pointers, (pointer, count) => {
      if (!/\/(oneOf|anyOf)$/.test(pointer)) return -1;
      branches = Math.max(branches, count);
      return branch % count;
    });
    levels.push(level);
  }
  return levels;
}

function oneOf(arbitraries: readonly Arbitrary<Json>[]): Arbitrary<Json> {
  const [only = fc.constant(null), ...others] = arbitraries;
  return others.length === 0 ? only : fc.oneof(only, ...others);
}

/** Left out, or there, in this proportion. */
function maybe(part: Arbitrary<Json>, absent: number, there: number): Arbitrary<Json | undefined> {
  return fc.oneof(
    { withCrossShrink: true },
    { weight: absent, arbitrary: fc.constant(undefined) },
    { weight: there, arbitrary: part },
  );
}

function withoutAbsent(parts: Readonly<Record<string, Json | undefined>>): JsonObject {
  const value: JsonObject = {};
  for (const [name, part] of Object.entries(parts)) if (part !== undefined) value[name] = part;
  return value;
}

/** A name that no contract declares: its schemas are those of free names. */
const FREE = '\u0000';

function withMore(
  declared: Arbitrary<JsonObject>,
  values: Arbitrary<Json>,
  maxKeys: number,
): Arbitrary<JsonObject> {
  const names = fc.stringMatching(/^[a-z][a-zA-Z0-9]{0,9}$/);
  return fc
    .tuple(declared, fc.dictionary(names, values, { maxKeys, noNullPrototype: true }))
    .map(([own, more]) => ({ ...more, ...own }));
}

/** Cross-field clauses are kept by chance too rarely to leave them to it. */
function withCrossFields(workshop: Workshop, level: Level, value: JsonObject): Json {
  const parts = { ...value };
  for (const [name, part] of Object.entries(parts)) {
    const below = plainLevel(workshop, propertyPointers(level, name));
    parts[name] = satisfyCrossFields(below, part, parts, workshop.now);
  }
  return satisfyCrossFields(level, parts, null, workshop.now);
}

/** Where the contract says nothing, or what it says is not kept. */
export function anything(): Arbitrary<Json> {
  return fc.oneof<Arbitrary<Json>[]>(
    fc.constant(null),
    fc.boolean(),
    fc.integer(),
    fc.string({ maxLength: 12 }),
    fc.constant([]),
    fc.constant({}),
  );
}
