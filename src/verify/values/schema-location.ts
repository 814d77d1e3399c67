/** Every place of a value that a schema speaks of, and the way there through the schema. */
import {
  arrayOf,
  isObject,
  type Listing,
  listToDepthLimit,
  objectOf,
  toPointer,
} from '@countersign/contract';
import { matches, type SchemaLookup } from './effective-schema.ts';

export interface SchemaLocation {
  // Into the value, `*` for any item: `/steps/*/subject`.
  readonly path: string;
  /** Where the schema stands in the document. */
  readonly pointer: string;
  readonly route: Route;
}

export type Route = readonly Step[];

/** One step from a value to a part of it, or to a branch of its schema. */
export type Step =
  | { readonly to: 'property'; readonly name: string }
  | { readonly to: 'item'; readonly index: number }
  | { readonly to: 'branch'; readonly pointer: string; readonly index: number };

/** Sites of one schema; what lies deeper than so many lead is left out. */
const MOST_LOCATIONS = 2_000;

/** The locations in the schema at `pointer`. A schema inside itself is not entered a second time. */
export function locationsOf(all: SchemaLookup, pointer: string): SchemaLocation[] {
  return listToDepthLimit((depth) => locationsDownTo(all, pointer, depth)).items;
}

function locationsDownTo(all: SchemaLookup, pointer: string, deepest: number): Listing<SchemaLocation> {
  const locations: SchemaLocation[] = [];
  let isCut = false;
  const visit = (pointer: string, path: string, route: Route, above: ReadonlySet<string>): void => {
    const schema = all.at(pointer);
    if (isCut || !isObject(schema) || above.has(pointer) || stepsIn(route) > deepest) return;
    if (locations.length === MOST_LOCATIONS) {
      isCut = true;
      return;
    }
    const within = new Set(above).add(pointer);
    locations.push({ path, pointer, route });
    const enter = (below: string, path: string, ...steps: Step[]): void =>
      visit(`${pointer}${below}`, path, [...route, ...steps], within);
    if (typeof schema['$ref'] === 'string') {
      visit(all.targetOf(schema['$ref']), path, route, within);
    }
    for (const name of Object.keys(objectOf(schema['properties']))) {
      const step = toPointer([name]);
      enter(`/properties${step}`, path + step, { to: 'property', name });
    }
    for (const [pattern] of Object.entries(objectOf(schema['patternProperties']))) {
      const name = nameLike(pattern);
      if (name === undefined) continue;
      enter(`/patternProperties${toPointer([pattern])}`, `${path}/*`, { to: 'property', name });
    }
    if (isObject(schema['additionalProperties'])) {
      enter('/additionalProperties', `${path}/*`, { to: 'property', name: FREE_NAME });
    }
    if (isObject(schema['unevaluatedProperties'])) {
      enter('/unevaluatedProperties', `${path}/*`, { to: 'property', name: FREE_NAME });
    }
    const prefix = arrayOf(schema['prefixItems']);
    for (const index of prefix.keys()) {
      enter(`/prefixItems/${index}`, `${path}/${index}`, { to: 'item', index });
    }
    if (isObject(schema['items'])) {
      enter('/items', `${path}/*`, { to: 'item', index: prefix.length });
    }
    if (isObject(schema['unevaluatedItems'])) {
      enter('/unevaluatedItems', `${path}/*`, { to: 'item', index: prefix.length });
    }
    for (const index of arrayOf(schema['allOf']).keys()) enter(`/allOf/${index}`, path);
    for (const keyword of ['oneOf', 'anyOf']) {
      for (const index of arrayOf(schema[keyword]).keys()) {
        enter(`/${keyword}/${index}`, path, { to: 'branch', pointer: `${pointer}/${keyword}`, index });
      }
    }
    if (schema['if'] !== undefined) {
      for (const [index, keyword] of ['then', 'else'].entries()) {
        if (!isObject(schema[keyword])) continue;
        enter(`/${keyword}`, path, { to: 'branch', pointer: `${pointer}/if`, index });
      }
    }
    for (const name of Object.keys(objectOf(schema['dependentSchemas']))) {
      const below = `/dependentSchemas${toPointer([name])}`;
      enter(below, path, { to: 'branch', pointer: `${pointer}${below}`, index: 0 });
    }
  };
  visit(pointer, '', [], new Set());
  return { items: locations, isCut };
}

/** How many steps lead into the value: a branch is at its own place. */
function stepsIn(route: Route): number {
  return route.reduce((steps, { to }) => (to === 'branch' ? steps : steps + 1), 0);
}

/** A property name that contracts hardly ever declare. */
export const FREE_NAME = 'undeclaredName';

/** A name that matches the pattern of a `patternProperties` entry, found among plain guesses. */
export function nameLike(pattern: string): string | undefined {
  const literal = pattern.replace(/^\^/, '').match(/^[A-Za-z0-9_-]+/)?.[0] ?? '';
  const guesses = [literal, `${literal}a`, `${literal}1`, 'a', 'A', '1', 'name', 'x-name'];
  return guesses.find((guess) => guess !== '' && matches(pattern, guess));
}
