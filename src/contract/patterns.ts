/** Regular expressions as contracts write them, and as ECMAScript with Unicode reads them (JSON Schema 2020-12 §6.4). */
import { isObject, type JsonObject } from './json.ts';
import { compiles } from './regex/foreign.ts';
import { translate } from './regex/translate.ts';
import { walk } from './walk.ts';

/**
 * Rewrites, in place, the `pattern` and `patternProperties` of `document` that escape more than they need, or less:
 * `\_` means `_` to everyone, and a lone `}` or the hyphen of `[\w-.]` means itself; where a pattern is read as Unicode
 * these are errors.
 */
export function plainPatterns(document: JsonObject): void {
  walk(document, (schema) => {
    const { pattern, patternProperties } = schema;
    if (typeof pattern === 'string') schema['pattern'] = plainPattern(pattern);
    if (isObject(patternProperties)) {
      schema['patternProperties'] = Object.fromEntries(
        Object.entries(patternProperties).map(([key, value]) => [plainPattern(key), value]),
      );
    }
  });
}

/** `pattern` with the escapes that Unicode patterns want, if nothing else is wrong with it. */
function plainPattern(pattern: string): string {
  if (compiles(pattern)) return pattern;
  const { pattern: plain, foreign } = translate(pattern);
  return foreign.length === 0 && plain !== undefined ? plain : pattern;
}
