/** Conditional request fields (RFC 9110 §13.1): what their values are held against only the target knows. */
import type { Parameter } from '@countersign/contract';
import type { ParameterValue } from '../model/draft.ts';

/** By field, a condition that holds for whatever the target has. */
const HOLDING: Readonly<Record<string, string>> = {
  'if-match': '*',
  'if-none-match': '"verify"',
  'if-modified-since': 'Thu, 01 Jan 1970 00:00:00 GMT',
  'if-unmodified-since': 'Fri, 31 Dec 9999 23:59:59 GMT',
};

/** A value of the parameter whose condition holds; `undefined` for parameters of every other sort. */
export function holdingCondition({ in: place, name }: Parameter): string | undefined {
  return place === 'header' ? HOLDING[name.toLowerCase()] : undefined;
}

/** Whether a request asks for something that need not hold. */
export function isConditional(parameters: readonly ParameterValue[]): boolean {
  return parameters.some(({ parameter, value }) => {
    const holding = holdingCondition(parameter);
    return holding !== undefined && holding !== value;
  });
}
