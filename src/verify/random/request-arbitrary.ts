/** Random requests of an operation: most of them close to valid, some with parts that stray from what is allowed. */
import fc, { type Arbitrary } from 'fast-check';
import type { Parameter } from '../../contract/contract.ts';
import type { BodyValue, Draft, ParameterValue } from '../case.ts';
import { holdingCondition } from '../plan/conditional.ts';
import type { PlanContext } from '../plan/context.ts';
import { isIdempotencyKey } from '../plan/idempotency.ts';
import { slotsOf } from '../plan/slots.ts';
import { kindOfMedia } from '../wire/media-kind.ts';
import { type Drawing, valueArbitrary } from './value-arbitrary.ts';

/** How many of the requests, in a hundred, have parts that may stray. */
const STRAYING = 30;

/**
 * Requests like `base`, or `undefined` where they would all be the same.
 *
 * @param base a valid request of the operation
 */
export function requestArbitrary(context: PlanContext, base: Draft): Arbitrary<Draft> | undefined {
  const { operation, body } = base;
  const isFree = operation.parameters.some((each) => !isFixed(context, base, each));
  if (body === undefined && !isFree) return undefined;
  return fc.oneof(
    { weight: 100 - STRAYING, arbitrary: drawn(context, base, false) },
    { weight: STRAYING, arbitrary: drawn(context, base, true) },
  );
}

function drawn(context: PlanContext, base: Draft, strays: boolean): Arbitrary<Draft> {
  const { operation } = base;
  const parameters = operation.parameters
    .filter((parameter) => parameter.required || !isLeftToOthers(context, parameter))
    .map((parameter) => parameterArbitrary(context, base, parameter, strays));
  return fc.tuple(fc.tuple(...parameters), bodyArbitrary(context, base, strays)).map(([given, body]) => {
    const values = { parameters: given.filter((each) => each !== undefined), body };
    return { ...base, ...values, slots: slotsOf(context, operation.path, values, undefined) };
  });
}

/** Ids are put in later, so that what stands there is a sample. */
function isFixed(context: PlanContext, { slots }: Draft, parameter: Parameter): boolean {
  const isId = slots.some(({ in: place, name }) => place === parameter.in && name === parameter.name);
  return isId || isLeftToOthers(context, parameter);
}

/** Conditions, and keys that stand for one request, have cases of their own. */
function isLeftToOthers({ contract }: PlanContext, parameter: Parameter): boolean {
  return isIdempotencyKey(contract, parameter) || holdingCondition(parameter) !== undefined;
}

function parameterArbitrary(
  context: PlanContext,
  base: Draft,
  parameter: Parameter,
  strays: boolean,
): Arbitrary<ParameterValue | undefined> {
  const { required, schemaPointer } = parameter;
  const usual = base.parameters.find((each) => each.parameter === parameter);
  const drawing: Drawing = { workshop: context.workshop, strays, contentAt: () => undefined };
  const values =
    usual !== undefined && isFixed(context, base, parameter)
      ? fc.constant(usual.value)
      : valueArbitrary(drawing, schemaPointer);
  const given = values.map((value) => ({ parameter, value }));
  const mustBeThere = parameter.in === 'path' || (required && !strays);
  return mustBeThere ? given : fc.option(given, { nil: undefined });
}

function bodyArbitrary(
  { workshop, bodies }: PlanContext,
  { operation, body }: Draft,
  strays: boolean,
): Arbitrary<BodyValue | undefined> {
  const media = operation.body?.content.find(({ type }) => type === body?.type);
  if (body === undefined || media === undefined) return fc.constant(body);
  const contentAt: Drawing['contentAt'] = (path) => bodies.contentAt(media, path);
  // What is no JSON and no form is a file, and a random one is of no type that is known.
  if (['content', 'xml'].includes(kindOfMedia(media.type)) && contentAt('')?.isFree !== true)
    return fc.constant(body);
  return valueArbitrary({ workshop, strays, contentAt }, body.schemaPointer).map((value) => ({
    ...body,
    value,
  }));
}
