/** What begins with a parenthesis. */
import type { Flags, Token } from './token.ts';

/** The opening of a group, or a whole one that has no end of its own. */
export interface GroupToken extends Token {
  /** The flags that hold behind it. @default those before it */
  readonly flags?: Flags;
  /** Whether it is a whole group already: `(?i)`, `(?#…)`. @default false */
  readonly isClosed?: boolean;
  readonly isAtomic?: boolean;
  /** What is written for its end. @default `)` */
  readonly end?: string;
}

/**
 * The opening of a group at the beginning of `rest`.
 *
 * @param atomics how many groups have names of ours already
 */
export function readGroup(rest: string, flags: Flags, atomics: number): GroupToken {
  for (const read of READERS) {
    const token = read(rest, flags, atomics);
    if (token !== undefined) return token;
  }
  return { length: 1, text: '(' };
}

type Reader = (rest: string, flags: Flags, atomics: number) => GroupToken | undefined;

const KNOWN = /^\(\?(?:[:=!]|<[=!]|<[A-Za-z_]\w*>)/;

const READERS: readonly Reader[] = [
  (rest) => {
    const text = KNOWN.exec(rest)?.[0];
    return text === undefined ? undefined : { length: text.length, text };
  },
  (rest) => {
    const [text, name] = /^\(\?(?:P<(\w+)>|'(\w+)')/.exec(rest)?.filter(Boolean) ?? [];
    if (text === undefined) return undefined;
    const same = `(?<${name}>`;
    return {
      length: text.length,
      text: same,
      foreign: { text: `${text}…)`, meaning: 'a group with a name', same: `${same}…)` },
    };
  },
  (rest) => {
    const [text, name] = /^\(\?P=(\w+)\)/.exec(rest) ?? [];
    if (text === undefined) return undefined;
    const same = `\\k<${name}>`;
    return {
      length: text.length,
      text: same,
      isClosed: true,
      foreign: { text, meaning: 'a reference to a group', same },
    };
  },
  (rest) => {
    const text = /^\(\?#[^)]*\)/.exec(rest)?.[0];
    if (text === undefined) return undefined;
    return {
      length: text.length,
      text: '',
      isClosed: true,
      foreign: { text, meaning: 'a comment', same: '' },
    };
  },
  (rest, _, atomics) => {
    if (!rest.startsWith('(?>')) return undefined;
    const name = `once${atomics + 1}`;
    const foreign = { text: '(?>…)', meaning: 'an atomic group', same: '(?=(…))\\1' };
    return { length: 3, text: `(?=(?<${name}>`, end: `))\\k<${name}>`, isAtomic: true, foreign };
  },
  readFlags,
  (rest) => {
    const text = /^\((?:\?(?:P>\w+|R|&\w+|[+-]?\d+|\||\((?:[^)]*)\)|<?[^:=!<]?)|\*\w+)/.exec(rest)?.[0];
    if (text === undefined || text === '(') return undefined;
    return { length: text.length, text, foreign: { text, meaning: 'a group of a kind that it has not' } };
  },
];

/** `(?i)`, `(?i:…)`, `(?i-s:…)`: what a flag changes is written out where it holds. */
function readFlags(rest: string, flags: Flags): GroupToken | undefined {
  const [text, set = '', unset = '', end] =
    /^\(\?\^?([imsxuUJnadLwbr]*)(?:-([imsxuUJnadLwbr]+))?([:)])/.exec(rest) ?? [];
  if (text === undefined || set + unset === '') return undefined;
  const next = new Set([...flags, ...set].filter((flag) => !unset.includes(flag)));
  const isClosed = end === ')';
  const isKnown = [...set, ...unset].every((flag) => MEANINGS.has(flag));
  const meanings = [...set].map((flag) => MEANINGS.get(flag) ?? 'is set');
  const meaning = `a flag: ${meanings.length === 0 ? 'one is unset' : meanings.join(', ')}`;
  const shown = isClosed ? text : `${text}…)`;
  return {
    length: text.length,
    text: isClosed ? '' : '(?:',
    isClosed,
    flags: next,
    foreign: { text: shown, meaning, same: isKnown ? '' : undefined },
  };
}

const MEANINGS: ReadonlyMap<string, string> = new Map([
  ['i', 'case is ignored'],
  ['m', '^ and $ are of lines'],
  ['s', '. is a line break, too'],
  ['x', 'blanks and comments are passed over'],
]);
