/** Every place of a value that a schema speaks of, and the way there through the schema. */
import {
  arrayOf,
  factsOf,
  isObject,
  type JsonObject,
  type Listing,
  listToDepthLimit,
  type Subschema,
  subschemas,
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
    const enter = (below: string, path: string, steps: Route): void =>
      visit(`${pointer}${below}`, path, [...route, ...steps], within);
    if (typeof schema['$ref'] === 'string') {
      visit(all.targetOf(schema['$ref']), path, route, within);
    }
    for (const subschema of subschemas(schema)) {
      const steps = stepsTo(pointer, schema, subschema);
      if (steps !== undefined) enter(subschema.pointer, path + subschema.path, steps);
    }
  };
  visit(pointer, '', [], new Set());
  return { items: locations, isCut };
}

/** The way from the schema at `pointer` to one in it; `undefined` where no name is known that leads there. */
function stepsTo(
  pointer: string,
  schema: JsonObject,
  { keyword, key, pointer: below }: Subschema,
): Route | undefined {
  const { holds, isChoice, needs } = factsOf(keyword);
  switch (holds?.of) {
    case 'property': {
      const name = nameIn(keyword, key);
      return name === undefined ? undefined : [{ to: 'property', name }];
    }
    case 'item':
      return [{ to: 'item', index: typeof key === 'number' ? key : arrayOf(schema['prefixItems']).length }];
    default:
      if (isChoice === true) return [{ to: 'branch', pointer: `${pointer}/${keyword}`, index: Number(key) }];
      if (needs !== undefined)
        return [{ to: 'branch', pointer: `${pointer}/${needs}`, index: keyword === 'then' ? 0 : 1 }];
      return holds?.as === 'map' ? [{ to: 'branch', pointer: `${pointer}${below}`, index: 0 }] : [];
  }
}

/** The name of a property that a schema in `keyword` is about. */
function nameIn(keyword: string, key: Subschema['key']): string | undefined {
  if (key === undefined) return FREE_NAME;
  return keyword === 'patternProperties' ? nameLike(String(key)) : String(key);
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
