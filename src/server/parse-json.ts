import type { Json } from '../contract/json.ts';
import { isDeeperThan } from './json-depth.ts';

/** Levels of objects and arrays. What reads a body recursively must not run out of stack. */
export const DEEPEST_JSON = 64;

/** A value, or what is wrong with the text, in words that read on from its name. */
export type ParsedJson = { readonly value: Json } | { readonly reason: string };

/** Of two members of the same name the last one counts (RFC 8259 §4). */
export function parseJson(text: string): ParsedJson {
  if (isDeeperThan(DEEPEST_JSON, text)) return { reason: `is nested deeper than ${DEEPEST_JSON} levels` };
  try {
    return { value: JSON.parse(text) };
  } catch {
    return { reason: 'is not JSON' };
  }
}
