/** Regular expressions as contracts write them, and as ECMAScript with Unicode reads them (JSON Schema 2020-12 §6.4). */
import { isObject, type JsonObject } from './json.ts';
import { walk } from './walk.ts';

/**
 * Rewrites, in place, the `pattern` and `patternProperties` of `document` that say more than they need: `\_` and `\@`
 * mean `_` and `@` to everyone, and are errors where a pattern is read as Unicode.
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

/** `pattern` without the backslashes that Unicode patterns forbid, if it has any. */
function plainPattern(pattern: string): string {
  if (isUnicode(pattern)) return pattern;
  let isInClass = false;
  const plain = pattern.replaceAll(/\\[\s\S]|[[\]]/gu, (token) => {
    if (token.length === 1) isInClass = token === '[';
    return isNeedless(token, isInClass) ? token.slice(1) : token;
  });
  return isUnicode(plain) ? plain : pattern;
}

/** A backslash before what is no letter, no digit and no mark of the syntax. */
function isNeedless(token: string, isInClass: boolean): boolean {
  if (!token.startsWith('\\') || /[\p{L}\p{N}^$\\.*+?()[\]{}|/]/u.test(token.slice(1))) return false;
  return !(isInClass && token === '\\-');
}

function isUnicode(pattern: string): boolean {
  try {
    new RegExp(pattern, 'u');
    return true;
  } catch {
    return false;
  }
}
