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

/**
 * `document` without the examples in it: what they hold may look like keywords, an `$id` for one. It is not copied, but
 * for what is around an example.
 */
export function withoutExamples(document: JsonObject): JsonObject {
  const left = without(document, []);
  return isObject(left) ? left : {};
}

function without(value: Json, path: string[]): Json {
  if (typeof value !== 'object' || value === null) return value;
  const isMapping = !Array.isArray(value) && isNameMap(path, path.length);
  let changed: [string, Json][] | undefined;
  const entries = Object.entries(value);
  for (const [index, [key, child]] of entries.entries()) {
    const isExample = !Array.isArray(value) && !isMapping && key.startsWith('example') && isShown(key, path);
    path.push(key);
    const left = isExample ? undefined : without(child, path);
    path.pop();
    if (left !== child) changed ??= entries.slice(0, index);
    if (left !== undefined) changed?.push([key, left]);
  }
  if (changed === undefined) return value;
  return Array.isArray(value) ? changed.map(([, child]) => child) : Object.fromEntries(changed);
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
