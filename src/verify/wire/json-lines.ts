/** A list as lines of JSON, one for each item (https://jsonlines.org). */
import type { Json } from '@countersign/contract';
import { Unwritable } from './unwritable.ts';

/** @throws {Unwritable} the value is no list, or a list of nothing */
export function writeLines(value: Json): string {
  if (!Array.isArray(value)) throw new Unwritable('lines of JSON are a list');
  if (value.length === 0) throw new Unwritable('no lines cannot be told from no body');
  return value.map((item) => `${JSON.stringify(item)}\n`).join('');
}

/** The items, or `undefined` where a line is no JSON. */
export function readLines(text: string): Json[] | undefined {
  try {
    return text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => JSON.parse(line));
  } catch {
    return undefined;
  }
}
