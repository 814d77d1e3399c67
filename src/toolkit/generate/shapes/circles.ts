/** Which names stand for a list of themselves, by nothing but lists and unions: TypeScript wants them apart. */
import type { Shape } from './shape.ts';

/** Of the shapes by name, those that lead to themselves without a member between. */
export function circularNames(shapes: ReadonlyMap<string, Shape>): Set<string> {
  const next = new Map([...shapes].map(([name, shape]) => [name, namesIn(shape)] as const));
  return new Set([...shapes.keys()].filter((name) => reaches(next, name, name, new Set())));
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
function namesIn(shape: Shape): string[] {
  switch (shape.kind) {
    case 'reference':
      return [shape.name];
    case 'array':
      return [
        ...shape.first.map((item) => item.shape),
        ...(shape.rest === undefined ? [] : [shape.rest]),
      ].flatMap(namesIn);
    case 'union':
    case 'intersection':
      return shape.of.flatMap(namesIn);
    default:
      return [];
  }
}
