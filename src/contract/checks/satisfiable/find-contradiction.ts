/** Whether schemas that all hold for one value contradict each other: only what is certain is told. */
import type { SchemaPlace } from '../schema-places.ts';
import { boundContradiction } from './bounds.ts';
import type { Contradiction } from './contradiction.ts';
import { nameContradiction } from './forbidden-names.ts';
import { ALL_KINDS, type Kind, kindsOf, typeInWords } from './kinds.ts';
import { memberContradiction } from './members.ts';

/** Why no value keeps all of `schemas`, if that is certain. */
export function contradictionOf(schemas: readonly SchemaPlace[]): Contradiction | undefined {
  return typeContradiction(schemas) ?? memberContradiction(schemas) ?? kindContradiction(schemas);
}

function typeContradiction(schemas: readonly SchemaPlace[]): Contradiction | undefined {
  let allowed = ALL_KINDS;
  const typed = schemas.filter(({ schema }) => schema['type'] !== undefined);
  for (const [index, { schema, pointer }] of typed.entries()) {
    const next = allowed.filter((kind) => kindsOf(schema['type']).includes(kind));
    const before = typed.slice(0, index).find((other) => isApart(other, schema)) ?? typed[0];
    if (next.length === 0 && before !== undefined) {
      return {
        message: `no value is of the type ${typeInWords(before.schema['type'])} and of the type ${typeInWords(schema['type'])}`,
        remedy: 'let both types be the same; a choice between them is oneOf or anyOf',
        pointers: [`${before.pointer}/type`, `${pointer}/type`],
      };
    }
    allowed = next;
  }
  return undefined;
}

function isApart({ schema }: SchemaPlace, other: SchemaPlace['schema']): boolean {
  return !kindsOf(schema['type']).some((kind) => kindsOf(other['type']).includes(kind));
}

/** A keyword asks something of values of one kind alone, so that each kind that is allowed must be impossible. */
function kindContradiction(schemas: readonly SchemaPlace[]): Contradiction | undefined {
  const allowed = schemas.reduce<readonly Kind[]>(
    (kinds, { schema }) =>
      schema['type'] === undefined ? kinds : kinds.filter((kind) => kindsOf(schema['type']).includes(kind)),
    ALL_KINDS,
  );
  let first: Contradiction | undefined;
  for (const kind of allowed) {
    const found =
      boundContradiction(schemas, kind) ?? (kind === 'object' ? nameContradiction(schemas) : undefined);
    if (found === undefined) return undefined;
    first ??= found;
  }
  return first;
}
