/** A query parameter that is called like a property of the items leaves only the items that have its value. */
import type { Operation, Parameter } from '@countersign/contract';
import { at, isObject, type Json, toPointer } from '@countersign/contract';
import { type Item, itemsOf, keyOf, paginate, withQuery } from '../../ids/paginate.ts';
import { isAboutPages } from '../../ids/paging.ts';
import type { View } from '../../ids/view.ts';
import { Unavailable } from '../../model/unavailable.ts';
import type { PlanContext } from '../../requests/plan-context.ts';
import { describeValue } from '../../values/describe-value.ts';
import { plainSchema } from '../../values/generation-context.ts';
import { withOtherValues } from './another-value.ts';
import type { Listing } from './listings.ts';
import type { ObservedDeviation } from './observed-deviation.ts';
import type { Planning } from './planning.ts';
import { samenessOf } from './same-value.ts';
import { type SequenceCase, sequenceName } from './sequence-case.ts';
import type { SequenceContext } from './sequence-context.ts';

export function filterCases(planning: Planning, listing: Listing): SequenceCase[] {
  const { list, view } = listing.pager;
  const { context } = planning;
  return list.parameters
    .filter((parameter) => parameter.in === 'query' && !isAboutPages(parameter))
    .flatMap((parameter) => {
      const property = propertyFor(context, view, parameter);
      if (typeof property === 'object') return [filterCase(listing, parameter, property.name)];
      planning.drop(list, `query /${parameter.name} filters`, property);
      return [];
    });
}

/** The property of the items that a parameter speaks of: of its name, or else the only one of its schema. */
function propertyFor(
  { schemas }: PlanContext,
  { places, path }: View,
  { name, schemaPointer }: Parameter,
): { readonly name: string } | string {
  const properties = places.propertiesOf(path);
  const types = schemas.typesAt(schemaPointer);
  if (types.has('object')) return 'how an object filters is not said';
  const named = properties.find((property) => plainName(property) === plainName(name));
  const reference = referenceAt(schemas.at(schemaPointer));
  const alike = properties.filter((property) => {
    const [first] = places.schemasAt(path + toPointer([property]));
    return reference !== undefined && referenceAt(first) === reference;
  });
  const property = named ?? (alike.length === 1 ? alike[0] : undefined);
  if (property === undefined) return 'no property of the items is called so';
  const below = path + toPointer([property]);
  const isMoment = places
    .schemasAt(below)
    .some(({ format }) => /^(date|date-time|time)$/.test(String(format)));
  // `createdAt=2026-01-31` may mean that day, or from it on.
  if (isMoment) return 'whether a moment filters by itself or by a range is not said';
  const isScalar = places.schemasAt(below).every(({ type }) => type !== 'object');
  return isScalar ? { name: property } : 'the property of that name is an object';
}

/** `email_address`, `emailAddress` and `filter[email-address]` are one name. */
function plainName(name: string): string {
  const [, inner = name] = /^filter\[(.+)\]$/.exec(name) ?? [];
  return inner.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

function referenceAt(schema: Json | undefined): string | undefined {
  return isObject(schema) && typeof schema['$ref'] === 'string' ? schema['$ref'] : undefined;
}

function filterCase({ pager, resource }: Listing, parameter: Parameter, property: string): SequenceCase {
  const { list, limit } = pager;
  return {
    name: sequenceName(list, `query ${parameter.name}`, `only items with that /${property}`),
    phase: 'stateful',
    operation: list,
    why: 'A filter keeps the items that have the value, and leaves out those that have another.',
    requests: [...(resource === undefined ? [] : [resource.create.id, resource.create.id]), list.id, list.id],
    alone: false,
    async play(sequence) {
      const { templates } = sequence;
      const made = resource && (await makeTwo(sequence, resource, property));
      const plain = templates.plain(list);
      if (typeof plain === 'string') throw new Unavailable(plain);
      const start =
        made === undefined ? { ...plain, resource: 'shared' as const } : sequence.on(made, list, plain);
      const isIt = ({ key }: Item): boolean => made === undefined || key === keyOf(made.id);
      const all = await paginate(sequence, pager, start, { limit: limit?.highest, until: isIt });
      const wanted = itemsOf(all).find(isIt);
      const value = wanted === undefined ? undefined : scalarAt(wanted.value, property);
      if (wanted === undefined || value === undefined) {
        throw new Unavailable(`no item with a value of /${property} is in the list`);
      }
      const given = { parameter, value: asParameter(sequence.context, parameter, value) };
      const filtered = await paginate(sequence, pager, withQuery(start, given), { limit: limit?.highest });
      return judge(
        sequence,
        { list, parameter, property, value, wanted },
        itemsOf(filtered),
        filtered.ended === 'bound',
      );
    },
  };
}

/** Two items, with different values of the property where it can be chosen; the second is the one that is wanted. */
async function makeTwo(
  sequence: SequenceContext,
  resource: NonNullable<Listing['resource']>,
  property: string,
) {
  const { context } = sequence;
  const first = await sequence.make(resource);
  const second = await sequence.make(resource, { beside: first });
  const body = first.answer.draft.body?.value;
  const old = isObject(body) ? body[property] : undefined;
  const new_ = second.answer.draft.body?.value;
  const isOther =
    old === undefined || JSON.stringify(old) !== JSON.stringify(isObject(new_) ? new_[property] : undefined);
  if (isOther) return second;
  const [other] = withOtherValues(context, second.answer.draft, property, [old]);
  return other === undefined ? second : sequence.make(resource, { beside: first, draft: other });
}

interface Filter {
  readonly list: Operation;
  readonly parameter: Parameter;
  readonly property: string;
  readonly value: Json;
  /** An item that has the value. */
  readonly wanted: Item;
}

function judge(
  sequence: SequenceContext,
  { list, parameter, property, value, wanted }: Filter,
  items: readonly Item[],
  isCut: boolean,
): ObservedDeviation[] {
  const label = `${parameter.name}=${describeValue(value)}`;
  const wrong = (detail: string, message: string, actual: string): ObservedDeviation[] => [
    sequence.observed(
      'wrong filter',
      {
        detail,
        message,
        expected: `items with ${describeValue(value)} at /${property}`,
        actual,
        pointer: parameter.pointer,
      },
      list,
    ),
  ];
  const other = items.find((item) => !hasValue(item.value, property, value));
  if (other !== undefined) {
    const shown = describeValue(scalarAt(other.value, property) ?? null);
    return wrong('others', `${label} shows an item whose /${property} is ${shown}`, shown);
  }
  if (isCut || items.some(({ key }) => key === wanted.key)) return [];
  return wrong('lost', `${label} does not show an item that has the value`, 'left out');
}

/** A list has the value if one of its items is it; a text also if it begins with it or holds it: that is a search. */
function hasValue(item: Json, property: string, value: Json): boolean {
  const found = at(item, toPointer([property]));
  const values = Array.isArray(found) ? found : [found ?? null];
  return values.some((item) => {
    if (typeof item === 'string' && typeof value === 'string') {
      return item.toLowerCase().includes(value.toLowerCase());
    }
    return samenessOf(value, item, []) !== 'different';
  });
}

function scalarAt(item: Json, property: string): Json | undefined {
  const value = at(item, toPointer([property]));
  const scalar = Array.isArray(value) ? value[0] : value;
  return typeof scalar === 'object' || scalar === '' ? undefined : scalar;
}

/** A parameter that takes several values is given one. */
function asParameter({ generation, schemas }: PlanContext, { schemaPointer }: Parameter, value: Json): Json {
  const isList = schemas.typesAt(schemaPointer).has('array') && !generation.fits(schemaPointer, value);
  const asked = isList ? [value] : value;
  const effective = plainSchema(generation, [schemaPointer]);
  if (effective.schemas.every(({ pointer }) => generation.fits(pointer, asked))) return asked;
  throw new Unavailable(`${describeValue(value)} is no value that the parameter may have`);
}
