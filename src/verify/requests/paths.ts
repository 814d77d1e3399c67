/** Which templates of a contract a path can be meant by: `/pets/mine` may be a `/pets/{petId}` as well. */
import type { Method, Operation } from '@countersign/contract';

interface Template {
  readonly segments: readonly string[];
  readonly methods: Set<Method>;
}

export class Paths {
  /** By the number of segments. */
  readonly #templates: ReadonlyMap<number, readonly Template[]>;
  readonly #firsts: ReadonlySet<Operation | undefined>;

  constructor(operations: readonly Operation[]) {
    const byPath = Map.groupBy(operations, ({ path }) => path);
    const templates = [...byPath].map(([path, own]) => ({
      segments: path.split('/'),
      methods: new Set(own.map(({ method }) => method)),
    }));
    this.#firsts = new Set([...byPath.values()].map(([first]) => first));
    this.#templates = Map.groupBy(templates, ({ segments }) => segments.length);
  }

  /** Whether the operation is the first of its path: of what is about the path as a whole there is one case. */
  isFirst(operation: Operation): boolean {
    return this.#firsts.has(operation);
  }

  /** The methods that are documented for a path of the template `path`, by whichever template. */
  methodsAt(path: string): ReadonlySet<Method> {
    const segments = path.split('/');
    const matching = (this.#templates.get(segments.length) ?? []).filter((template) =>
      template.segments.every((segment, index) => matches(segment, segments[index] ?? '')),
    );
    return new Set(matching.flatMap(({ methods }) => [...methods]));
  }
}

const VARIABLE = /\{[^{}]*\}/g;

/** Whether the segment of a template lets through what stands at the same place of another. */
function matches(segment: string, other: string): boolean {
  if (segment === other || /^\{[^{}]*\}$/.test(segment)) return true;
  if (!segment.includes('{')) return false;
  const literals = segment.split(VARIABLE).map((text) => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${literals.join('.+')}$`).test(other.replaceAll(VARIABLE, 'x'));
}
