/** What stands between brackets. */
import { readEscape } from './escape.ts';
import { cases, isForeignLetter, otherCase } from './fold-case.ts';
import { type Foreign, POSIX } from './foreign.ts';
import type { Flags, Token } from './token.ts';

/** The class at the beginning of `rest`. Its first part that ECMAScript does not know is told. */
export function readClass(rest: string, flags: Flags): Token {
  const opening = /^\[\^?/.exec(rest)?.[0] ?? '[';
  const members: string[] = [];
  const foreign: Foreign[] = [];
  let position = opening.length;
  const take = ({ length, text, foreign: part }: Token): void => {
    members.push(text);
    position += length;
    if (part !== undefined) foreign.push(part);
  };
  while (position < rest.length && (rest[position] !== ']' || position === opening.length)) {
    const ahead = rest.slice(position);
    // ECMAScript has empty classes; elsewhere a bracket that comes first is a member.
    if (ahead[0] === ']' && !ahead.slice(1).includes(']')) break;
    take(readMember(ahead, flags));
  }
  const isClosed = rest[position] === ']';
  return {
    length: position + (isClosed ? 1 : 0),
    text: `${opening}${members.join('')}${isClosed ? ']' : ''}`,
    foreign: foreign.find(({ same }) => same === undefined) ?? foreign[0],
  };
}

function readMember(ahead: string, flags: Flags): Token {
  const posix = /^\[:(\^?)(\w+):\]/.exec(ahead);
  if (posix !== null) return readPosix(posix);
  if (ahead.startsWith('&&') || /^\[[^\]]*\][^[]*\]/.test(ahead)) {
    const text = ahead.startsWith('&&') ? '&&' : '[';
    return { length: text.length, text, foreign: { text, meaning: 'a class in a class' } };
  }
  if (ahead.startsWith(']')) {
    return {
      length: 1,
      text: '\\]',
      foreign: { text: '[]…]', meaning: 'a bracket without a backslash', same: '\\]' },
    };
  }
  const first = readCharacter(ahead, flags);
  const after = ahead.slice(first.length);
  if (!after.startsWith('-') || after.startsWith('-]')) return isSet(first) ? first : folded(first, flags);
  if (isSet(first)) return { ...first, length: first.length + 1, text: `${first.text}\\-` };
  const last = readCharacter(after.slice(1), flags);
  const length = first.length + 1 + last.length;
  if (isSet(last)) {
    return {
      length,
      text: `${folded(first, flags).text}\\-${last.text}`,
      foreign: first.foreign ?? last.foreign,
    };
  }
  const range = `${first.text}-${last.text}`;
  if (!flags.has('i')) return { length, text: range, foreign: first.foreign ?? last.foreign };
  const other = otherCase(first.text, last.text);
  const meaning = 'a range whose case is ignored';
  return other === undefined
    ? { length, text: range, foreign: { text: range, meaning } }
    : { length, text: `${range}${other}`, foreign: first.foreign ?? last.foreign };
}

function readCharacter(ahead: string, flags: Flags): Token {
  if (ahead.startsWith('\\')) return readEscape(ahead, flags, true);
  const text = String.fromCodePoint(ahead.codePointAt(0) ?? 0);
  if (flags.has('i') && isForeignLetter(text))
    return { length: text.length, text, foreign: { text, meaning: 'a letter whose case is ignored' } };
  return { length: text.length, text };
}

function readPosix([text, negation = '', name = '']: RegExpExecArray): Token {
  const members = negation === '' ? POSIX.get(name) : undefined;
  const meaning = 'a class of POSIX';
  return {
    length: text.length,
    text: members ?? text,
    foreign: { text: `[${text}]`, meaning, same: members },
  };
}

/** Whether it is several characters, with which no range begins or ends: `\w`. */
function isSet({ text }: Token): boolean {
  return /^\\[dDsSwWpP]/.test(text) || (text.length > 1 && !text.startsWith('\\'));
}

function folded(token: Token, flags: Flags): Token {
  return flags.has('i') ? { ...token, text: cases(token.text).join('') } : token;
}
