/** Goes through the objects of an OpenAPI document that say something, and passes over values that are shown in it. */
import { isObject, type Json, type JsonObject } from './json.ts';

/**
 * Calls `visit` for each object of `value`, an outer one before those in it; not for mappings from names that the
 * author chose, where a key `nullable` is no keyword, and not for examples, defaults and members of enums.
 */
export function walk(
  value: Json,
  visit: (object: JsonObject, path: readonly string[]) => void,
  path: readonly string[] = [],
): void {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) walk(item, visit, [...path, String(index)]);
  } else if (isObject(value)) {
    const isMapping = isNameMap(path);
    if (!isMapping) visit(value, path);
    for (const [key, child] of Object.entries(value)) {
      if (isMapping || !isShown(key, path)) walk(child, visit, [...path, key]);
    }
  }
}

const NAME_MAPS: ReadonlySet<string> = new Set([
  ...['properties', 'patternProperties', 'dependentSchemas', '$defs'],
  ...['schemas', 'responses', 'parameters', 'headers', 'requestBodies', 'content', 'paths', 'pathItems'],
  ...['webhooks', 'callbacks', 'mediaTypes', 'encoding', 'links', 'securitySchemes', 'additionalOperations'],
]);

function isNameMap(path: readonly string[]): boolean {
  const last = path.at(-1) ?? '';
  // A property may be called `properties` itself.
  return NAME_MAPS.has(last) && !isNameMap(path.slice(0, -1));
}

/** What stands below these is a value, not a schema. */
function isShown(key: string, path: readonly string[]): boolean {
  return ['example', 'examples', 'default', 'enum', 'const'].includes(key) && path.at(-1) !== 'responses';
}
