/**
 * Whether an answer shows what was sent.
 *
 * A contract says which values a client may send and which an answer may hold; that they are the same ones is
 * what makes it a store and not a mirage. A server may still write them in its own way, so:
 *
 *  1. Only what both schemas declare under the same name, at the same place of the resource, is compared.
 *     An answer may say more than was sent.
 *  2. Not compared: what is `readOnly` or `writeOnly` on either side, secrets (`format: password`), and a value
 *     that the answer's schema does not allow at its place, because the server shows it in another form.
 *  3. null, an empty text, list or object, and nothing at all are one and the same; the contract's default may
 *     be left out, or take the place of nothing. Anything else in the place of nothing is doubtful.
 *  4. Numbers to single precision; moments to the second, in any time zone; e-mail addresses, host names, UUIDs
 *     and URIs in any case; texts in any Unicode normal form and without the space around them; base64 by its bytes.
 *  5. A list is compared as a set where its items must be unique; elsewhere another order is doubtful. Items
 *     that were added are doubtful; items that are gone are not.
 *  6. Doubtful too, and so a notice: rounded fractions, texts that differ in case or punctuation alone, markup,
 *     durations, and a property that no answer shows although it may.
 *
 * Everything else is a difference.
 */
import { isObject, type Json, type JsonObject, keywordsThat, toPointer } from '@countersign/contract';
import type { Places } from '../../ids/schema-places.ts';
import { samenessOf } from './same-value.ts';

/** A place of a value, and what the contract says there. */
export interface Placed {
  readonly value: Json | undefined;
  readonly places: Places;
  /** The place among `places`. */
  readonly path: string;
}

export interface Difference {
  /** Into the resource: `/address/city`. */
  readonly path: string;
  readonly sent: Json;
  /** `undefined` where nothing stands there. */
  readonly got: Json | undefined;
  /** Whether no server could mean the same by it. */
  readonly certain: boolean;
}

export interface Comparison {
  /** Whether a value is valid where it stands in the document. */
  fits(schemaPointer: string, value: Json): boolean;
  /** Whether a property may be missing from the answer without being lost. @default doubtful */
  readonly missing?: 'lost' | 'doubtful';
}

/** How `got` differs from `sent`, by the rules above. */
export function compare(rules: Comparison, sent: Placed, got: Placed, path = ''): Difference[] {
  const { value } = sent;
  if (value === undefined || !isComparable(rules, value, sent, got)) return [];
  const differ = (certain: boolean): Difference[] => [{ path, sent: value, got: got.value, certain }];
  if (isNothing(value)) return isNothing(got.value) || isUsual(got.value, sent, got) ? [] : differ(false);
  if (got.value === undefined) return isUsual(value, sent, got) ? [] : differ(rules.missing === 'lost');
  if (isObject(value)) {
    if (isObject(got.value)) return compareObjects(rules, value, sent, got.value, got, path);
    return differ(isNothing(got.value));
  }
  if (Array.isArray(value)) {
    if (Array.isArray(got.value)) return compareLists(rules, value, sent, got.value, got, path);
    return differ(isNothing(got.value));
  }
  // Where an id may stand, the whole of what it names may stand.
  if (typeof got.value === 'object' && got.value !== null) return differ(false);
  const sameness = samenessOf(value, got.value, formatsOf(sent, got));
  return sameness === 'same' ? [] : differ(sameness === 'different');
}

function compareObjects(
  rules: Comparison,
  value: JsonObject,
  sent: Placed,
  shown: JsonObject,
  got: Placed,
  path: string,
): Difference[] {
  return Object.entries(value).flatMap(([name, part]) => {
    const from = sent.places.below(sent.path, name);
    const to = got.places.below(got.path, name);
    if (from === undefined || to === undefined) return [];
    return compare(
      rules,
      { value: part, places: sent.places, path: from },
      { value: Object.hasOwn(shown, name) ? shown[name] : undefined, places: got.places, path: to },
      path + toPointer([name]),
    );
  });
}

function compareLists(
  rules: Comparison,
  value: readonly Json[],
  sent: Placed,
  shown: readonly Json[],
  got: Placed,
  path: string,
): Difference[] {
  const compareItems = (item: Json, index: number, other: Json | undefined, at: number): Difference[] => {
    const from = sent.places.below(sent.path, index);
    const to = got.places.below(got.path, at);
    if (from === undefined || to === undefined) return [];
    return compare(
      rules,
      { value: item, places: sent.places, path: from },
      { value: other, places: got.places, path: to },
      `${path}/${index}`,
    );
  };
  const inOrder = value.flatMap((item, index) => compareItems(item, index, shown[index], index));
  const whole = { path, sent: [...value], got: [...shown] };
  if (inOrder.length === 0) return shown.length > value.length ? [{ ...whole, certain: false }] : [];
  const left = new Set(shown.keys());
  const unmatched = value.filter((item, index) => {
    const match = [...left].find((at) => compareItems(item, index, shown[at], at).length === 0);
    if (match !== undefined) left.delete(match);
    return match === undefined;
  });
  if (unmatched.length > 0) {
    return value.length === shown.length ? inOrder : [{ ...whole, certain: !hasRepeats(value) }];
  }
  const isSet = [sent, got].some(({ places, path: at }) => places.says(at, 'uniqueItems', true));
  return isSet && shown.length === value.length ? [] : [{ ...whole, certain: false }];
}

/** A server may keep one of two equal items. */
function hasRepeats(items: readonly Json[]): boolean {
  return new Set(items.map((item) => JSON.stringify(item))).size < items.length;
}

function isComparable(rules: Comparison, value: Json, sent: Placed, got: Placed): boolean {
  const isHidden = [sent, got].some(({ places, path }) =>
    HIDING.some(([keyword, hidden]) => places.says(path, keyword, hidden)),
  );
  if (isHidden) return false;
  // The parts of a value with parts are looked at one by one.
  if (typeof value === 'object' && value !== null) return true;
  return got.places.pointersAt(got.path).some((pointer) => rules.fits(pointer, value));
}

const HIDING: readonly (readonly [keyword: string, hidden: Json])[] = [
  ...keywordsThat(({ direction }) => direction !== undefined).map((keyword) => [keyword, true] as const),
  ['format', 'password'],
];

function isNothing(value: Json | undefined): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (isObject(value)) return Object.keys(value).length === 0;
  return value === undefined || value === null || value === '';
}

/** Whether the value is what either schema calls the default. */
function isUsual(value: Json | undefined, sent: Placed, got: Placed): boolean {
  return value !== undefined && (isDefault(value, sent) || isDefault(value, got));
}

export function isDefault(value: Json, { places, path }: Pick<Placed, 'places' | 'path'>): boolean {
  return places
    .schemasAt(path)
    .some(({ default: usual }) => usual !== undefined && JSON.stringify(usual) === JSON.stringify(value));
}

function formatsOf(...placed: readonly Placed[]): string[] {
  return placed
    .flatMap(({ places, path }) => places.schemasAt(path))
    .flatMap(({ format }) => (typeof format === 'string' ? [format] : []));
}

/** Whether two values are one by the same rules. */
export function isSameValue(rules: Comparison, sent: Placed, got: Placed): boolean {
  return compare({ ...rules, missing: 'lost' }, sent, got).length === 0;
}
