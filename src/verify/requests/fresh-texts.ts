/** Gives each case texts of its own where the target may want them unique, so that no case meets a taken name. */
import { isDeepStrictEqual } from 'node:util';
import type { Operation } from '@countersign/contract';
import { isObject, type Json, toPointer } from '@countersign/contract';
import type { BodyValue, Draft, ParameterValue } from '../model/draft.ts';
import {
  type EffectiveSchema,
  itemPointers,
  propertyPointers,
  stringsOf,
} from '../values/effective-schema.ts';
import { plainSchema } from '../values/generation-context.ts';
import { membersOf } from '../values/scalars.ts';
import type { Where } from './id-slots.ts';
import { isIdempotencyKey } from './idempotency-key.ts';
import type { PlanContext } from './plan-context.ts';
import { uuidOf } from './tags.ts';

/** `draft` with new texts; the place that its case is about is left alone. What stays the same is the very same. */
export function freshen(context: PlanContext, draft: Draft, edited: Where | undefined): Draft {
  return {
    ...draft,
    parameters: freshParameters(context, draft.parameters, edited),
    body: draft.body && freshBodyOf(context, draft.operation, draft.body, edited),
  };
}

/** `draft` under an idempotency key of its own, where it has one: under one key a server may know one request alone. */
export function withFreshKey(context: PlanContext, draft: Draft, edited: Where | undefined): Draft {
  return { ...draft, parameters: freshParameters(context, draft.parameters, edited) };
}

function freshParameters(
  context: PlanContext,
  parameters: Draft['parameters'],
  edited: Where | undefined,
): Draft['parameters'] {
  const isFreshened = ({ parameter, value }: ParameterValue): boolean =>
    isIdempotencyKey(context.contract, parameter) &&
    typeof value === 'string' &&
    edited?.name !== parameter.name;
  if (!parameters.some(isFreshened)) return parameters;
  return parameters.map((parameter) => {
    if (!isFreshened(parameter)) return parameter;
    const effective = plainSchema(context.generation, [parameter.parameter.schemaPointer]);
    const value = freshText(context, effective, String(parameter.value), (tag) => [
      `verify-${tag}`,
      tag,
      uuidOf(tag),
    ]);
    return { ...parameter, value };
  });
}

function freshBodyOf(
  context: PlanContext,
  { responses }: Operation,
  body: BodyValue,
  edited: Where | undefined,
): BodyValue {
  // A contract that never answers 409 has no taken names.
  if (!responses.some(({ status }) => status === '409' || status === '4XX')) return body;
  const except = edited?.in === 'body' ? edited.pointer : undefined;
  const value = freshBody(context, [body.schemaPointer], body.value, '', except);
  return isDeepStrictEqual(value, body.value) ? body : { ...body, value };
}

function freshBody(
  context: PlanContext,
  pointers: readonly string[],
  value: Json,
  path: string,
  except: string | undefined,
): Json {
  if (path === except) return value;
  const effective = plainSchema(context.generation, pointers);
  if (Array.isArray(value)) {
    return value.map((item, index) =>
      freshBody(context, itemPointers(effective, index), item, `${path}/${index}`, except),
    );
  }
  if (isObject(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([name, part]) => {
        const below = propertyPointers(effective, name);
        const place = path + toPointer([name]);
        return [name, freshBody(context, below, part, place, except)];
      }),
    );
  }
  return typeof value === 'string' ? freshScalar(context, effective, value, path) : value;
}

/** Property names whose values APIs like to keep unique. */
const NAMING = /^(name|title|label|slug|code|key|handle|login|user_?name|email.*|.*email|domain|url|phone)$/i;

function freshScalar(context: PlanContext, effective: EffectiveSchema, value: string, path: string): string {
  if (effective.components.some((name) => context.kinds.has(name))) return value;
  const [format] = stringsOf(effective, 'format');
  if (format === 'email') {
    return freshText(context, effective, value, (tag) => [
      value.replace('@', `.${tag}@`),
      `${tag}@example.com`,
    ]);
  }
  const name =
    path
      .replace(/(\/\d+)+$/, '')
      .split('/')
      .at(-1) ?? '';
  if (!NAMING.test(name) || format !== undefined) return value;
  return freshText(context, effective, value, (tag) => [
    `${value} ${tag}`,
    `${value}-${tag}`,
    `${value}${tag.replaceAll('-', '')}`,
  ]);
}

function freshText(
  context: PlanContext,
  effective: EffectiveSchema,
  value: string,
  candidates: (tag: string) => readonly string[],
): string {
  if (membersOf(effective).length > 0) return value;
  const fitting = candidates(context.nextTag()).find((text) =>
    effective.schemas.every(({ pointer }) => context.generation.fits(pointer, text)),
  );
  return fitting ?? value;
}
