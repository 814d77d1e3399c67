import type { SchemaFailure } from '@countersign/contract';
import type { Defect } from './events.ts';

/** A failure of the body of an answer, as what is told of it. */
export function bodyDefect({ keyword, expected, pointer, message, schemaPointer }: SchemaFailure): Defect {
  const clause = `${keyword} ${JSON.stringify(expected)}`;
  return { in: 'body', path: pointer, clause, message, pointer: schemaPointer };
}
