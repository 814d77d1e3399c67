/** Goes through the objects of an OpenAPI document that say something, and passes over values that are shown in it. */
import { isObject, type Json, type JsonObject } from './json.ts';
import { holdsValues, isSchemaMap } from './keyword-facts.ts';

/**
 * Calls `visit` for each object of `value`, an outer one before those in it; not for mappings from names that the
 * author chose, where a key `nullable` is no keyword, and not for examples, defaults and members of enums.
 *
 * @param visit its `path` goes on changing: it is to be read at once
 */
export function walk(value: Json, visit: (object: JsonObject, path: readonly string[]) => void): void {
  const path: string[] = [];
  const enter = (key: string, child: Json): void => {
    path.push(key);
    go(child);
    path.pop();
  };
  const go = (part: Json): void => {
    if (Array.isArray(part)) {
      for (const [index, item] of part.entries()) enter(String(index), item);
    } else if (isObject(part)) {
      const isMapping = isNameMap(path, path.length);
      if (!isMapping) visit(part, path);
      for (const [key, child] of Object.entries(part)) {
        if (isMapping || !isShown(key, path)) enter(key, child);
      }
    }
  };
  go(value);
}

/** A copy of `document` without the examples in it: what they hold may look like keywords, an `$id` for one. */
export function withoutExamples(document: JsonObject): JsonObject {
  const copy = copied(document, []);
  return isObject(copy) ? copy : {};
}

function copied(value: Json, path: string[]): Json {
  const below = (key: string, child: Json): Json => {
    path.push(key);
    const copy = copied(child, path);
    path.pop();
    return copy;
  };
  if (Array.isArray(value)) return value.map((item, index) => below(String(index), item));
  if (!isObject(value)) return value;
  const isMapping = isNameMap(path, path.length);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => isMapping || !key.startsWith('example') || !isShown(key, path))
      .map(([key, child]) => [key, below(key, child)]),
  );
}

/** Of OpenAPI, beside those of JSON Schema. */
const NAME_MAPS: ReadonlySet<string> = new Set([
  ...['schemas', 'responses', 'parameters', 'headers', 'requestBodies', 'content', 'paths', 'pathItems'],
  ...['webhooks', 'callbacks', 'mediaTypes', 'encoding', 'links', 'securitySchemes', 'additionalOperations'],
]);

/** Whether the first `length` steps of `path` lead to a mapping. */
function isNameMap(path: readonly string[], length: number): boolean {
  // A property may be called `properties` itself.
  const key = path[length - 1] ?? '';
  return (NAME_MAPS.has(key) || isSchemaMap(key)) && !isNameMap(path, length - 1);
}

/** What stands below these is a value, not a schema. */
function isShown(key: string, path: readonly string[]): boolean {
  return holdsValues(key) && path.at(-1) !== 'responses';
}
