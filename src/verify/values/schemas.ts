/** The schemas of a contract by where they stand. What was worked out once is remembered. */
import { at, fromPointer, type Json, type JsonObject, toPointer } from '@countersign/contract';
import { type JsonType, type Level, levelOf, type SchemaLookup, typesOf } from './effective-schema.ts';
import { remember } from './memoize.ts';
import { type Site, sitesOf } from './schema-location.ts';

export class Schemas implements SchemaLookup {
  readonly document: JsonObject;
  readonly #values = new Map<string, Json | undefined>();
  readonly #targets = new Map<string, string>();
  readonly #types = new Map<string, ReadonlySet<JsonType>>();
  readonly #sites = new Map<string, readonly Site[]>();
  /** By their pointers, the levels in which nothing is to be chosen. */
  readonly fixedLevels = new Map<string, Level>();

  constructor({ document }: { readonly document: JsonObject }) {
    this.document = document;
  }

  /** What stands at `pointer`. */
  at(pointer: string): Json | undefined {
    return remember(this.#values, pointer, () => at(this.document, pointer));
  }

  /** The pointer that a `$ref` means. */
  targetOf(reference: string): string {
    return remember(this.#targets, reference, () => toPointer(fromPointer(reference)));
  }

  /** The types that the schema at `pointer` allows, in any of its branches. */
  typesAt(pointer: string): ReadonlySet<JsonType> {
    return remember(this.#types, pointer, () => {
      const types = new Set<JsonType>();
      let branches = 1;
      for (let branch = 0; branch < branches; branch++) {
        const level = levelOf(this, [pointer], (_, count) => {
          branches = Math.max(branches, count);
          return branch % count;
        });
        for (const type of typesOf(level)) types.add(type);
      }
      return types;
    });
  }

  /** Every place of a value that the schema at `pointer` speaks of. */
  sitesAt(pointer: string): readonly Site[] {
    return remember(this.#sites, pointer, () => sitesOf(this, pointer));
  }
}
