/** References between the files of a contract that lead nowhere. */
import {
  ANCHOR_RULE,
  type ContractProblem,
  describeMissing,
  type Json,
  nearest,
  REFERENCE_RULE,
  resolvePlace,
} from '@countersign/contract';
import { isMap, isNode, isScalar, LineCounter, type Node, parseDocument } from 'yaml';
import { displayPath } from './display-path.ts';

/** What was read, and what was not. */
export interface ReadSources {
  /** By absolute path or URL. */
  readonly texts: ReadonlyMap<string, string>;
  /** Why a place cannot be read, by absolute path or URL. */
  readonly failures: ReadonlyMap<string, Pick<ContractProblem, 'message' | 'remedy'>>;
  /** Places that are told of otherwise. */
  readonly told: ReadonlySet<string>;
}

/** A reference that the bundler has not found the end of: the object that holds it. */
export interface Unresolved {
  /** Where it is written: an absolute path or a URL. */
  readonly file: string;
  readonly path: readonly (string | number)[];
}

/** What is told of each of `unresolved`, once. */
export function referenceProblems(
  unresolved: readonly Unresolved[],
  sources: ReadSources,
): ContractProblem[] {
  const values = new Map<
    string,
    { readonly document: ReturnType<typeof parseDocument>; readonly lines: LineCounter }
  >();
  const open = (file: string) => {
    const known = values.get(file);
    if (known !== undefined) return known;
    const lines = new LineCounter();
    const document = parseDocument(sources.texts.get(file) ?? '', { lineCounter: lines, uniqueKeys: false });
    const opened = { document, lines };
    values.set(file, opened);
    return opened;
  };
  const problems = unresolved.flatMap(({ file, path }): ContractProblem[] => {
    const { document, lines } = open(file);
    const written = referenceIn(document.getIn(path, true));
    if (written === undefined) return [];
    const { line, col } = lines.linePos(written.node.range?.[0] ?? 0);
    const words = wordsFor(written.reference, file, sources, (other) =>
      open(other).document.toJS({ maxAliasCount: -1 }),
    );
    if (words === undefined) return [];
    const location = { file: displayPath(file), line, column: col };
    return [{ ...words, severity: 'error', location }];
  });
  const byPlace = problems.map(
    (problem) => [JSON.stringify([problem.location, problem.message]), problem] as const,
  );
  return [...new Map(byPlace).values()];
}

function referenceIn(value: unknown): { readonly reference: string; readonly node: Node } | undefined {
  const node = isMap(value) ? (value.get('$ref', true) ?? value.get('externalValue', true)) : value;
  if (!isNode(node) || !isScalar(node) || typeof node.value !== 'string') return undefined;
  return { reference: node.value, node };
}

type Words = Pick<ContractProblem, 'message' | 'remedy' | 'rule'>;

function wordsFor(
  reference: string,
  file: string,
  { texts, failures, told }: ReadSources,
  documentAt: (file: string) => Json,
): Words | undefined {
  const rule = REFERENCE_RULE;
  const [path = '', fragment] = reference.split('#', 2);
  const target = resolvePlace(file, path);
  if (told.has(target)) return undefined;
  const failure = failures.get(target);
  if (failure !== undefined) {
    return { rule, message: `"${reference}" leads nowhere: ${failure.message}`, remedy: failure.remedy };
  }
  const isAnchor = fragment !== undefined && fragment !== '' && !fragment.startsWith('/');
  if (isAnchor) {
    const anchors = Array.from((texts.get(target) ?? '').matchAll(ANCHOR), ([, name = '']) => name);
    const meant = nearest(fragment, anchors);
    const remedy =
      meant === undefined
        ? `put $anchor: ${fragment} into the schema that is meant`
        : `is "${path}#${meant}" meant?`;
    return {
      rule: ANCHOR_RULE,
      message: `no schema has the anchor that is referred to by "${reference}"`,
      remedy,
    };
  }
  return { rule, ...describeMissing(documentAt(target), reference, path) };
}

const ANCHOR = /\$(?:dynamicAnchor|anchor)["']?:\s*["']?([A-Za-z_][\w.-]*)/g;
