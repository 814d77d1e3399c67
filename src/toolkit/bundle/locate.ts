/** From a JSON pointer into the bundled document back to the file and line that a person wrote. */
import { basename } from 'node:path';
import type { Locate, SourceLocation } from '@countersign/contract';
import { absolutePlace, fromPointer, LONGEST_REFERENCE_CHAIN, resolvePlace } from '@countersign/contract';
import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
} from 'yaml';
import { displayPath } from './display-path.ts';

interface SourceFile {
  readonly path: string;
  readonly document: Document;
  readonly lines: LineCounter;
}

interface Position {
  readonly file: SourceFile;
  readonly node: Node;
  /** What the value is called there. */
  readonly key?: Node | undefined;
}

/**
 * A locator for the contract whose root is the file or URL `root`. Texts are parsed at the first question.
 *
 * @param texts what the contract was read from, by absolute path or URL
 */
export function locator(root: string, texts: ReadonlyMap<string, string>): Locate {
  const files = new Map<string, SourceFile>();
  let components: Map<string, string> | undefined;

  const open = (path: string): SourceFile | undefined => {
    const known = files.get(path);
    if (known !== undefined) return known;
    const text = texts.get(path);
    if (text === undefined) return undefined;
    const lines = new LineCounter();
    const file = { path, document: parseDocument(text, { lineCounter: lines }), lines };
    files.set(path, file);
    return file;
  };

  const walk = (from: Position, segments: readonly string[]): Position => {
    let here = from;
    for (const segment of segments) {
      // What is asked of a reference itself is asked where it is written.
      const owner = segment === '$ref' ? here : follow(here, open);
      const child = childOf(owner.node, segment, owner.file);
      // The nearest place that a person wrote: the bundler or the normal form made the rest.
      if (child === undefined) return follow(here, open);
      here = { file: owner.file, ...child };
    }
    return follow(here, open);
  };

  return (pointer) => {
    const segments = fromPointer(pointer);
    const file = open(absolutePlace(root));
    if (file === undefined || !isNode(file.document.contents)) return undefined;
    const top: Position = { file, node: file.document.contents };
    const [section, kind, name, ...rest] = segments;
    if (
      section === 'components' &&
      kind !== undefined &&
      name !== undefined &&
      !holds(top, [section, kind, name])
    ) {
      components ??= bundledNames(root, open);
      const source = components.get(name);
      if (source !== undefined) return toLocation(walk(positionAt(source, open) ?? top, rest));
    }
    return toLocation(walk(top, segments));
  };
}

/** Nothing: it is no part of the contract, as what an example refers to. */
type Open = (path: string) => SourceFile | undefined;

/** Follows `$ref` from file to file. */
function follow(from: Position, open: Open): Position {
  let here = from;
  for (let hops = 0; hops < LONGEST_REFERENCE_CHAIN; hops++) {
    const ref = isMap(here.node) ? here.node.get('$ref') : undefined;
    if (typeof ref !== 'string') return here;
    const next = positionAt(absolute(here.file.path, ref), open);
    if (next === undefined) return here;
    here = next;
  }
  return here;
}

function absolute(file: string, ref: string): string {
  const [path = '', fragment = ''] = ref.split('#', 2);
  return `${resolvePlace(file, path)}#${fragment}`;
}

function positionAt(ref: string, open: Open): Position | undefined {
  const [path = '', fragment = ''] = ref.split('#', 2);
  const file = open(path);
  if (file === undefined) return undefined;
  let here: Partial<Child> = isNode(file.document.contents) ? { node: file.document.contents } : {};
  for (const segment of fromPointer(decodeURIComponent(fragment))) {
    here = (here.node && childOf(here.node, segment, file)) ?? {};
  }
  return here.node && { file, node: here.node, key: here.key };
}

interface Child {
  readonly node: Node;
  readonly key: Node | undefined;
}

function childOf(parent: Node, segment: string, { document }: SourceFile): Child | undefined {
  const node = isAlias(parent) ? parent.resolve(document) : parent;
  if (isMap(node)) {
    // A status may be written as a number.
    const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === segment);
    return isNode(pair?.value)
      ? { node: pair.value, key: isNode(pair.key) ? pair.key : undefined }
      : undefined;
  }
  const item = isSeq(node) ? node.get(Number(segment), true) : undefined;
  return isNode(item) ? { node: item, key: undefined } : undefined;
}

function holds({ file, node }: Position, segments: readonly string[]): boolean {
  let here: Node | undefined = node;
  for (const segment of segments) here = here && childOf(here, segment, file)?.node;
  return here !== undefined;
}

/** The bundler names a component after the last part of the reference that brought it in. */
function bundledNames(root: string, open: Open): Map<string, string> {
  const names = new Map<string, string>();
  const queue = [absolutePlace(root)];
  const seen = new Set(queue);
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    const from = path;
    const opened = open(from);
    if (opened === undefined) continue;
    visit(opened.document, {
      Pair(_, pair) {
        if (!isPair(pair) || !isScalar(pair.key) || pair.key.value !== '$ref' || !isScalar(pair.value))
          return;
        const target = absolute(from, String(pair.value.value));
        const [file = '', fragment = ''] = target.split('#', 2);
        const name = fromPointer(fragment).at(-1) ?? basename(file).replace(/\.\w+$/, '');
        if (!names.has(name)) names.set(name, target);
        if (!seen.has(file)) {
          seen.add(file);
          queue.push(file);
        }
      },
    });
  }
  return names;
}

/** A mapping or list that is written below its key begins, to a person, with that key. */
function toLocation({ file, node, key }: Position): SourceLocation {
  const isBelow = (isMap(node) || isSeq(node)) && node.flow !== true;
  const { line, col } = file.lines.linePos((isBelow && key ? key : node).range?.[0] ?? 0);
  return { file: displayPath(file.path), line, column: col };
}
