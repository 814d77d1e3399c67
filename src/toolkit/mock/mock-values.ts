/** What a mock puts into an answer: an example of the contract where it keeps its schema, or else a value that does. */
import {
  at,
  type Contract,
  inDirection,
  isObject,
  type Json,
  type JsonObject,
  type MediaType,
  type NamedExample,
  objectOf,
  type SchemaFailure,
  schemaChecker,
} from '@countersign/contract';
import { sampleValues } from '@countersign/verify';
import type { Preference } from './preference.ts';
import { prismGenerator } from './prism-generator.ts';

/** An example that a mock does not answer with, since it breaks its own schema. */
export interface BrokenExample {
  readonly example: NamedExample;
  /** What is wrong: `/name must be a string`. */
  readonly reason: string;
}

/** A place of an answer that holds a value: a body, of a media type; a header. */
export type ValuePlace = Pick<MediaType, 'schema' | 'schemaPointer' | 'examples'> & {
  readonly type?: string;
};

export interface MockValues {
  /** A value that keeps the schema of `place`; `undefined` where none was found. */
  valueFor(place: ValuePlace, wishes: Wishes): unknown;
  /** Whether `value` keeps the schema of `place`. */
  fits(place: ValuePlace, value: unknown): boolean;
  /** The examples of `place` that break its schema. */
  brokenExamples(place: ValuePlace): BrokenExample[];
}

/** No wishes. */
export const PLAIN: Wishes = { example: undefined, dynamic: undefined, seed: undefined };

type Wishes = Pick<Preference, 'example' | 'dynamic' | 'seed'>;

export async function mockValues(contract: Contract): Promise<MockValues> {
  const seen = inDirection(contract, 'response');
  const checker = schemaChecker(seen, { now: () => new Date(), direction: 'response' });
  const document = withoutAbsent(seen.document);
  const sample = sampleValues(contract, { direction: 'response' });
  const prism = await prismGenerator(document);

  function failuresOf(place: ValuePlace, value: unknown): SchemaFailure[] {
    const { schema, schemaPointer } = place;
    const failures = schema === undefined ? [] : checker.check(schemaPointer, value);
    // A whole document of XML, a line of CSV: what it says is not said as JSON.
    const isWritten =
      typeof value === 'string' && place.type !== undefined && !/[/+]json\b/i.test(place.type);
    return isWritten
      ? failures.filter(({ pointer, keyword }) => pointer !== '' || keyword !== 'type')
      : failures;
  }

  function fits(place: ValuePlace, value: unknown): boolean {
    return value !== undefined && failuresOf(place, value).length === 0;
  }

  /** What stands for the schemas where nothing is asked: each is looked for once. */
  const usual = new Map<string, unknown>();

  function generated(place: ValuePlace, { dynamic, seed }: Wishes): unknown {
    const { schema, schemaPointer } = place;
    if (schema === undefined || schema === true) return {};
    const written = objectOf(at(document, schemaPointer));
    const fixed = (): unknown => prism.fixed(written);
    const invented = (): unknown => prism.invented(written, seed);
    const sampled = (): unknown => sample(schemaPointer);
    if (dynamic === true) return firstThatFits(place, [invented, fixed, sampled]);
    // To invent takes long where schemas are large.
    if (!usual.has(schemaPointer)) usual.set(schemaPointer, firstThatFits(place, [fixed, sampled, invented]));
    return usual.get(schemaPointer);
  }

  function firstThatFits(place: ValuePlace, ways: readonly (() => unknown)[]): unknown {
    for (const way of ways) {
      const value = way();
      if (fits(place, value)) return value;
    }
    return undefined;
  }

  return {
    fits,
    valueFor(place, wishes) {
      const { examples } = place;
      const named = examples.filter(({ name }) => wishes.example === undefined || name === wishes.example);
      const isMade = wishes.dynamic === true && wishes.example === undefined;
      const found = isMade ? undefined : named.find(({ value }) => fits(place, value));
      return found === undefined ? generated(place, wishes) : found.value;
    },
    brokenExamples(place) {
      return place.examples.flatMap((example) => {
        const [failure] = failuresOf(place, example.value);
        if (failure === undefined) return [];
        return [{ example, reason: `${failure.pointer} ${failure.message}`.trim() }];
      });
    },
  };
}

/**
 * `document` without the properties that answers do not carry, which a generator would put in, and without those whose names
 * every object has: Prism's generator merges what it makes into them, and so into all objects of this process.
 */
function withoutAbsent(document: JsonObject): JsonObject {
  const copy = structuredClone(document);
  const visit = (value: Json): void => {
    if (Array.isArray(value)) value.forEach(visit);
    if (!isObject(value)) return;
    const { properties } = value;
    if (isObject(properties))
      for (const [name, property] of Object.entries(properties)) {
        const isAbsent = isObject(property) && property['writeOnly'] === true;
        if (isAbsent || name in Object.prototype) delete properties[name];
      }
    Object.values(value).forEach(visit);
  };
  visit(copy);
  return copy;
}
