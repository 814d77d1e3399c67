/** JSON as a type, and JSON Pointer (RFC 6901) on it. */

export type Json = null | boolean | number | string | Json[] | JsonObject;
/** A JSON object. */
export type JsonObject = { [key: string]: Json };

/** A JSON Schema 2020-12 as it stands in a contract: an object, or `true`/`false`. */
export type JsonSchema = JsonObject | boolean;

/** Whether `value` is a JSON object: neither an array nor `null`. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `value` where it is an array, else an empty one. */
export function arrayOf(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}

/** `value` where it is an object, else an empty one. */
export function objectOf(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

/** Whether `is` holds for `value` or for an object somewhere in it. */
export function someObject(value: Json, is: (object: JsonObject) => boolean): boolean {
  if (Array.isArray(value)) return value.some((item) => someObject(item, is));
  if (!isObject(value)) return false;
  return is(value) || Object.values(value).some((part) => someObject(part, is));
}

/** `['paths', '/a']` → `/paths/~1a` */
export function toPointer(segments: readonly (string | number)[]): string {
  return segments.map((segment) => `/${escapeSegment(String(segment))}`).join('');
}

/** `/paths/~1a` or `#/paths/~1a` → `['paths', '/a']` */
export function fromPointer(pointer: string): string[] {
  const path = pointer.startsWith('#') ? decodeFragment(pointer.slice(1)) : pointer;
  if (path === '') return [];
  const segments = path.slice(1).split('/');
  return path.includes('~') ? segments.map(unescapeSegment) : segments;
}

/** The value at `pointer`, or `undefined` where nothing stands. */
export function at(root: Json | undefined, pointer: string): Json | undefined {
  let value: Json | undefined = root;
  for (const segment of fromPointer(pointer)) {
    if (Array.isArray(value)) value = value[Number(segment)];
    else if (isObject(value) && Object.hasOwn(value, segment)) value = value[segment];
    else return undefined;
  }
  return value;
}

/** How many `$ref`s in a row are followed; a longer chain is a circle. */
export const LONGEST_REFERENCE_CHAIN = 100;

/** RFC 6901 §6. A fragment that cannot be decoded, which names nothing, is left as it is. */
function decodeFragment(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch (error) {
    if (error instanceof URIError) return fragment;
    throw error;
  }
}

function escapeSegment(segment: string): string {
  return /[~/]/.test(segment) ? segment.replaceAll('~', '~0').replaceAll('/', '~1') : segment;
}

function unescapeSegment(segment: string): string {
  return segment.replaceAll('~1', '/').replaceAll('~0', '~');
}
