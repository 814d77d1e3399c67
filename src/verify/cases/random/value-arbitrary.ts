/**
 * Random values for schemas. They need not be valid: what is made here is shown to be valid or invalid by the
 * provers before it is sent. They shrink towards what is short, small and left out.
 */

import { type Json, type JsonObject, toPointer } from '@countersign/contract';
import fc, { type Arbitrary } from 'fast-check';
import { satisfyCrossFields } from '../../values/cross-fields.ts';
import { mustDiffer } from '../../values/distinct.ts';
import {
  atLeast,
  atMost,
  declaredProperties,
  type EffectiveSchema,
  effectiveSchemaOf,
  itemPointers,
  type JsonType,
  propertyPointers,
  requiredProperties,
  typesOf,
  valuesOf,
} from '../../values/effective-schema.ts';
import { type GenerationContext, plainSchema } from '../../values/generation-context.ts';
import { isChoice } from '../../values/is-choice.ts';
import type { Content } from '../../values/recipe.ts';
import { membersOf } from '../../values/scalars.ts';
import { maybe, oneOf, withoutAbsent } from './choices.ts';
import { idArbitrary, numberArbitrary, stringArbitrary, type Texts } from './scalar-arbitraries.ts';
import { anything, strayArbitrary } from './stray-arbitrary.ts';

/** Nothing that may be left out is nested deeper than this. */
const DEEPEST = 4;

/** Where even what must be there is given up: its schema asks for itself without end. */
const BOTTOM = 8;

/** Alternatives of one schema that are drawn from. */
const MOST_BRANCHES = 6;

/** Items and properties beyond those that a schema asks for. */
const MORE_ITEMS = 4;
const MORE_PROPERTIES = 3;

/** What values are drawn with. */
export interface Drawing {
  readonly generation: GenerationContext;
  readonly texts: Texts;
  /** What is known of the content at a path of the value beyond its schema. */
  readonly contentAt: (path: string) => Content | undefined;
}

/** Values for the schema at `pointer`; for one that `strays`, one part is what its schemas do not allow. */
export function valueArbitrary(drawing: Drawing, pointer: string, strays: boolean): Arbitrary<Json> {
  return new Values(drawing).at([pointer], '', 0, strays);
}

/** One arbitrary for each place of a schema and depth of a value: a schema may lead to itself on many ways. */
class Values {
  readonly #drawing: Drawing;
  readonly #known = new Map<string, Arbitrary<Json>>();

  constructor(drawing: Drawing) {
    this.#drawing = drawing;
  }

  /** @param path into the value: `/steps/0` */
  at(pointers: readonly string[], path: string, depth: number, strays: boolean): Arbitrary<Json> {
    const content = this.#drawing.contentAt(path);
    if (content?.isFree === false) return fc.constant(content.sample);
    const key = [depth, strays, ...pointers].join('\n');
    const known = this.#known.get(key) ?? this.#make(pointers, path, depth, strays);
    this.#known.set(key, known);
    return known;
  }

  #make(pointers: readonly string[], path: string, depth: number, strays: boolean): Arbitrary<Json> {
    if (pointers.length === 0) return anything(this.#drawing.texts);
    if (depth > BOTTOM) return fc.constant(null);
    const effectiveSchemas = branchesOf(this.#drawing.generation, pointers);
    // A real id is put where an id belongs, so that nothing else can stand there.
    const holdsId = effectiveSchemas.some((effective) => this.#isId(effective));
    const drawn = oneOf(
      effectiveSchemas.map((effective) => this.#ofSchema(effective, path, depth, strays && !holdsId)),
    );
    return strays && !holdsId
      ? fc.oneof(strayArbitrary(this.#drawing.texts, effectiveSchemas), drawn)
      : drawn;
  }

  #isId({ components }: EffectiveSchema): boolean {
    return components.some((name) => this.#drawing.generation.isIdKind(name));
  }

  #ofSchema(effective: EffectiveSchema, path: string, depth: number, strays: boolean): Arbitrary<Json> {
    const { generation } = this.#drawing;
    if (this.#isId(effective)) return idArbitrary(generation, effective);
    const members = membersOf(effective);
    if (members.length > 0) return fc.constantFrom(...members);
    const types = typesOf(effective);
    const flat = types.filter((type) => type !== 'object' && type !== 'array');
    const wanted = depth < DEEPEST || flat.length === 0 ? types : flat;
    return oneOf(wanted.map((type) => this.#ofType(effective, type, path, depth, strays)));
  }

  #ofType(
    effective: EffectiveSchema,
    type: JsonType,
    path: string,
    depth: number,
    strays: boolean,
  ): Arbitrary<Json> {
    switch (type) {
      case 'object':
        return this.#objects(effective, path, depth, strays);
      case 'array':
        return this.#arrays(effective, path, depth, strays);
      case 'string':
        return stringArbitrary(this.#drawing.generation, effective, this.#drawing.texts);
      case 'boolean':
        return fc.boolean();
      case 'null':
        return fc.constant(null);
      default:
        return numberArbitrary(effective);
    }
  }

  #objects(effective: EffectiveSchema, path: string, depth: number, strays: boolean): Arbitrary<Json> {
    const { generation } = this.#drawing;
    const required = new Set(requiredProperties(effective));
    const model: Record<string, Arbitrary<Json | undefined>> = {};
    const strayed: Record<string, Arbitrary<Json | undefined>> = {};
    for (const name of new Set([...declaredProperties(effective), ...required])) {
      const pointers = propertyPointers(effective, name);
      const isReadOnly = valuesOf(plainSchema(generation, pointers), 'readOnly').includes(true);
      if ((isReadOnly || depth >= DEEPEST) && !required.has(name)) continue;
      const place = path + toPointer([name]);
      const part = this.at(pointers, place, depth + 1, false);
      model[name] = required.has(name) ? part : maybe(part, 1 + depth * depth, 2);
      if (!strays) continue;
      const other = this.at(pointers, place, depth + 1, true);
      strayed[name] = required.has(name) ? maybe(other, 1, 3) : other;
    }
    const whole = this.#withFree(effective, fc.record(model).map(withoutAbsent), path, depth);
    const alternatives = strays
      ? [
          withMore(whole, anything(this.#drawing.texts), 1),
          ...Object.entries(strayed).map(([name, part]) =>
            this.#withFree(effective, fc.record({ ...model, [name]: part }).map(withoutAbsent), path, depth),
          ),
        ]
      : [whole];
    return oneOf(
      alternatives.map((alternative) =>
        alternative.map((value) => withCrossFields(generation, effective, value)),
      ),
    );
  }

  #withFree(
    effective: EffectiveSchema,
    declared: Arbitrary<JsonObject>,
    path: string,
    depth: number,
  ): Arbitrary<JsonObject> {
    const free = propertyPointers(effective, FREE);
    if (free.length === 0) return declared;
    return withMore(declared, this.at(free, path + toPointer([FREE]), depth + 1, false), MORE_PROPERTIES);
  }

  #arrays(effective: EffectiveSchema, path: string, depth: number, strays: boolean): Arbitrary<Json> {
    const { generation } = this.#drawing;
    const item = this.at(itemPointers(effective, 0), `${path}/0`, depth + 1, strays);
    const minLength = atLeast(effective, 'minItems', 0);
    const more = Math.max(1, MORE_ITEMS - depth);
    const maxLength = Math.max(minLength, Math.min(atMost(effective, 'maxItems'), minLength + more));
    const list = mustDiffer(effective)
      ? fc.uniqueArray(item, { maxLength, selector: (value) => JSON.stringify(value) })
      : fc.array(item, { minLength, maxLength });
    return list.map((items) => satisfyCrossFields(effective, items, null, generation.now));
  }
}

/** An effective schema for each alternative. */
function branchesOf({ schemas }: GenerationContext, pointers: readonly string[]): EffectiveSchema[] {
  const effectiveSchemas: EffectiveSchema[] = [];
  let branches = 1;
  for (let branch = 0; branch < Math.min(branches, MOST_BRANCHES); branch++) {
    const effective = effectiveSchemaOf(schemas, pointers, (pointer, count) => {
      if (!isChoice(pointer)) return -1;
      branches = Math.max(branches, count);
      return branch % count;
    });
    effectiveSchemas.push(effective);
  }
  return effectiveSchemas;
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
function withCrossFields(generation: GenerationContext, effective: EffectiveSchema, value: JsonObject): Json {
  const parts = { ...value };
  for (const [name, part] of Object.entries(parts)) {
    const below = plainSchema(generation, propertyPointers(effective, name));
    parts[name] = satisfyCrossFields(below, part, parts, generation.now);
  }
  return satisfyCrossFields(effective, parts, null, generation.now);
}
