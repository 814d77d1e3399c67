/** Lists of allowed values (`enum`, `const`) of which none keeps what stands beside them. */
import { isDeepStrictEqual } from 'node:util';
import type { Json } from '../../json.ts';
import { keywordsThat } from '../../keyword-facts.ts';
import type { SchemaPlace } from '../schema-places.ts';
import type { Contradiction } from './contradiction.ts';
import { kindOf, kindsOf, typeInWords } from './kinds.ts';

/** The keywords that list all values there are. */
const LISTING = keywordsThat(({ decidesType, written }) => decidesType === true && written !== undefined);

interface Listed {
  readonly values: readonly Json[];
  readonly keyword: string;
  readonly pointer: string;
}

/** Why none of the listed values fits, if that is so. */
export function memberContradiction(schemas: readonly SchemaPlace[]): Contradiction | undefined {
  const lists = schemas.flatMap(({ schema, pointer }) =>
    LISTING.flatMap((keyword): Listed[] => {
      const value = schema[keyword];
      if (value === undefined) return [];
      const isOne = keyword === 'const';
      if (!isOne && !Array.isArray(value)) return [];
      return [
        {
          values: isOne || !Array.isArray(value) ? [value] : value,
          keyword,
          pointer: `${pointer}/${keyword}`,
        },
      ];
    }),
  );
  const [first, ...others] = lists;
  if (first === undefined) return undefined;
  for (const other of others) {
    if (first.values.some((value) => includes(other, value))) continue;
    return {
      message: `no value is in ${tell(first)} and in ${tell(other)}`,
      remedy: 'let both have a value in common',
      pointers: [first.pointer, other.pointer],
    };
  }
  return ofOtherType(first, schemas);
}

function ofOtherType(
  { values, keyword, pointer }: Listed,
  schemas: readonly SchemaPlace[],
): Contradiction | undefined {
  for (const { schema, pointer: owner } of schemas) {
    const { type } = schema;
    if (type === undefined || values.some((value) => kindsOf(type).includes(kindOf(value)))) continue;
    return {
      message: `no value of ${keyword} is of the type ${typeInWords(type)}: ${some(values)}`,
      remedy: otherValues(values, type),
      pointers: [pointer, `${owner}/type`],
    };
  }
  return undefined;
}

/** YAML reads `true` and `1` without quotes as no texts. */
function otherValues(values: readonly Json[], type: Json): string {
  const names = [...new Set(values.map(typeName))].join(' or ');
  return kindsOf(type).includes('string') && values.every((value) => typeof value !== 'object')
    ? `put them in quotes: ${values
        .slice(0, SHOWN)
        .map((value) => `'${String(value)}'`)
        .join(', ')}; or let the type be ${names}`
    : `let the type be ${names}, or write values of the type ${typeInWords(type)}`;
}

const SHOWN = 3;

function some(values: readonly Json[]): string {
  const shown = values
    .slice(0, SHOWN)
    .map((value) => JSON.stringify(value))
    .join(', ');
  return values.length > SHOWN ? `${shown}, …` : shown;
}

function typeName(value: Json): string {
  const kind = kindOf(value);
  return kind === 'fraction' ? 'number' : kind;
}

function includes({ values }: Listed, value: Json): boolean {
  return values.some((other) => isDeepStrictEqual(other, value));
}

function tell({ keyword, values }: Listed): string {
  return `${keyword} (${some(values)})`;
}
