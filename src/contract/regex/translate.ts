/** Reads a pattern as any language may have written it, and writes it as ECMAScript with Unicode does. */
import { readClass } from './class.ts';
import { readEscape } from './escape.ts';
import { eitherCase, isForeignLetter } from './fold-case.ts';
import { compiles, type Foreign } from './foreign.ts';
import { readGroup } from './group.ts';
import type { Flags, Token } from './token.ts';

/** A pattern in ECMAScript's words. */
export interface Translation {
  /** Matches what the pattern matches. `undefined`: there is no such pattern, or it is not known. */
  readonly pattern: string | undefined;
  /** What ECMAScript does not know of it; empty where it writes the same characters with fewer or more escapes. */
  readonly foreign: readonly Foreign[];
}

interface OpenGroup {
  /** Where it begins in what is written. */
  readonly start: number;
  readonly flags: Flags;
  /** What is written for its end. */
  readonly end: string;
}

/** The same pattern for ECMAScript. */
export function translate(pattern: string): Translation {
  const foreign: Foreign[] = [];
  const written: string[] = [];
  const groups: OpenGroup[] = [];
  let flags: Flags = new Set();
  let atom = 0;
  let atomics = 0;
  let position = 0;
  const write = (text: string): void => {
    atom = written.length;
    written.push(text);
  };
  const take = ({ length, text, foreign: part }: Token): void => {
    write(text);
    position += length;
    if (part !== undefined) foreign.push(part);
  };
  while (position < pattern.length) {
    const rest = pattern.slice(position);
    const character = String.fromCodePoint(rest.codePointAt(0) ?? 0);
    const quantifier = readQuantifier(rest);
    if (character === '\\') take(readEscape(rest, flags));
    else if (character === '[') take(readClass(rest, flags));
    else if (character === '(') {
      const group = readGroup(rest, flags, atomics);
      atomics += group.isAtomic === true ? 1 : 0;
      if (group.isClosed !== true) groups.push({ start: written.length, flags, end: group.end ?? ')' });
      // Flags hold to the end of the group around them, or in this one.
      flags = group.flags ?? flags;
      take(group);
    } else if (character === ')') {
      const open = groups.pop();
      flags = open?.flags ?? flags;
      written.push(open?.end ?? ')');
      atom = open?.start ?? written.length - 1;
      position += 1;
    } else if (quantifier !== undefined) {
      position += quantifier.length;
      if (!quantifier.isPossessive) written.push(quantifier.text);
      else {
        atomics += 1;
        const name = `once${atomics}`;
        written.splice(atom, 0, `(?=(?<${name}>`);
        written.push(`${quantifier.text}))\\k<${name}>`);
        const text = pattern.slice(position - quantifier.length, position);
        foreign.push({ text, meaning: 'a possessive quantifier', same: '(?=(…))\\1' });
      }
    } else if (flags.has('x') && /[\s#]/.test(character)) {
      position += character === '#' ? (/^[^\n]*/.exec(rest)?.[0].length ?? 1) : 1;
    } else {
      const bound = /^\{,\d*\}/.exec(rest)?.[0];
      if (bound !== undefined)
        foreign.push({ text: bound, meaning: `{0${bound.slice(1)} to some, and these characters to others` });
      if (flags.has('i') && isForeignLetter(character))
        foreign.push({ text: character, meaning: 'a letter whose case is ignored' });
      write(plain(character, flags));
      position += character.length;
    }
  }
  const result = written.join('');
  // Groups that are put in would shift the numbers by which others are referred to.
  const isNumbered = atomics > 0 && /\\[1-9]/.test(pattern);
  const isSame = !isNumbered && foreign.every(({ same }) => same !== undefined) && compiles(result);
  return { pattern: isSame ? result : undefined, foreign };
}

interface Quantifier {
  readonly length: number;
  readonly text: string;
  readonly isPossessive: boolean;
}

function readQuantifier(rest: string): Quantifier | undefined {
  const [all, text = '', mode] = /^([*+?]|\{\d+(?:,\d*)?\})([?+]?)/.exec(rest) ?? [];
  if (all === undefined) return undefined;
  return { length: all.length, text: mode === '?' ? all : text, isPossessive: mode === '+' };
}

/** A character outside brackets that stands for itself, or one of the marks `.`, `^` and `$`. */
function plain(character: string, flags: Flags): string {
  if (flags.has('s') && character === '.') return '[\\s\\S]';
  if (flags.has('m') && character === '^') return '(?<=^|\\n)';
  if (flags.has('m') && character === '$') return '(?=$|\\n)';
  // Lone ones mean themselves to everyone, and are errors where a pattern is read as Unicode.
  if (/[{}\]]/.test(character)) return `\\${character}`;
  return flags.has('i') ? eitherCase(character) : character;
}
