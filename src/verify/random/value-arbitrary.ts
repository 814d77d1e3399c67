/**
 * Random values for schemas. They need not be valid: what is made here is shown to be valid or invalid by the
 * provers before it is sent. They shrink towards what is short, small and left out.
 */
import fc, { type Arbitrary } from 'fast-check';
import type { Json, JsonObject } from '../../contract/json.ts';
import { satisfyCrossFields } from '../values/cross-fields.ts';
import { formatSamples } from '../values/formats.ts';
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
import { highestOf, lowestOf, shift, stepOf } from '../values/numbers.ts';
import { membersOf } from '../values/scalars.ts';
import { stringsFor } from '../values/strings.ts';
import { plainLevel, type Workshop } from '../values/workshop.ts';

/** Values are not nested deeper than this where that can be helped. */
const DEEPEST = 5;

/** Alternatives of one schema that are drawn from. */
const MOST_BRANCHES = 6;

/** Characters, items and properties beyond what a schema asks for. */
const MORE_CHARACTERS = 24;
const MORE_ITEMS = 4;
const MORE_PROPERTIES = 3;

/** Numbers that nothing bounds are no farther from zero than this. */
const FARTHEST = 1_000_000;

/** Values for the schemas at `pointers` together. */
export function valueArbitrary(workshop: Workshop, pointers: readonly string[], depth = 0): Arbitrary<Json> {
  const levels = branchesOf(workshop, pointers);
  const [only = EMPTY] = levels;
  return levels.length === 1
    ? levelArbitrary(workshop, only, depth)
    : fc.oneof(...levels.map((level) => levelArbitrary(workshop, level, depth)));
}

const EMPTY: Level = { schemas: [], components: [], avoided: [] };

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

function levelArbitrary(workshop: Workshop, level: Level, depth: number): Arbitrary<Json> {
  // Ids are put in later; what stands here is a sample.
  if (level.components.some((name) => workshop.isIdKind(name))) {
    const [sample = 'example'] = stringsFor(level, workshop);
    return fc.constant(sample);
  }
  const members = membersOf(level);
  if (members.length > 0) return fc.constantFrom(...members);
  const types = typesOf(level).filter((type) => depth < DEEPEST || (type !== 'object' && type !== 'array'));
  const [first, ...others] = types.length === 0 ? typesOf(level) : types;
  if (first === undefined) return fc.constant(null);
  const arbitraries = [first, ...others].map((type) => ofType(workshop, level, type, depth));
  return fc.oneof(...arbitraries);
}

function ofType(workshop: Workshop, level: Level, type: JsonType, depth: number): Arbitrary<Json> {
  switch (type) {
    case 'object':
      return objects(workshop, level, depth);
    case 'array':
      return arrays(workshop, level, depth);
    case 'string':
      return strings(workshop, level);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return numbers(level);
  }
}

function objects(workshop: Workshop, level: Level, depth: number): Arbitrary<Json> {
  const required = new Set(requiredProperties(level));
  const model: Record<string, Arbitrary<Json>> = {};
  for (const name of new Set([...declaredProperties(level), ...required])) {
    const pointers = propertyPointers(level, name);
    const isReadOnly = valuesOf(plainLevel(workshop, pointers), 'readOnly').includes(true);
    if ((isReadOnly || depth >= DEEPEST) && !required.has(name)) continue;
    model[name] = pointers.length === 0 ? anything() : valueArbitrary(workshop, pointers, depth + 1);
  }
  const declared: Arbitrary<JsonObject> = fc
    .record(model, { requiredKeys: Object.keys(model).filter((name) => required.has(name)) })
    .map((value) => ({ ...value }));
  const rest = propertyPointers(level, FREE);
  const all = rest.length === 0 ? declared : withFree(declared, valueArbitrary(workshop, rest, depth + 1));
  return all.map((value) => withCrossFields(workshop, level, value));
}

/** A name that no contract declares: its schemas are those of free names. */
const FREE = '\u0000';

function withFree(declared: Arbitrary<JsonObject>, values: Arbitrary<Json>): Arbitrary<JsonObject> {
  const names = fc.stringMatching(/^[a-z][a-zA-Z0-9]{0,9}$/);
  return fc
    .tuple(declared, fc.dictionary(names, values, { maxKeys: MORE_PROPERTIES }))
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

function arrays(workshop: Workshop, level: Level, depth: number): Arbitrary<Json> {
  const pointers = itemPointers(level, 0);
  const item = pointers.length === 0 ? anything() : valueArbitrary(workshop, pointers, depth + 1);
  const minLength = atLeast(level, 'minItems', 0);
  const maxLength = Math.max(minLength, Math.min(atMost(level, 'maxItems'), minLength + MORE_ITEMS));
  const mustDiffer =
    valuesOf(level, 'uniqueItems').includes(true) || stringsOf(level, 'x-unique-by').length > 0;
  const list = mustDiffer
    ? fc.uniqueArray(item, { minLength: 0, maxLength, selector: (value) => JSON.stringify(value) })
    : fc.array(item, { minLength, maxLength });
  return list.map((items) => satisfyCrossFields(level, items, null, workshop.now));
}

function strings(workshop: Workshop, level: Level): Arbitrary<string> {
  const [format] = stringsOf(level, 'format');
  // What one server calls an address, another does not: only samples that all agree on are sent.
  const samples = format === undefined ? undefined : formatSamples(format, workshop.now);
  if (samples !== undefined) return fc.constantFrom(...samples.good);
  const [pattern] = stringsOf(level, 'pattern');
  if (pattern !== undefined) return matching(workshop, level, pattern);
  const minLength = atLeast(level, 'minLength', 0);
  const maxLength = Math.max(minLength, Math.min(atMost(level, 'maxLength'), minLength + MORE_CHARACTERS));
  // Space around a text is taken away by some, and a text of spaces alone is then too short.
  return fc
    .oneof(
      fc.string({ minLength, maxLength, unit: 'grapheme-ascii' }),
      fc.string({ minLength, maxLength, unit: 'grapheme' }),
    )
    .filter((text) => text === text.trim() && [...text].length <= maxLength);
}

function matching(workshop: Workshop, level: Level, pattern: string): Arbitrary<string> {
  const maxLength = atMost(level, 'maxLength');
  const [plainest = 'example', ...others] = stringsFor(level, workshop);
  const usual = fc.constantFrom(plainest, ...others);
  try {
    const drawn = fc.stringMatching(new RegExp(pattern, 'u')).filter((text) => [...text].length <= maxLength);
    return fc.oneof(usual, drawn);
  } catch {
    // Syntax that the generator does not know.
    return usual;
  }
}

function numbers(level: Level): Arbitrary<number> {
  const step = stepOf(level);
  const lowest = Math.max(lowestOf(level), -FARTHEST);
  const highest = Math.min(highestOf(level), Math.max(FARTHEST, lowest));
  const start = Number.isFinite(lowestOf(level)) ? lowest : Math.ceil(lowest / step) * step;
  const steps = Math.max(0, Math.floor((highest - start) / step));
  return fc.integer({ min: 0, max: Math.min(steps, MOST_STEPS) }).map((count) => shift(start, step, count));
}

/** What one integer of the generator can count. */
const MOST_STEPS = 2 ** 31 - 1;

/** Where the contract says nothing. */
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
