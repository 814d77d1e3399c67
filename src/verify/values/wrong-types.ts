/** Values of another type than the contract says. */
import type { Json } from '@countersign/contract';
import { type EffectiveSchema, type JsonType, jsonTypes, typesOf } from './effective-schema.ts';
import type { Variant } from './variant.ts';

const OF_TYPE: Readonly<Record<JsonType, Json>> = {
  string: 'text',
  integer: 1,
  number: 1.5,
  boolean: true,
  object: {},
  array: [],
  null: null,
};

/** What a careless server takes for the type, first: `"1"` for a number, `1` for a string. */
const CONFUSED: Readonly<Record<JsonType, readonly JsonType[]>> = {
  string: ['integer', 'boolean', 'object', 'array', 'null'],
  integer: ['number', 'string', 'boolean', 'null', 'object', 'array'],
  number: ['string', 'boolean', 'null', 'object', 'array'],
  boolean: ['string', 'integer', 'null', 'object', 'array'],
  object: ['array', 'string', 'integer', 'null'],
  array: ['object', 'string', 'integer', 'null'],
  null: ['string', 'integer', 'boolean', 'object', 'array'],
};

/** A value of each type that the effective schema does not allow, the likeliest to be taken for it first. */
export function wrongTypes(effective: EffectiveSchema): Variant[] {
  const allowed = typesOf(effective);
  const [usual = 'string'] = allowed;
  const isAllowed = (type: JsonType): boolean =>
    allowed.includes(type) || (type === 'integer' && allowed.includes('number'));
  const order = [...CONFUSED[usual], ...jsonTypes].filter((type) => !isAllowed(type));
  return [...new Set(order)].map((type) => ({
    value: OF_TYPE[type],
    label: type === 'null' ? 'null' : `${article(type)} instead of ${article(usual)}`,
    aspect: type === 'null' ? 'null' : '',
  }));
}

function article(type: JsonType): string {
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;
}
