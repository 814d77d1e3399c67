/** The operations that are typed: those of the contract under their ids, with its parameters, and no others. */
import {
  isObject,
  type Json,
  type JsonObject,
  type Operation,
  objectOf,
  resolved,
} from '@countersign/contract';

/**
 * Writes the ids of `operations` into `document`, at the paths themselves: where two of them refer to one item, its
 * operations are two. Parameters that are none of theirs are left out.
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
      .map(([path, item]) => [
        path,
        withIds(document, objectOf(resolved(document, item)), byPath.get(path) ?? []),
      ]),
  );
}

function withIds(document: JsonObject, item: JsonObject, operations: readonly Operation[]): JsonObject {
  const copy = structuredClone(item);
  keepParameters(document, copy, operations);
  for (const operation of operations) {
    const { id, method } = operation;
    const others = objectOf(copy['additionalOperations']);
    const value = objectOf(copy[method] ?? others[method]);
    value['operationId'] = id;
    keepParameters(document, value, [operation]);
  }
  return copy;
}

/** Leaves out of what `holder` lists the parameters that no request has: a header that OpenAPI ignores there. */
function keepParameters(document: JsonObject, holder: JsonObject, operations: readonly Operation[]): void {
  const { parameters } = holder;
  if (!Array.isArray(parameters)) return;
  const known = operations.flatMap((operation) => operation.parameters);
  holder['parameters'] = parameters.filter((parameter) => {
    const { name, in: place } = objectOf(resolved(document, parameter));
    return known.some((each) => each.name === name && each.in === place);
  });
}

/** What stands at no path is typed where it stands. */
function leaveIdsOut(items: Json | undefined): void {
  for (const item of Object.values(objectOf(items)))
    for (const operation of Object.values(objectOf(item))) delete objectOf(operation)['operationId'];
}
