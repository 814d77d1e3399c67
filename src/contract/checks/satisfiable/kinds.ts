/** The kinds of values that types allow; a number is an integer or a fraction. */
import type { Json } from '../../json.ts';

export type Kind = 'null' | 'boolean' | 'integer' | 'fraction' | 'string' | 'array' | 'object';

export const ALL_KINDS: readonly Kind[] = [
  ...(['null', 'boolean', 'integer', 'fraction'] as const),
  ...(['string', 'array', 'object'] as const),
];

/** What a value of the keyword `type` allows; everything, where it names a type that there is not. */
export function kindsOf(type: Json | undefined): readonly Kind[] {
  if (typeof type === 'string') return KINDS.get(type) ?? ALL_KINDS;
  if (!Array.isArray(type)) return ALL_KINDS;
  const kinds = type.map((name) => KINDS.get(String(name)));
  return kinds.includes(undefined) ? ALL_KINDS : kinds.flatMap((each) => each ?? []);
}

const KINDS: ReadonlyMap<string, readonly Kind[]> = new Map<string, readonly Kind[]>([
  ...ALL_KINDS.filter((kind) => kind !== 'fraction').map((kind) => [kind, [kind]] as const),
  ['number', ['integer', 'fraction']],
]);

export function kindOf(value: Json): Kind {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'fraction';
  if (typeof value === 'boolean') return 'boolean';
  return typeof value === 'string' ? 'string' : 'object';
}

/** A value of the keyword `type` in words: `string or null`. */
export function typeInWords(type: Json | undefined): string {
  return Array.isArray(type) ? type.join(' or ') : String(type);
}
