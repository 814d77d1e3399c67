/** Of a sequence, what its schema is a schema of. */
import type { MediaType, SchemaChecker, SchemaFailure } from '@countersign/contract';
import type { TextSchema } from './parameters/text-schema.ts';

/**
 * Where the schema of each item stands, where it is no schema of the whole list: contracts before OpenAPI 3.2
 * have one word for both, and a schema that no list can keep was meant for a line.
 */
export function itemSchemaOf({ schema, schemaPointer }: MediaType, types: TextSchema): string | undefined {
  return schema === undefined || types.types.has('array') ? undefined : schemaPointer;
}

/** The failures of each of `items` against the one schema until there are enough. */
export function checkItems(
  check: SchemaChecker['check'],
  itemSchema: string,
  items: readonly unknown[],
): SchemaFailure[] {
  const failures: SchemaFailure[] = [];
  for (const [index, item] of items.entries()) {
    if (failures.length >= MOST_FAILURES) break;
    failures.push(...checkItem(check, itemSchema, item, index));
  }
  return failures;
}

/** The failures of the item at `index`, as those of a list of which it is a part. */
export function checkItem(
  check: SchemaChecker['check'],
  itemSchema: string,
  item: unknown,
  index: number,
): SchemaFailure[] {
  return check(itemSchema, item).map((failure) => ({ ...failure, pointer: `/${index}${failure.pointer}` }));
}

/** A client learns as much from these as from thousands. */
const MOST_FAILURES = 100;
