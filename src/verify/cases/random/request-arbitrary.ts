/** Random requests of an operation: most of them close to valid, some with one part that strays from what is allowed. */

import type { Json, Parameter } from '@countersign/contract';
import fc, { type Arbitrary } from 'fast-check';
import type { BodyValue, Draft, ParameterValue } from '../../model/draft.ts';
import { holdingCondition } from '../../requests/conditional.ts';
import { slotsOf } from '../../requests/id-slots.ts';
import { isIdempotencyKey } from '../../requests/idempotency-key.ts';
import type { PlanContext } from '../../requests/plan-context.ts';
import { kindOfMedia } from '../../wire/media-kind.ts';
import { shapeOf } from '../../wire/text.ts';
import { type Drawing, valueArbitrary } from './value-arbitrary.ts';

/** How many of the requests, in a hundred, have a part that strays. */
const STRAYING = 40;

/**
 * Requests like `base`, or `undefined` where they would all be the same.
 *
 * @param base a valid request of the operation
 */
export function requestArbitrary(context: PlanContext, base: Draft): Arbitrary<Draft> | undefined {
  const { operation, body } = base;
  const free = operation.parameters.filter((parameter) => !isFixed(context, base, parameter));
  const parts: Part[] = body === undefined ? free : [...free, BODY];
  if (parts.length === 0) return undefined;
  return fc.oneof(
    { weight: 100 - STRAYING, arbitrary: drawn(context, base, undefined) },
    { weight: STRAYING, arbitrary: fc.oneof(...parts.map((part) => drawn(context, base, part))) },
  );
}

/** A part of a request that may stray. */
type Part = Parameter | typeof BODY;
const BODY = 'body';

function drawn(context: PlanContext, base: Draft, stray: Part | undefined): Arbitrary<Draft> {
  const { operation } = base;
  const parameters = operation.parameters
    .filter((parameter) => parameter.required || !isLeftToOthers(context, parameter))
    .map((parameter) => parameterArbitrary(context, base, parameter, parameter === stray));
  const body = bodyArbitrary(context, base, stray === BODY);
  return fc.tuple(fc.tuple(...parameters), body).map(([given, value]) => {
    const values = { parameters: given.filter((item) => item !== undefined), body: value };
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
  const { required, schemaPointer, mediaType } = parameter;
  const usual = base.parameters.find((parameterValue) => parameterValue.parameter === parameter);
  const shape = mediaType === undefined ? shapeOf(context.schemas.typesAt(schemaPointer)) : 'whole';
  const texts = shape === 'array' || shape === 'object' ? 'words' : 'any';
  const drawing: Drawing = { generation: context.generation, texts, contentAt: () => undefined };
  const values =
    usual !== undefined && isFixed(context, base, parameter)
      ? fc.constant(usual.value)
      : valueArbitrary(drawing, schemaPointer, strays);
  // Where a text may stand, several are read as one by some servers, and as a list by others: they are not sent.
  const given = values.map((value) => ({ parameter, value: shape === 'text' ? withoutParts(value) : value }));
  const mustBeThere = parameter.in === 'path' || (required && !strays);
  return mustBeThere ? given : fc.option(given, { nil: undefined });
}

function withoutParts(value: Json): Json {
  return typeof value === 'object' ? null : value;
}

function bodyArbitrary(
  { generation, bodies }: PlanContext,
  { operation, body }: Draft,
  strays: boolean,
): Arbitrary<BodyValue | undefined> {
  const media = operation.body?.content.find(({ type }) => type === body?.type);
  if (body === undefined || media === undefined) return fc.constant(body);
  const contentAt: Drawing['contentAt'] = (path) => bodies.contentAt(media, path);
  // What is no JSON and no form is a file, and a random one is of no type that is known.
  if (['content', 'xml'].includes(kindOfMedia(media.type)) && contentAt('')?.isFree !== true)
    return fc.constant(body);
  return valueArbitrary({ generation, texts: 'any', contentAt }, body.schemaPointer, strays).map((value) => ({
    ...body,
    value,
  }));
}
