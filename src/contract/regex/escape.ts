/** What follows a backslash. */
import { cases, isForeignLetter } from './fold-case.ts';
import { compiles, ESCAPES, property } from './foreign.ts';
import type { Flags, Token } from './token.ts';

/**
 * The escape at the beginning of `rest`.
 *
 * @param isInClass whether it stands between brackets, where a class of characters is written without its own
 */
export function readEscape(rest: string, flags: Flags, isInClass = false): Token {
  const quoted = /^\\Q([\s\S]*?)(?:\\E|$)/.exec(rest);
  if (quoted !== null) {
    const [text, literal = ''] = quoted;
    const same = literal.replaceAll(/[\^$\\.*+?()[\]{}|/]/g, '\\$&');
    return { length: text.length, text: same, foreign: { text: '\\Q…\\E', meaning: 'text as it is', same } };
  }
  const code = /^\\x\{([0-9A-Fa-f]{1,6})\}/.exec(rest);
  if (code !== null) return replaced(code[0], 'a character by its code', `\\u{${code[1]}}`);
  const named = /^\\([pP])(?:\{(\^?)([^}]*)\}|([A-Za-z]))/.exec(rest);
  if (named !== null) return readProperty(named, isInClass);
  const whole =
    /^\\(u\{[0-9A-Fa-f]+\}|u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|c[A-Za-z](?![A-Za-z\])*+?])|k<\w+>|[\s\S])/u.exec(
      rest,
    );
  const text = whole?.[0] ?? rest.slice(0, 1);
  // What it refers to may have been written in another case.
  if (flags.has('i') && (/^\\[kux1-9]./.test(text) || isForeignLetter(text.slice(1))))
    return { length: text.length, text, foreign: { text, meaning: 'a reference where case is ignored' } };
  if (compiles(isInClass ? `[${text}]` : text) || /^\\([1-9]|k<)/.test(text) || (isInClass && text === '\\-'))
    return { length: text.length, text };
  const letter = text.slice(1);
  if (/^\P{L}$/u.test(letter)) {
    // `\_` and `\@` mean `_` and `@` to everyone.
    return { length: text.length, text: flags.has('i') ? cases(letter).join('') : letter };
  }
  const known = ESCAPES.get(letter);
  const same = isInClass && known?.same?.startsWith('\\') !== true ? undefined : known?.same;
  const meaning = known?.meaning ?? 'an escape that is none';
  return { length: text.length, text: same ?? text, foreign: { text, meaning, same } };
}

function readProperty(match: RegExpExecArray, isInClass: boolean): Token {
  const [text, sign = 'p', negation = '', braced, letter] = match;
  const name = braced ?? letter ?? '';
  const isNegated = (sign === 'P') !== (negation === '^');
  if (negation === '' && braced !== undefined && compiles(text)) return { length: text.length, text };
  const meaning =
    letter === undefined
      ? 'a property of characters that it calls otherwise or has not'
      : 'a property without braces';
  const found = property(name);
  if (found === undefined) return { length: text.length, text, foreign: { text, meaning } };
  if ('property' in found) return replaced(text, meaning, `\\${isNegated ? 'P' : 'p'}{${found.property}}`);
  if (!isInClass) return replaced(text, meaning, `[${isNegated ? '^' : ''}${found.class}]`);
  if (isNegated) return { length: text.length, text, foreign: { text, meaning } };
  return replaced(text, meaning, found.class);
}

function replaced(text: string, meaning: string, same: string): Token {
  return { length: text.length, text: same, foreign: { text, meaning, same } };
}
