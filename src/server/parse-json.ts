import type { Json } from '@countersign/contract';
import { isDeeperThan } from './json-depth.ts';

/** Levels of objects and arrays. What reads a body recursively must not run out of stack. */
export const DEEPEST_JSON = 64;

/** A value, or what is wrong with the text, in words that read on from its name. */
export type ParsedJson = { readonly value: Json } | { readonly reason: string };

/**
 * Text with half a surrogate pair in it is refused (RFC 7493 §2.1): no UTF-8 can hold it, so what is stored of it
 * would not be what was sent. So is a number that is too large for a double (RFC 8259 §6), of which only its
 * infinity would be left.
 *
 * Of two members of the same name the last one counts (RFC 8259 §4).
 */
export function parseJson(text: string): ParsedJson {
  if (isDeeperThan(DEEPEST_JSON, text)) return { reason: `is nested deeper than ${DEEPEST_JSON} levels` };
  let value: Json;
  try {
    value = JSON.parse(text);
  } catch {
    return { reason: 'is not JSON' };
  }
  if (SURROGATE_ESCAPE.test(text) && !isWellFormed(value)) return { reason: 'holds half a surrogate pair' };
  if (LONG_NUMBER.test(text) && !isFiniteWithin(value)) return { reason: 'holds a number that is too large' };
  return { value };
}

/** What a number looks like that may be too large; one of fewer digits and no exponent is not. */
const LONG_NUMBER = /\d{20}|\d[eE]\+?\d/;

function isFiniteWithin(value: Json): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  return typeof value !== 'object' || value === null || Object.values(value).every(isFiniteWithin);
}

/** In the text itself, which has been decoded, there are none. */
const SURROGATE_ESCAPE = /\\u[dD][89a-fA-F]/;

function isWellFormed(value: Json): boolean {
  if (typeof value === 'string') return value.isWellFormed();
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([name, part]) => name.isWellFormed() && isWellFormed(part));
}
