import type { SchemaFailure } from '@countersign/contract';
import type { Deviation } from '../model/deviation.ts';
import { type DeviationKind, rowOf } from '../model/deviation-kinds.ts';
import { describeValue } from '../values/describe-value.ts';

/** A deviation that is the target's fault. */
export function deviate(
  kind: DeviationKind,
  pointer: string,
  rest: Pick<Deviation, 'detail' | 'message' | 'expected' | 'actual'>,
): Deviation {
  return { severity: rowOf(kind).severity ?? 'error', kind, pointer, ...rest };
}

/** A failed clause of a schema: what stood there instead. */
export function deviateFrom(
  kind: DeviationKind,
  { schemaPointer, keyword, expected }: SchemaFailure,
  rest: Pick<Deviation, 'detail' | 'message' | 'actual'>,
): Deviation {
  return deviate(kind, schemaPointer, { ...rest, expected: `${keyword} ${describeValue(expected)}` });
}
