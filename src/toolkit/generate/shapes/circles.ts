/** Which names stand for a list of themselves, by nothing but lists and unions: TypeScript wants them apart. */
import { intersection, type Shape, UNKNOWN, union } from './shape.ts';

/** Of the shapes by name, those that lead to themselves without a member between. */
export function circularNames(shapes: ReadonlyMap<string, Shape>): string[] {
  return namesInCircles(shapes, true);
}

/** `shapes` without what is nothing but itself: it says nothing. */
export function withoutEmptyCircles(shapes: ReadonlyMap<string, Shape>): Map<string, Shape> {
  const empty = new Set(namesInCircles(shapes, false));
  const without = (shape: Shape): Shape => {
    if (shape.kind === 'reference' && empty.has(shape.name)) return UNKNOWN;
    if (shape.kind === 'intersection') return intersection(shape.of.map(without));
    // Of a union, what remains.
    if (shape.kind === 'union') return union(shape.of.filter((part) => without(part) === part));
    return shape;
  };
  return new Map([...shapes].map(([name, shape]) => [name, empty.has(name) ? without(shape) : shape]));
}

function namesInCircles(shapes: ReadonlyMap<string, Shape>, throughLists: boolean): string[] {
  const next = new Map([...shapes].map(([name, shape]) => [name, namesIn(shape, throughLists)] as const));
  return [...shapes.keys()].filter((name) => reaches(next, name, name, new Set()));
}

/** `shape` with names outside of its members written as `alias` has them, which TypeScript looks at later. */
export function withAliases(shape: Shape, alias: ReadonlyMap<string, string>): Shape {
  const within = (part: Shape): Shape => withAliases(part, alias);
  switch (shape.kind) {
    case 'reference': {
      const name = alias.get(shape.name);
      return name === undefined ? shape : { kind: 'alias', name };
    }
    case 'array':
      return {
        ...shape,
        first: shape.first.map((item) => ({ ...item, shape: within(item.shape) })),
        rest: shape.rest === undefined ? undefined : within(shape.rest),
      };
    case 'union':
    case 'intersection':
      return { ...shape, of: shape.of.map(within) };
    default:
      return shape;
  }
}

function reaches(
  next: ReadonlyMap<string, readonly string[]>,
  from: string,
  target: string,
  seen: Set<string>,
): boolean {
  return (next.get(from) ?? []).some((name) => {
    if (name === target) return true;
    if (seen.has(name)) return false;
    return reaches(next, name, target, seen.add(name));
  });
}

/** The names that a type is made of; members are looked at only when they are asked for. */
function namesIn(shape: Shape, throughLists: boolean): string[] {
  const within = (part: Shape): string[] => namesIn(part, throughLists);
  switch (shape.kind) {
    case 'reference':
      return [shape.name];
    case 'array':
      if (!throughLists) return [];
      return [...shape.first.map((item) => item.shape), shape.rest ?? UNKNOWN].flatMap(within);
    case 'union':
    case 'intersection':
      return shape.of.flatMap(within);
    default:
      return [];
  }
}
