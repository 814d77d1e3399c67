/** From a method and a path to an operation, in steps that depend on the path's length and not on the number of routes. */
import { type Method, normalLiteral, type Operation, writtenLiteral } from '@countersign/contract';

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
 * A literal segment wins over a templated one (OpenAPI 3.1 §4.8.8.2). Case and a trailing slash matter; how a literal
 * is percent-encoded does not (RFC 3986 §6.2.2), save that an encoded delimiter is none.
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
  const literal = normal(segment);
  const parts = segment.split(PARAMETER);
  const source = parts.map(fragment).join('');
  const known = isLiteral
    ? parent.literals.get(literal)
    : parent.templates.find((template) => template.source === source)?.node;
  if (known !== undefined) return known;
  const node = newNode();
  if (isLiteral) parent.literals.set(literal, node);
  else {
    parent.templates.push({ source, pattern: new RegExp(`^${parts.map(inAnySpelling).join('')}$`), node });
    // The longer pattern has more literal text around its parameters, so it says more.
    parent.templates.sort((one, other) => other.source.length - one.source.length);
  }
  return node;
}

/** `split` with a capturing group gives text and parameter names in turn. */
function fragment(part: string, index: number): string {
  return index % 2 === 1 ? '(.+)' : escaped(normal(part));
}

/** The same for a segment as it stands in a request: its values are not decoded, so that its literals are not, either. */
function inAnySpelling(part: string, index: number): string {
  return index % 2 === 1 ? '(.+)' : normal(part).replaceAll(/%..|[^%]/g, spellings);
}

/** @param one a character of the normal form, or an octet that is encoded there */
function spellings(one: string): string {
  const code = one.length === 1 ? one.charCodeAt(0) : Number.parseInt(one.slice(1), 16);
  const digits = code.toString(16).padStart(2, '0');
  const same = [String.fromCharCode(code), `%${digits}`].filter((each) => normalLiteral(each) === one);
  return `(?:${same.map((each) => (each.length === 1 ? escaped(each) : inAnyCase(each))).join('|')})`;
}

function inAnyCase(encoding: string): string {
  return encoding.replaceAll(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}

/** What the contract writes, in the form that requests are compared in. */
function normal(text: string): string {
  return normalLiteral(writtenLiteral(text));
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function find(node: Node, segments: readonly string[], values: readonly string[]): Match | undefined {
  const [segment, ...rest] = segments;
  if (segment === undefined) return node.operations.size > 0 ? { node, values } : undefined;
  const literal = node.literals.get(normalLiteral(segment));
  const match = literal && find(literal, rest, values);
  if (match !== undefined) return match;
  for (const template of node.templates) {
    const found = template.pattern.exec(segment);
    const below = found && find(template.node, rest, [...values, ...found.slice(1)]);
    if (below) return below;
  }
  return undefined;
}
