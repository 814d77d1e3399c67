/** What is known of a place that a reference names and that is not there. */
import { at, fromPointer, isObject, type Json, objectOf, toPointer } from '../json.ts';
import { nearest } from '../nearest.ts';
import type { Found } from './found.ts';

/** Names of a section that are told. */
const MOST_NAMES = 6;

/**
 * Says which part of `reference` is not in `document`, and what is there instead.
 *
 * @param file what the document is called in a reference; empty: it is the one that the reference stands in
 */
export function describeMissing(
  document: Json,
  reference: string,
  file: string,
): Pick<Found, 'message' | 'remedy'> {
  const fragment = reference.slice(reference.indexOf('#'));
  const segments = fromPointer(fragment);
  const { parent, name, names } = missingPart(document, segments);
  const where = parent.length === 0 ? (file === '' ? 'the document' : file) : parent.join('.');
  const meant = meantBy(document, segments, { parent, name, names });
  return {
    message: `"${reference}" leads nowhere: ${where} has no "${name}"`,
    remedy: meant === undefined ? adding(where, name, names) : `is "${file}#${meant}" meant?`,
  };
}

function adding(where: string, name: string, names: readonly string[]): string {
  const similar = names.length > MOST_NAMES ? names.filter((other) => sharesWord(other, name)) : names;
  if (similar.length === 0 || similar.length > MOST_NAMES)
    return `add "${name}" to ${where}, or correct the name`;
  return `add "${name}" to ${where}, or name one of those there: ${similar.join(', ')}`;
}

function sharesWord(one: string, other: string): boolean {
  const words = new Set(wordsOf(one));
  return wordsOf(other).some((word) => words.has(word));
}

/** `customAttribute` and `custom_attribute` are two words. */
function wordsOf(name: string): string[] {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length > 2);
}

interface MissingPart {
  /** The way to where the first of it is missing. */
  readonly parent: readonly string[];
  readonly name: string;
  /** What is there. */
  readonly names: readonly string[];
}

function missingPart(document: Json, segments: readonly string[]): MissingPart {
  let here: Json = document;
  for (const [index, segment] of segments.entries()) {
    const next = at(here, toPointer([segment]));
    if (next === undefined) {
      return {
        parent: segments.slice(0, index),
        name: segment,
        names: isObject(here) ? Object.keys(here) : [],
      };
    }
    here = next;
  }
  return { parent: segments.slice(0, -1), name: segments.at(-1) ?? '', names: [] };
}

/** The pointer of the place that is most likely meant: a name mistyped, or the right name in another section. */
function meantBy(
  document: Json,
  segments: readonly string[],
  { parent, name, names }: MissingPart,
): string | undefined {
  const rest = segments.slice(parent.length + 1);
  const corrected = nearest(name, names);
  const last = segments.at(-1) ?? '';
  const sections = Object.entries(objectOf(at(document, '/components')));
  const candidates = [
    ...(corrected === undefined ? [] : [[...parent, corrected, ...rest]]),
    ...sections.map(([section]) => ['components', section, last]),
    ...sections.flatMap(([section, components]) => {
      const similar = nearest(last, Object.keys(objectOf(components)));
      return similar === undefined || !segments.includes(section) ? [] : [['components', section, similar]];
    }),
    [last],
  ];
  return candidates.map(toPointer).find((pointer) => pointer !== '/' && at(document, pointer) !== undefined);
}
