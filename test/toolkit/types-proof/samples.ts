/** Values for a place: valid ones, and ones that break what TypeScript can say. */
import { isDeepStrictEqual } from 'node:util';
import { type SchemaChecker, schemaChecker } from '../../../src/contract/checker.ts';
import type { Contract } from '../../../src/contract/contract.ts';
import { inDirection } from '../../../src/contract/direction.ts';
import { at, isObject, type Json } from '../../../src/contract/json.ts';
import { factsOf } from '../../../src/contract/keyword-facts.ts';
import { independentValidator } from '../../../src/verify/proof/independent-validator.ts';
import { BoundedCache } from '../../../src/verify/values/bounded-cache.ts';
import { boundariesOf } from '../../../src/verify/values/boundaries.ts';
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
    this.#exact = schemaChecker(this.contract, options);
    this.#sayable = schemaChecker({ ...this.contract, document: sayable(document) }, options);
    this.#writable = schemaChecker({ ...this.contract, document: writable(document) }, options);
  }

  /** As a handler sees it. */
  filledIn(pointer: string, value: Json): Json {
    const filled = structuredClone(value);
    this.#exact.fillIn(pointer, filled);
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
    drawn: new DrawnStrings(),
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

function* candidatesFor(generation: GenerationContext, pointer: string): Generator<Json> {
  for (const optional of ['all', 'none'] as const) {
    for (const attempt of [0, 1, 2]) {
      const whole = built(generation, pointer, [], optional, attempt);
      if (whole !== undefined) yield whole.value;
    }
  }
  for (const location of generation.schemas.locationsAt(pointer)) {
    const schema = generation.schemas.at(location.pointer);
    if (!isObject(schema)) continue;
    for (const optional of ['all', 'none'] as const) {
      const focused = built(generation, pointer, location.route, optional, 0);
      if (focused === undefined) continue;
      const { value: root, place } = focused;
      yield root;
      const current = at(root, place.pointer);
      if (current === undefined) continue;
      for (const [keyword, expected] of Object.entries(schema)) {
        const { clause, names } = factsOf(keyword);
        if (clause === undefined) continue;
        const values = names?.of(expected).map(({ name }): Json => name) ?? [expected];
        for (const value of values) {
          const made = { id: '', operation: '', in: 'body', path: '', keyword, value } as const;
          const spot = { effective: place.effective, current, parent: undefined };
          const variants = [
            ...boundariesOf(generation, place.effective, keyword, value, current),
            ...violationsOf(generation, { ...made, pointer: `${location.pointer}/${keyword}` }, spot),
          ];
          for (const variant of variants.slice(0, MOST_VARIANTS)) {
            if (!isDeepStrictEqual(variant.value, current)) yield setAt(root, place.pointer, variant.value);
          }
        }
      }
    }
  }
}

const MOST_VARIANTS = 8;

function built(
  generation: GenerationContext,
  pointer: string,
  route: Route,
  optional: 'all' | 'none',
  attempt: number,
): Built | undefined {
  return build(generation, [pointer], { hint: undefined, route, optional, together: [], attempt });
}
