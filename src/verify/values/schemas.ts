/** The schemas of a contract by where they stand. What was worked out once is remembered. */
import { at, fromPointer, type Json, type JsonObject, toPointer } from '@countersign/contract';
import {
  type EffectiveSchema,
  effectiveSchemaOf,
  type JsonType,
  type SchemaLookup,
  typesOf,
} from './effective-schema.ts';
import { memoize } from './memoize.ts';
import { locationsOf, type SchemaLocation } from './schema-location.ts';

export class Schemas implements SchemaLookup {
  readonly document: JsonObject;
  readonly #values = new Map<string, Json | undefined>();
  readonly #targets = new Map<string, string>();
  readonly #types = new Map<string, ReadonlySet<JsonType>>();
  readonly #locations = new Map<string, readonly SchemaLocation[]>();
  /** By their pointers, the effective schemas in which nothing is to be chosen. */
  readonly fixedSchemas = new Map<string, EffectiveSchema>();

  constructor({ document }: { readonly document: JsonObject }) {
    this.document = document;
  }

  /** What stands at `pointer`. */
  at(pointer: string): Json | undefined {
    return memoize(this.#values, pointer, () => at(this.document, pointer));
  }

  /** The pointer that a `$ref` means. */
  targetOf(reference: string): string {
    return memoize(this.#targets, reference, () => toPointer(fromPointer(reference)));
  }

  /** The types that the schema at `pointer` allows, in any of its branches. */
  typesAt(pointer: string): ReadonlySet<JsonType> {
    return memoize(this.#types, pointer, () => {
      const types = new Set<JsonType>();
      let branches = 1;
      for (let branch = 0; branch < branches; branch++) {
        const effective = effectiveSchemaOf(this, [pointer], (_, count) => {
          branches = Math.max(branches, count);
          return branch % count;
        });
        for (const type of typesOf(effective)) types.add(type);
      }
      return types;
    });
  }

  /** Every place of a value that the schema at `pointer` speaks of. */
  locationsAt(pointer: string): readonly SchemaLocation[] {
    return memoize(this.#locations, pointer, () => locationsOf(this, pointer));
  }
}
