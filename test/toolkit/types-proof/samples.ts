/** Values for a place: valid ones, and ones that break what TypeScript can say. */
import { isDeepStrictEqual } from 'node:util';
import { type SchemaChecker, schemaChecker } from '../../../src/contract/checker.ts';
import type { Clause } from '../../../src/contract/clause.ts';
import type { Contract } from '../../../src/contract/contract.ts';
import { inDirection } from '../../../src/contract/direction.ts';
import { at, type Json, type JsonObject, objectOf } from '../../../src/contract/json.ts';
import { factsOf } from '../../../src/contract/keyword-facts.ts';
import { independentValidator } from '../../../src/verify/proof/independent-validator.ts';
import { boundariesOf } from '../../../src/verify/values/boundaries.ts';
import { BoundedCache } from '../../../src/verify/values/bounded-cache.ts';
import { build } from '../../../src/verify/values/build.ts';
import { DrawnStrings } from '../../../src/verify/values/drawn-strings.ts';
import { type GenerationContext, MOST_PARTS } from '../../../src/verify/values/generation-context.ts';
import type { Built } from '../../../src/verify/values/recipe.ts';
import type { Route } from '../../../src/verify/values/schema-location.ts';
import { Schemas } from '../../../src/verify/values/schemas.ts';
import { setAt } from '../../../src/verify/values/set-at.ts';
import { Sizes } from '../../../src/verify/values/sizes.ts';
import { violationsOf } from '../../../src/verify/values/violations.ts';
import { directionOf, type Place, type View } from './places.ts';
import { sayable, writable } from './unsayable.ts';

export interface Sample {
  readonly place: Place;
  readonly value: Json;
  readonly isValid: boolean;
}

const now = new Date('2026-01-31T12:00:00Z');

/** Strings of a pattern are drawn once for all contracts. */
const drawn = new DrawnStrings();

/** What tells valid values of one contract and view from others. */
class Judge {
  readonly contract: Contract;
  readonly #exact: SchemaChecker;
  readonly #sayable: SchemaChecker;
  readonly #writable: SchemaChecker;

  constructor(written: Contract, view: View) {
    const direction = directionOf(view);
    this.contract = inDirection(written, direction);
    const { document } = this.contract;
    const options = { now: () => now, direction };
    const checkerFor = (changed: JsonObject): SchemaChecker =>
      isDeepStrictEqual(changed, document)
        ? this.#exact
        : schemaChecker({ ...this.contract, document: changed }, options);
    this.#exact = schemaChecker(this.contract, options);
    this.#sayable = checkerFor(sayable(document));
    this.#writable = checkerFor(writable(document));
  }

  /** As a handler sees it. */
  filledIn(pointer: string, value: Json): Json {
    const filled = structuredClone(value);
    this.#exact.checkAndFillIn(pointer, filled, true);
    return filled;
  }

  /** `undefined` where TypeScript cannot tell. */
  isValid(pointer: string, value: Json): boolean | undefined {
    if (this.#exact.brokenClauses(pointer, value).length === 0) {
      return this.#writable.brokenClauses(pointer, value).length === 0 ? true : undefined;
    }
    return this.#sayable.brokenClauses(pointer, value).length === 0 ? undefined : false;
  }
}

/** The samples of the places of one contract that are looked at alike. */
export function samplesOf(places: readonly Place[]): Sample[] {
  const [first] = places;
  if (first === undefined) return [];
  const judge = new Judge(first.contract, first.view);
  const { document } = judge.contract;
  const second = independentValidator(judge.contract);
  const generation: GenerationContext = {
    schemas: new Schemas(judge.contract),
    now,
    seed: 1,
    drawn,
    sizes: new Sizes(),
    parts: new BoundedCache(MOST_PARTS),
    fits: (pointer, value) => second.isValid(pointer, value),
    isIdKind: () => false,
  };
  return places.flatMap((place) => {
    const known = new Map<string, Sample>();
    for (const candidate of candidatesFor(generation, place.pointer)) {
      const value = place.view === 'received' ? judge.filledIn(place.pointer, candidate) : candidate;
      const text = JSON.stringify(value);
      if (known.has(text) || text.length > LONGEST) continue;
      const isValid = judge.isValid(place.pointer, value);
      if (isValid !== undefined) known.set(text, { place, value, isValid });
    }
    return at(document, place.pointer) === undefined ? [] : [...known.values()];
  });
}

/** Of a sample, in characters: beyond it there is nothing new for a compiler. */
const LONGEST = 5_000;

/** Values with every optional part and with none, in each branch; and for each clause, what just keeps it and breaks it. */
function* candidatesFor(generation: GenerationContext, pointer: string): Generator<Json> {
  for (const attempt of [0, 1, 2]) {
    for (const optional of ['all', 'none'] as const) {
      const whole = built(generation, pointer, [], optional, attempt);
      if (whole !== undefined) yield whole.value;
    }
  }
  for (const location of generation.schemas.locationsAt(pointer)) {
    for (const [optional, most] of MOST_VARIANTS) {
      const focused = built(generation, pointer, location.route, optional, 0);
      const current = focused === undefined ? undefined : at(focused.value, focused.place.pointer);
      if (focused === undefined || current === undefined) continue;
      const { value: root, place } = focused;
      yield root;
      for (const clause of clausesAt(generation, location.pointer)) {
        const { effective } = place;
        const kept = boundariesOf(generation, effective, clause.keyword, clause.value, current);
        const broken = violationsOf(generation, clause, { effective, current, parent: undefined });
        for (const { value } of [...kept.slice(0, most), ...broken.slice(0, most)]) {
          yield setAt(root, place.pointer, value);
        }
      }
    }
  }
}

/** Ways to keep and to break one clause, in a value with no optional part and in one with all. */
const MOST_VARIANTS = [
  ['none', 3],
  ['all', 1],
] as const;

/** The clauses that the schema at `pointer` has itself. */
function clausesAt({ schemas }: GenerationContext, pointer: string): Clause[] {
  return Object.entries(objectOf(schemas.at(pointer))).flatMap(([keyword, written]) => {
    const { clause, names } = factsOf(keyword);
    if (clause === undefined) return [];
    const values = names?.of(written).map(({ name }): Json => name) ?? [written];
    return values.map((value): Clause => {
      return {
        id: '',
        operation: '',
        in: 'body',
        path: '',
        keyword,
        value,
        pointer: `${pointer}/${keyword}`,
      };
    });
  });
}

function built(
  generation: GenerationContext,
  pointer: string,
  route: Route,
  optional: 'all' | 'none',
  attempt: number,
): Built | undefined {
  return build(generation, [pointer], { hint: undefined, route, optional, together: [], attempt });
}
