/** References of a bundled document that lead nowhere, or in a circle. */
import {
  at,
  fromPointer,
  isObject,
  type Json,
  type JsonObject,
  LONGEST_REFERENCE_CHAIN,
  toPointer,
} from '../json.ts';
import { walk } from '../walk.ts';
import type { Found } from './found.ts';
import { describeMissing } from './missing-place.ts';

/** The rule of references that lead nowhere. */
export const REFERENCE_RULE = 'reference';

/** One problem for each `$ref` of `document` that leads to no place in it. Anchors are another matter. */
export function brokenReferences(document: JsonObject): Found[] {
  const inCircles = new Set<string>();
  return problemsOf(document, (reference, path) => {
    if (/^#[^/]/.test(reference) || path.some(isExtension)) return undefined;
    if (!reference.startsWith('#')) {
      return { message: `"${reference}" is another document, and this one is read alone`, remedy: ALONE };
    }
    const target = at(document, reference);
    if (target === undefined) return describeMissing(document, reference, '');
    return isReference(target) ? circle(document, toPointer(path), inCircles) : undefined;
  });
}

/** One problem for each circle of references that are nothing else, and so lead to no value. */
export function circularReferences(document: JsonObject): Found[] {
  const inCircles = new Set<string>();
  return problemsOf(document, (reference, path) =>
    reference.startsWith('#') && isReference(at(document, reference))
      ? circle(document, toPointer(path), inCircles)
      : undefined,
  );
}

function problemsOf(
  document: JsonObject,
  check: (reference: string, path: readonly string[]) => Words | undefined,
): Found[] {
  const found: Found[] = [];
  walk(document, (object, path) => {
    const { $ref: reference } = object;
    const problem = typeof reference === 'string' ? check(reference, path) : undefined;
    if (problem !== undefined)
      found.push({ ...problem, rule: REFERENCE_RULE, pointer: toPointer([...path, '$ref']) });
  });
  return found;
}

function isReference(value: Json | undefined): boolean {
  return isObject(value) && typeof value['$ref'] === 'string';
}

const ALONE =
  'read the contract from its files (loadContract of the package countersign), or bundle it with countersign generate';

type Words = Pick<Found, 'message' | 'remedy'>;

/** A chain of references that ends nowhere is told once, at the first place of the circle. */
function circle(document: JsonObject, start: string, known: Set<string>): Words | undefined {
  const chain = [start];
  while (chain.length < LONGEST_REFERENCE_CHAIN) {
    const object = at(document, chain.at(-1) ?? '');
    const reference = isObject(object) ? object['$ref'] : undefined;
    if (typeof reference !== 'string' || !reference.startsWith('#/')) return undefined;
    const next = toPointer(fromPointer(reference));
    if (known.has(next)) return undefined;
    if (next === start) {
      for (const place of chain) known.add(place);
      return circular(
        chain.length > 1
          ? ` by way of ${chain
              .slice(1)
              .map((place) => `#${place}`)
              .join(', ')}`
          : '',
      );
    }
    // It runs into a circle that it is not a part of.
    if (chain.includes(next)) return undefined;
    chain.push(next);
  }
  return undefined;
}

/** @param way over what, reading on from a verb; empty if at once */
function circular(way: string): Words {
  return {
    message: `the reference leads back to itself${way}, and so to no value`,
    remedy: 'write what is meant in place of one of these references',
  };
}

function isExtension(segment: string): boolean {
  return segment.startsWith('x-');
}
