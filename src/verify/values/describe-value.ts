/** Short words for values, for the names of cases. */
import type { Json } from '@countersign/contract';

const LONGEST = 40;

/** The value as JSON, or its size where it is long. */
export function describeValue(value: Json): string {
  const text = JSON.stringify(value);
  if (text.length <= LONGEST) return text;
  if (typeof value === 'string') return countOf([...value].length, 'character');
  if (Array.isArray(value)) return countOf(value.length, 'item');
  return `${text.slice(0, LONGEST - 1)}…`;
}

/** `1 item`, `2 items`, `50 properties` */
export function countOf(count: number, noun: string): string {
  const plural = noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : `${noun}s`;
  return `${count} ${count === 1 ? noun : plural}`;
}
