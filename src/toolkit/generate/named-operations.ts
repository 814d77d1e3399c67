/** The types of operations stand under their ids: those of the contract, and no others. */
import { isObject, type Json, type JsonObject, type Operation, objectOf } from '@countersign/contract';
import { followed } from './followed.ts';

/**
 * Writes the ids of `operations` into `document`, at the paths themselves: where two of them refer to one item, its
 * operations are two.
 */
export function nameOperations(document: JsonObject, operations: readonly Operation[]): void {
  const { paths } = document;
  if (isObject(paths)) document['paths'] = withEachId(document, paths, operations);
  leaveIdsOut(document['webhooks']);
  leaveIdsOut(objectOf(document['components'])['pathItems']);
}

function withEachId(document: JsonObject, paths: JsonObject, operations: readonly Operation[]): JsonObject {
  const byPath = Map.groupBy(operations, ({ path }) => path);
  return Object.fromEntries(
    Object.entries(paths)
      .filter(([path]) => path.startsWith('/'))
      .map(([path, item]) => [path, withIds(objectOf(followed(document, item)), byPath.get(path) ?? [])]),
  );
}

function withIds(item: JsonObject, operations: readonly Operation[]): JsonObject {
  const copy = structuredClone(item);
  for (const { id, method } of operations) {
    const others = objectOf(copy['additionalOperations']);
    objectOf(copy[method] ?? others[method])['operationId'] = id;
  }
  return copy;
}

/** What stands at no path is typed where it stands. */
function leaveIdsOut(items: Json | undefined): void {
  for (const item of Object.values(objectOf(items)))
    for (const operation of Object.values(objectOf(item))) delete objectOf(operation)['operationId'];
}
