/** From a method and a path to an operation, in steps that depend on the path's length and not on the number of routes. */
import type { Method, Operation } from '@countersign/contract';

export type Lookup =
  /** `params` are as they stand in the path, not yet decoded. */
  | {
      readonly kind: 'found';
      readonly operation: Operation;
      readonly params: ReadonlyMap<string, string>;
    }
  | { readonly kind: 'wrong_method'; readonly allow: readonly string[] }
  | { readonly kind: 'not_found' };

interface Node {
  readonly literals: Map<string, Node>;
  readonly templates: { readonly source: string; readonly pattern: RegExp; readonly node: Node }[];
  readonly operations: Map<Method, { readonly operation: Operation; readonly names: readonly string[] }>;
}

interface Match {
  readonly node: Node;
  readonly values: readonly string[];
}

/**
 * A lookup by method (upper case) and path below the base path. HEAD is answered like GET (RFC 9110 §9.3.2).
 *
 * A literal segment wins over a templated one (OpenAPI 3.1 §4.8.8.2). Paths are compared octet by octet:
 * case, a trailing slash and percent-encoded literals matter.
 */
export function routes(operations: readonly Operation[]): (method: string, path: string) => Lookup {
  const root = newNode();
  for (const operation of operations) add(root, operation);
  return (method, path) => {
    const match = find(root, path.split('/').slice(1), []);
    if (match === undefined) return { kind: 'not_found' };
    const methods = match.node.operations;
    const entry = byMethod(methods, method);
    if (entry === undefined) return { kind: 'wrong_method', allow: allowed([...methods.keys()]) };
    const params = new Map(entry.names.map((name, index) => [name, match.values[index] ?? '']));
    return { kind: 'found', operation: entry.operation, params };
  };
}

function byMethod<Entry>(methods: ReadonlyMap<Method, Entry>, method: string): Entry | undefined {
  for (const [name, entry] of methods) if (name.toUpperCase() === method) return entry;
  return method === 'HEAD' ? methods.get('get') : undefined;
}

function allowed(methods: readonly Method[]): string[] {
  const names = methods.map((method) => method.toUpperCase());
  if (names.includes('GET')) names.push('HEAD');
  return [...new Set([...names, 'OPTIONS'])].sort();
}

function newNode(): Node {
  return { literals: new Map(), templates: [], operations: new Map() };
}

function add(root: Node, operation: Operation): void {
  let node = root;
  for (const segment of operation.path.split('/').slice(1)) node = child(node, segment);
  const names = Array.from(operation.path.matchAll(PARAMETER), ([, name = '']) => name);
  node.operations.set(operation.method, { operation, names });
}

const PARAMETER = /\{([^}]+)\}/g;

function child(parent: Node, segment: string): Node {
  const isLiteral = !segment.includes('{');
  const source = segment.split(PARAMETER).map(fragment).join('');
  const known = isLiteral
    ? parent.literals.get(segment)
    : parent.templates.find((template) => template.source === source)?.node;
  if (known !== undefined) return known;
  const node = newNode();
  if (isLiteral) parent.literals.set(segment, node);
  else {
    parent.templates.push({ source, pattern: new RegExp(`^${source}$`), node });
    // The longer pattern has more literal text around its parameters, so it says more.
    parent.templates.sort((one, other) => other.source.length - one.source.length);
  }
  return node;
}

/** `split` with a capturing group gives text and parameter names in turn. */
function fragment(part: string, index: number): string {
  return index % 2 === 1 ? '(.+)' : part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function find(node: Node, segments: readonly string[], values: readonly string[]): Match | undefined {
  const [segment, ...rest] = segments;
  if (segment === undefined) return node.operations.size > 0 ? { node, values } : undefined;
  const literal = node.literals.get(segment);
  const match = literal && find(literal, rest, values);
  if (match !== undefined) return match;
  for (const template of node.templates) {
    const found = template.pattern.exec(segment);
    const below = found && find(template.node, rest, [...values, ...found.slice(1)]);
    if (below) return below;
  }
  return undefined;
}
