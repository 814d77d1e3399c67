/** The kinds of values that types allow; a number is an integer or a fraction. */
import type { Json } from '../../json.ts';

export type Kind = 'null' | 'boolean' | 'integer' | 'fraction' | 'string' | 'array' | 'object';

export const ALL_KINDS: readonly Kind[] = [
  ...(['null', 'boolean', 'integer', 'fraction'] as const),
  ...(['string', 'array', 'object'] as const),
];

/** What a value of the keyword `type` allows; everything, where it names a type that there is not. */
export function kindsOf(type: Json | undefined): readonly Kind[] {
  const names = Array.isArray(type) ? type : [type];
  const kinds = names.map((name): readonly Kind[] =>
    name === 'number'
      ? ['integer', 'fraction']
      : ALL_KINDS.filter((kind) => kind === name && kind !== 'fraction'),
  );
  return kinds.some((each) => each.length === 0) ? ALL_KINDS : kinds.flat();
}

export function kindOf(value: Json): Kind {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'fraction';
  if (typeof value === 'boolean') return 'boolean';
  return typeof value === 'string' ? 'string' : 'object';
}
