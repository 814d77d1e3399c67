/** Gives each case texts of its own where the target may want them unique, so that no case meets a taken name. */
import { isObject, type Json, toPointer } from '../../contract/json.ts';
import type { Draft } from '../case.ts';
import { itemPointers, type Level, propertyPointers, stringsOf } from '../values/level.ts';
import { membersOf } from '../values/scalars.ts';
import { plainLevel } from '../values/workshop.ts';
import type { PlanContext } from './context.ts';
import { isIdempotencyKey } from './idempotency.ts';
import type { Where } from './slots.ts';

/** `draft` with new texts; the place that its case is about is left alone. */
export function freshen(context: PlanContext, draft: Draft, edited: Where | undefined): Draft {
  const { operation, parameters, body } = draft;
  const freshParameters = parameters.map((each) => {
    const { parameter, value } = each;
    const isKey = isIdempotencyKey(context.contract, parameter);
    if (!isKey || typeof value !== 'string' || edited?.name === parameter.name) return each;
    const level = plainLevel(context.workshop, [parameter.schemaPointer]);
    return { ...each, value: freshText(context, level, value, (tag) => [`verify-${tag}`, tag]) };
  });
  // A contract that never answers 409 has no taken names.
  const collides = operation.responses.some(({ status }) => status === '409' || status === '4XX');
  if (body === undefined || !collides) return { ...draft, parameters: freshParameters };
  const except = edited?.in === 'body' ? edited.pointer : undefined;
  const value = freshBody(context, [body.schemaPointer], body.value, '', except);
  return { ...draft, parameters: freshParameters, body: { ...body, value } };
}

function freshBody(
  context: PlanContext,
  pointers: readonly string[],
  value: Json,
  path: string,
  except: string | undefined,
): Json {
  if (path === except) return value;
  const level = plainLevel(context.workshop, pointers);
  if (Array.isArray(value)) {
    return value.map((item, index) =>
      freshBody(context, itemPointers(level, index), item, `${path}/${index}`, except),
    );
  }
  if (isObject(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([name, part]) => {
        const below = propertyPointers(level, name);
        const place = path + toPointer([name]);
        return [name, freshBody(context, below, part, place, except)];
      }),
    );
  }
  return typeof value === 'string' ? freshScalar(context, level, value, path) : value;
}

/** Property names whose values APIs like to keep unique. */
const NAMING = /^(name|title|label|slug|code|key|handle|login|user_?name|email.*|.*email|domain|url|phone)$/i;

function freshScalar(context: PlanContext, level: Level, value: string, path: string): string {
  if (level.components.some((name) => context.kinds.has(name))) return value;
  const [format] = stringsOf(level, 'format');
  if (format === 'email') {
    return freshText(context, level, value, (tag) => [value.replace('@', `.${tag}@`), `${tag}@example.com`]);
  }
  const name =
    path
      .replace(/(\/\d+)+$/, '')
      .split('/')
      .at(-1) ?? '';
  if (!NAMING.test(name) || format !== undefined) return value;
  return freshText(context, level, value, (tag) => [
    `${value} ${tag}`,
    `${value}-${tag}`,
    `${value}${tag.replaceAll('-', '')}`,
  ]);
}

function freshText(
  context: PlanContext,
  level: Level,
  value: string,
  candidates: (tag: string) => readonly string[],
): string {
  if (membersOf(level).length > 0) return value;
  const fitting = candidates(context.nextTag()).find((text) =>
    level.schemas.every(({ pointer }) => context.workshop.fits(pointer, text)),
  );
  return fitting ?? value;
}
