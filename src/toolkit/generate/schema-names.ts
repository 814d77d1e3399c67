/** The names under which component schemas are typed: two where requests and replies see different things. */
import {
  at,
  type Direction,
  fromPointer,
  isObject,
  type Json,
  type JsonObject,
  keywordsThat,
  objectOf,
  toPointer,
} from '@countersign/contract';

/** A schema that is typed under a name. */
export interface NamedSchema {
  readonly name: string;
  readonly direction: Direction;
  /** Of the schema, in the document. */
  readonly pointer: string;
}

export interface SchemaNames {
  readonly all: readonly NamedSchema[];
  /** Whether the schema holds somewhere only if a branch is taken. */
  isInBranch(pointer: string): boolean;
  /** The name of what a reference leads to, as the direction sees it; `undefined` where it has none. */
  nameOf(reference: string, direction: Direction): string | undefined;
}

export interface NamesOptions {
  /** As it is written. */
  readonly document: JsonObject;
  /** The document as each direction carries it. */
  readonly documents: Readonly<Record<Direction, JsonObject>>;
  /** Where the schemas of requests and of replies stand, components aside. */
  readonly roots: Readonly<Record<Direction, readonly string[]>>;
  /** Whether the defaults of a request are filled in. */
  readonly isFilledIn: boolean;
}

/** Names for the component schemas, and for schemas inside of them that hold themselves. */
export function schemaNames({ document, documents, roots, isFilledIn }: NamesOptions): SchemaNames {
  const uses = usesOf(document);
  const components = Object.keys(objectOf(at(document, SCHEMAS))).map((name) => SCHEMAS + toPointer([name]));
  const isComponent = new Set(components);
  const unnamed = new Map([...uses].filter(([pointer]) => !isComponent.has(pointer)));
  // Those that hold themselves with no name between.
  const circles = [...unnamed.keys()].filter((pointer) => reachedFrom(unnamed, [pointer]).has(pointer));
  const named = [...components, ...circles];
  const differing = new Set(
    [...uses.keys()].filter(
      (pointer) =>
        JSON.stringify(at(documents.request, pointer)) !== JSON.stringify(at(documents.response, pointer)) ||
        (isFilledIn && holdsDefault(at(document, pointer))),
    ),
  );
  const differs = (pointer: string): boolean =>
    differing.has(pointer) || [...reachedFrom(uses, [pointer])].some((each) => differing.has(each));
  const reached = (direction: Direction): Set<string> => {
    const first = roots[direction].flatMap((root) => referencesIn(at(document, root)));
    return new Set([...first, ...reachedFrom(uses, first)]);
  };
  const sent = reached('request');
  const answered = reached('response');
  const taken = new Set<string>(components.map(nameAt));
  const all = named.flatMap((pointer): NamedSchema[] => {
    const name = isComponent.has(pointer)
      ? nameAt(pointer)
      : free(taken, fromPointer(pointer).slice(2).join('_'));
    if (!sent.has(pointer)) return [{ name, direction: 'response', pointer }];
    if (!answered.has(pointer) || !differs(pointer)) return [{ name, direction: 'request', pointer }];
    return [
      { name, direction: 'response', pointer },
      { name: free(taken, `${name}InRequest`), direction: 'request', pointer },
    ];
  });
  const inBranches = branchReferencesIn(document, false);
  const branched = new Set([...inBranches, ...reachedFrom(uses, inBranches)]);
  const byPointer = Map.groupBy(all, ({ pointer }) => pointer);
  return {
    all,
    isInBranch: (pointer) => branched.has(pointer),
    nameOf: (reference, direction) => {
      const names = byPointer.get(toPointer(fromPointer(reference)));
      return (names?.find((each) => each.direction === direction) ?? names?.[0])?.name;
    },
  };
}

const SCHEMAS = '/components/schemas';

function nameAt(pointer: string): string {
  return fromPointer(pointer).at(-1) ?? '';
}

/** `name`, made longer until nothing else is called so. */
export function free(taken: Set<string>, name: string): string {
  const found = taken.has(name) ? free(taken, `${name}_`) : name;
  taken.add(found);
  return found;
}

/** By where a reference leads, where those inside of it lead. */
function usesOf(document: JsonObject): Map<string, string[]> {
  const uses = new Map<string, string[]>();
  const add = (pointer: string): void => {
    if (uses.has(pointer)) return;
    const targets = referencesIn(at(document, pointer));
    uses.set(pointer, targets);
    for (const target of targets) add(target);
  };
  for (const name of Object.keys(objectOf(at(document, SCHEMAS)))) add(SCHEMAS + toPointer([name]));
  for (const target of referencesIn(document)) add(target);
  return uses;
}

function referencesIn(value: Json | undefined): string[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (!isObject(value)) return [];
  const { $ref: reference } = value;
  const own = typeof reference === 'string' ? [toPointer(fromPointer(reference))] : [];
  return [...own, ...Object.values(value).flatMap(referencesIn)];
}

/** References that are followed only if a branch is taken. */
function branchReferencesIn(value: Json | undefined, isBranch: boolean): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => branchReferencesIn(item, isBranch));
  if (!isObject(value)) return [];
  if (isBranch) return referencesIn(value);
  return Object.entries(value).flatMap(([key, part]) => branchReferencesIn(part, BRANCHING.has(key)));
}

const BRANCHING: ReadonlySet<string> = new Set(
  keywordsThat(({ kind, needs }) => kind === 'branches' || needs === 'if').concat('dependentSchemas'),
);

function reachedFrom(uses: ReadonlyMap<string, readonly string[]>, starts: readonly string[]): Set<string> {
  const reached = new Set<string>();
  const go = (pointer: string): void => {
    for (const target of uses.get(pointer) ?? []) {
      if (reached.has(target)) continue;
      reached.add(target);
      go(target);
    }
  };
  for (const start of starts) go(start);
  return reached;
}

function holdsDefault(value: Json | undefined): boolean {
  if (Array.isArray(value)) return value.some(holdsDefault);
  if (!isObject(value)) return false;
  return value['default'] !== undefined || Object.values(value).some(holdsDefault);
}
