/** Finds the places of a draft whose values are ids that only the target knows. */
import { choiceKeywords, isObject, type Json, toPointer } from '@countersign/contract';
import type { BodyValue, Draft, Slot } from '../model/draft.ts';
import {
  type EffectiveSchema,
  effectiveSchemaOf,
  itemPointers,
  propertyPointers,
} from '../values/effective-schema.ts';
import { kindOfParameter } from './id-kinds/id-kinds.ts';
import type { PlanContext } from './plan-context.ts';

/** A place in a request: a parameter's name, or none for the body, and a pointer into the value. */
export type Where = Pick<Slot, 'in' | 'name' | 'pointer'>;

/** What a request says, before it is put on the wire. */
export type RequestValues = Pick<Draft, 'parameters' | 'body'>;

/** The slots of a request to `path`; `edited` is a place whose value was chosen on purpose. */
export function slotsOf(
  context: SlotContext,
  path: string,
  { parameters, body }: RequestValues,
  edited: Where | undefined,
): readonly Slot[] {
  const head = context.slots.of(parameters, () => slotsOfParameters(context, path, parameters));
  const slots = body === undefined ? head : [...head, ...slotsOfBody(context, body)];
  return edited === undefined ? slots : slots.filter((slot) => !isSamePlace(edited, slot));
}

type SlotContext = Pick<PlanContext, 'schemas' | 'kinds' | 'holdsIds' | 'slots'>;

function slotsOfParameters(context: SlotContext, path: string, parameters: Draft['parameters']): Slot[] {
  const { schemas, kinds, holdsIds } = context;
  return parameters.flatMap(({ parameter, value }) => {
    const where = { in: parameter.in, name: parameter.name, pointer: '' };
    const kind = kindOfParameter(kinds, schemas, path, parameter);
    if (kind !== undefined) return [{ ...where, kind, unknown: false }];
    return holdsIds(parameter.schemaPointer) ? slotsIn(context, [parameter.schemaPointer], value, where) : [];
  });
}

function slotsOfBody(context: SlotContext, { schemaPointer, value }: BodyValue): Slot[] {
  const whole = { in: 'body', name: '', pointer: '' } as const;
  return context.holdsIds(schemaPointer) ? slotsIn(context, [schemaPointer], value, whole) : [];
}

function slotsIn(context: SlotContext, pointers: readonly string[], value: Json, where: Where): Slot[] {
  const { schemas, kinds } = context;
  // Every branch is looked into: an id is an id in whichever it stands.
  for (let branch = 0; branch < MOST_BRANCHES; branch++) {
    const effective = effectiveSchemaOf(schemas, pointers, (_, count) => branch % count);
    const kind = effective.components.find((name) => kinds.has(name));
    if (kind !== undefined && (typeof value === 'string' || typeof value === 'number')) {
      return [{ ...where, kind, unknown: false }];
    }
    const slots = partsOf(effective, value).flatMap(({ step, pointers, part }) =>
      slotsIn(context, pointers, part, { ...where, pointer: where.pointer + toPointer([step]) }),
    );
    if (slots.length > 0 || !hasBranches(effective.schemas)) return slots;
  }
  return [];
}

interface PartOf {
  readonly step: string | number;
  readonly pointers: readonly string[];
  readonly part: Json;
}

function partsOf(effective: EffectiveSchema, value: Json): PartOf[] {
  if (Array.isArray(value)) {
    return value.map((part, step) => ({ step, pointers: itemPointers(effective, step), part }));
  }
  if (!isObject(value)) return [];
  return Object.entries(value).map(([step, part]) => ({
    step,
    pointers: propertyPointers(effective, step),
    part,
  }));
}

export function isSamePlace(one: Where, other: Where): boolean {
  return one.in === other.in && one.name === other.name && one.pointer === other.pointer;
}

/** Alternatives beyond these are not searched for ids. */
const MOST_BRANCHES = 4;

function hasBranches(schemas: readonly { readonly schema: object }[]): boolean {
  return schemas.some(({ schema }) => choiceKeywords.some((keyword) => keyword in schema));
}
