/** References by name (`$anchor`, `$dynamicAnchor`: JSON Schema 2020-12 §8.2) become JSON pointers. */

import type { Locate } from './contract.ts';
import type { ContractProblem } from './contract-error.ts';
import { type JsonObject, toPointer } from './json.ts';
import { keywordsThat } from './keyword-facts.ts';
import { nearest } from './nearest.ts';
import { walk } from './walk.ts';

const ANCHORS = keywordsThat(({ identity }) => identity === 'anchor');
/** The rule of references to an anchor that is not there. */
export const ANCHOR_RULE = 'known-anchor';

const REFERENCES = keywordsThat(({ identity }) => identity === 'reference');

/**
 * Rewrites, in place, each `$ref: '#name'` and `$dynamicRef` of `document` to the one schema that it can mean. A
 * dynamic reference to an anchor that several schemas have means another one from place to place, and is kept; of
 * those schemas only the first keeps the anchor, since in one document a name means one schema.
 */
export function resolveAnchors(document: JsonObject): void {
  const anchors = new Map<string, string[]>();
  walk(document, (schema, path) => {
    for (const keyword of ANCHORS) {
      const name = schema[keyword];
      if (typeof name === 'string') anchors.set(name, [...(anchors.get(name) ?? []), toPointer(path)]);
    }
  });
  walk(document, (schema, path) => {
    // Bundling made every reference one into the document; an identifier would make it one into the schema.
    if (typeof schema['$id'] === 'string') delete schema['$id'];
    const anchor = schema['$dynamicAnchor'];
    if (typeof anchor === 'string' && anchors.get(anchor)?.[0] !== toPointer(path))
      delete schema['$dynamicAnchor'];
    for (const keyword of REFERENCES) {
      const reference = schema[keyword];
      const target = typeof reference === 'string' ? targetOf(reference, anchors) : undefined;
      if (target === undefined || target === schema['$ref']) continue;
      delete schema[keyword];
      schema['$ref'] = target;
    }
  });
}

/** One problem for each reference to an anchor that no schema of `document` has. */
export function checkAnchors(document: JsonObject, locate: Locate): ContractProblem[] {
  const anchors = new Set<string>();
  const uses: { readonly name: string; readonly pointer: string }[] = [];
  walk(document, (schema, path) => {
    for (const keyword of [...ANCHORS, ...REFERENCES]) {
      const value = schema[keyword];
      if (typeof value !== 'string') continue;
      if (ANCHORS.includes(keyword)) anchors.add(`#${value}`);
      else if (/^#[^/]/.test(value)) uses.push({ name: value, pointer: toPointer([...path, keyword]) });
    }
  });
  return uses
    .filter(({ name }) => !anchors.has(name))
    .map(({ name, pointer }) => {
      const meant = nearest(name, anchors);
      return {
        message: `no schema has the anchor that is referred to by "${name}"`,
        severity: 'error',
        rule: ANCHOR_RULE,
        location: locate(pointer),
        pointer,
        remedy:
          meant === undefined
            ? `put $anchor: ${name.slice(1)} into the schema that is meant`
            : `is "${meant}" meant?`,
      };
    });
}

function targetOf(reference: string, anchors: ReadonlyMap<string, readonly string[]>): string | undefined {
  if (reference.startsWith('#/')) return reference;
  const [pointer, ...others] = reference.startsWith('#') ? (anchors.get(reference.slice(1)) ?? []) : [];
  return pointer === undefined || others.length > 0 ? undefined : `#${encodeURI(pointer)}`;
}
