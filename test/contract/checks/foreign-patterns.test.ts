/** Patterns of other languages are told, and written in ECMAScript's words where that is certain. */
import { describe, expect, test } from 'vitest';
import { translate } from '../../../src/contract/regex/translate.ts';

describe('written as ECMAScript does', () => {
  test.each([
    ['(?i)abc', '[aA][bB][cC]', ['aBc'], ['abd']],
    ['^(?i)[a-f0-9]{3}$', '^[a-fA-F0-9]{3}$', ['A0f'], ['G00']],
    ['(?i:a)b(?i)c', '(?:[aA])b[cC]', ['AbC'], ['ABc']],
    ['((?i)a)b', '([aA])b', ['Ab'], ['aB']],
    ['(?s)^a.b$', '^a[\\s\\S]b$', ['a\nb'], ['a\n']],
    ['(?m)^b$', '(?<=^|\\n)b(?=$|\\n)', ['a\nb\nc'], ['ab']],
    ['(?x) ^ a b $ # both', '^ab$', ['ab'], ['a b']],
    ['\\Aabc\\Z', '^abc$', ['abc'], ['xabc']],
    ['^[[:alpha:]_]+$', '^[A-Za-z_]+$', ['a_B'], ['a1']],
    ['^\\p{Digit}\\p{IsGreek}$', '^[0-9]\\p{Script=Greek}$', ['1α'], ['1a']],
    ['^\\pL\\p{^Lu}$', '^\\p{L}\\P{Lu}$', ['Aa'], ['AA']],
    ['^a++b', '^(?=(?<once1>a+))\\k<once1>b', ['aab'], ['b']],
    ['^(ab|a)*+c', '^(?=(?<once1>(ab|a)*))\\k<once1>c', ['abac'], ['abd']],
    ['^(?>a|ab)c', '^(?=(?<once1>a|ab))\\k<once1>c', ['ac'], ['abc']],
    ['^(?P<y>\\d)-(?P=y)$', '^(?<y>\\d)-\\k<y>$', ['1-1'], ['1-2']],
    ["^(?'y'a)$", '^(?<y>a)$', ['a'], ['b']],
    ['^(?#first)a$', '^a$', ['a'], ['b']],
    ['^\\Qa.b\\E$', '^a\\.b$', ['a.b'], ['axb']],
    ['^\\x{1F600}$', '^\\u{1F600}$', ['😀'], ['x']],
    ['^[]a]$', '^[\\]a]$', [']'], ['b']],
    ['^\\R$', '^(?:\\r\\n|[\\n\\v\\f\\r\\x85\\u2028\\u2029])$', ['\r\n'], ['x']],
  ])('%s', (pattern, same, matched, others) => {
    const { pattern: written, foreign } = translate(pattern);

    expect(written).toBe(same);
    expect(foreign).not.toEqual([]);
    const regular = new RegExp(written ?? '', 'u');
    for (const text of matched) expect(text).toMatch(regular);
    for (const text of others) expect(text).not.toMatch(regular);
  });
});

describe('no other language, but fewer escapes than Unicode patterns want, or more', () => {
  test.each([
    ['^[\\w-.]+$', '^[\\w\\-.]+$'],
    ['^{[a-z]}$', '^\\{[a-z]\\}$'],
    ['a]b', 'a\\]b'],
    ['\\_\\@a\\-', '_@a-'],
  ])('%s', (pattern, same) => {
    expect(translate(pattern)).toEqual({ pattern: same, foreign: [] });
  });
});

describe('nothing that is surely the same', () => {
  test.each([
    ['^\\h+$', '\\h'],
    ['\\Gabc', '\\G'],
    ['^[a-z&&[^x]]$', '&&'],
    ['a{,3}', '{,3}'],
    ['(?|(a)|(b))', '(?|'],
    ['^(a(?R)?b)$', '(?R'],
    ['(?(1)a|b)', '(?(1)'],
    ['(?i)straße', 'ß'],
    ['\\i\\c*', '\\i'],
    ['(?u)\\w', '(?u)'],
    ['(a)(?>b)\\1', undefined],
  ])('%s', (pattern, unknown) => {
    const { pattern: same, foreign } = translate(pattern);

    expect(same).toBeUndefined();
    expect(foreign.find((part) => part.same === undefined)?.text).toBe(unknown);
  });
});
