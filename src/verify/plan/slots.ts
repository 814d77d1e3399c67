/** Finds the places of a draft whose values are ids that only the target knows. */
import { isObject, type Json, toPointer } from '../../contract/json.ts';
import type { Draft, Slot } from '../case.ts';
import { kindOfParameter } from '../supply/id-kinds.ts';
import { itemPointers, levelOf, propertyPointers } from '../values/level.ts';
import type { PlanContext } from './context.ts';

/** A place in a request: a parameter's name, or none for the body, and a pointer into the value. */
export type Where = Pick<Slot, 'in' | 'name' | 'pointer'>;

/** What a request says, before it is put on the wire. */
export type RequestValues = Pick<Draft, 'parameters' | 'body'>;

/** The slots of a request to `path`; `edited` is a place whose value was chosen on purpose. */
export function slotsOf(
  { schemas, kinds, holdsIds }: Pick<PlanContext, 'schemas' | 'kinds' | 'holdsIds'>,
  path: string,
  values: RequestValues,
  edited: Where | undefined,
): Slot[] {
  const slots: Slot[] = [];
  const add = (where: Where, kind: string): void => {
    if (edited !== undefined && isSamePlace(edited, where)) return;
    slots.push({ ...where, kind, unknown: false });
  };
  const visit = (pointers: readonly string[], value: Json, where: Where): void => {
    // Every branch is looked into: an id is an id in whichever it stands.
    for (let branch = 0; branch < MOST_BRANCHES; branch++) {
      const level = levelOf(schemas, pointers, (_, count) => branch % count);
      const kind = level.components.find((name) => kinds.has(name));
      if (kind !== undefined && (typeof value === 'string' || typeof value === 'number')) {
        add(where, kind);
        return;
      }
      const before = slots.length;
      if (Array.isArray(value)) {
        for (const [index, item] of value.entries()) {
          visit(itemPointers(level, index), item, { ...where, pointer: `${where.pointer}/${index}` });
        }
      } else if (isObject(value)) {
        for (const [name, part] of Object.entries(value)) {
          visit(propertyPointers(level, name), part, {
            ...where,
            pointer: where.pointer + toPointer([name]),
          });
        }
      }
      if (slots.length > before || !hasBranches(level.schemas)) return;
    }
  };
  for (const { parameter, value } of values.parameters) {
    const where = { in: parameter.in, name: parameter.name, pointer: '' };
    const kind = kindOfParameter(kinds, schemas, path, parameter);
    if (kind !== undefined) add(where, kind);
    else if (holdsIds(parameter.schemaPointer)) visit([parameter.schemaPointer], value, where);
  }
  if (values.body !== undefined && holdsIds(values.body.schemaPointer)) {
    visit([values.body.schemaPointer], values.body.value, { in: 'body', name: '', pointer: '' });
  }
  return slots;
}

export function isSamePlace(one: Where, other: Where): boolean {
  return one.in === other.in && one.name === other.name && one.pointer === other.pointer;
}

/** Alternatives beyond these are not searched for ids. */
const MOST_BRANCHES = 4;

function hasBranches(schemas: readonly { readonly schema: object }[]): boolean {
  return schemas.some(({ schema }) => 'oneOf' in schema || 'anyOf' in schema);
}
