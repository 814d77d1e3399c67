/** Random requests of an operation: most of them close to valid, some with a part that is spoilt. */
import fc, { type Arbitrary } from 'fast-check';
import type { Parameter } from '../../contract/contract.ts';
import type { Draft, ParameterValue } from '../case.ts';
import { holdingCondition } from '../plan/conditional.ts';
import type { PlanContext } from '../plan/context.ts';
import { isIdempotencyKey } from '../plan/idempotency.ts';
import { slotsOf } from '../plan/slots.ts';
import { type Spoil, spoilt } from './spoil.ts';
import { anything, valueArbitrary } from './value-arbitrary.ts';

/** How many of the requests, in a hundred, have a part that is spoilt. */
const SPOILT = 30;

/** @param base a valid request of the operation */
export function requestArbitrary(context: PlanContext, base: Draft): Arbitrary<Draft> {
  const { operation, body } = base;
  const parameters = operation.parameters
    .filter((parameter) => parameter.required || !isLeftToOthers(context, parameter))
    .map((parameter) => parameterArbitrary(context, base, parameter));
  const bodies =
    body === undefined
      ? fc.constant(undefined)
      : valueArbitrary(context.workshop, [body.schemaPointer]).map((value) => ({ ...body, value }));
  return fc.tuple(fc.tuple(...parameters), bodies, spoiling()).map(([given, drawnBody, spoil]) => {
    const drawn = { parameters: given.filter((each) => each !== undefined), body: drawnBody };
    const { edited, ...values } =
      spoil === undefined ? { ...drawn, edited: undefined } : spoilt(drawn, spoil);
    // What was spoilt on purpose is no place for a real id.
    return { ...base, ...values, slots: slotsOf(context, operation.path, values, edited) };
  });
}

/** Conditions, and keys that stand for one request, have cases of their own. */
function isLeftToOthers({ contract }: PlanContext, parameter: Parameter): boolean {
  return isIdempotencyKey(contract, parameter) || holdingCondition(parameter) !== undefined;
}

function parameterArbitrary(
  context: PlanContext,
  base: Draft,
  parameter: Parameter,
): Arbitrary<ParameterValue | undefined> {
  const usual = base.parameters.find((each) => each.parameter === parameter);
  const isOpen = base.slots.some(({ in: place, name }) => place === parameter.in && name === parameter.name);
  const values =
    usual !== undefined && (isOpen || isLeftToOthers(context, parameter))
      ? fc.constant(usual.value)
      : valueArbitrary(context.workshop, [parameter.schemaPointer]);
  const given = values.map((value) => ({ parameter, value }));
  return parameter.required ? given : fc.option(given, { nil: undefined });
}

function spoiling(): Arbitrary<Spoil | undefined> {
  const spoil = fc.record({
    place: fc.nat({ max: 40 }),
    value: fc.option(anything(), { nil: undefined }),
  });
  return fc.oneof(
    { weight: 100 - SPOILT, arbitrary: fc.constant(undefined) },
    { weight: SPOILT, arbitrary: spoil },
  );
}
