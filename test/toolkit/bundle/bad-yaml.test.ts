/** What a person has most likely written, where a parser says something else. */
import { describe, expect, test } from 'vitest';
import { toldOf } from './told-of.ts';

describe('a text that is no YAML', () => {
  const tell = (line: number, column: number, message: string, remedy: string): string =>
    `openapi.yaml:${line}:${column} error ${message} (yaml)\n      ${remedy}`;

  test.each<[string, string, string[]]>([
    [
      'a key twice',
      'a: 1\nb:\n  200: x\n  "200": y\na: 2\n',
      [
        tell(
          4,
          3,
          'the key "200" is in this mapping already, at line 3',
          'write what is below both of them below one, or rename one',
        ),
        tell(
          5,
          1,
          'the key "a" is in this mapping already, at line 1',
          'write what is below both of them below one, or rename one',
        ),
      ],
    ],
    [
      'tabs',
      'a:\n  b: 1\nc:\n\td: 1\n\te: 1\n',
      [
        tell(
          4,
          1,
          'the line is indented with a tab, which YAML does not take (and in 1 more line: 5)',
          'indent with spaces',
        ),
      ],
    ],
    [
      'a colon in a text',
      'a:\n  b: see: this\n',
      [tell(2, 6, 'the text has a colon, and so looks like another key', "put it in quotes: 'see: this'")],
    ],
    [
      'a line that is indented less than its neighbours',
      'a:\n  b: 1\n c: 2\n',
      [
        tell(
          3,
          1,
          'the line is indented by 1, and no mapping or list around it is',
          'indent it by 0 or 2, as the lines above are',
        ),
      ],
    ],
    [
      'a line that is indented more',
      'a:\n  b: 1\n   c: 2\n',
      [
        tell(
          3,
          5,
          'the line is indented by 3, as if it belonged to the value of the line before it',
          'indent it by 2, as that line is',
        ),
      ],
    ],
    [
      'a brace that stays open',
      'a: { b: 1\nc: 2\n',
      [tell(2, 1, 'the mapping that begins with { is not closed before this line', 'write } at its end')],
    ],
    [
      'a quote that stays open',
      'a: "b\nc: 2\n',
      [tell(1, 4, 'the quote " is not closed', 'close it at the end of the text')],
    ],
    [
      'a quote in a text in quotes',
      "a: 'it's'\n",
      [
        tell(
          1,
          8,
          'something follows where the value has ended',
          "take it away, or put the whole value in quotes; in single quotes a quote is written twice ('it''s')",
        ),
      ],
    ],
    [
      'texts that begin with a mark',
      'a: @x\nb: %y\n',
      [
        tell(1, 4, 'a text without quotes cannot begin with @', "put it in quotes: '@x'"),
        tell(2, 4, 'a text without quotes cannot begin with %', "put it in quotes: '%y'"),
      ],
    ],
    [
      'a text that begins with an asterisk',
      'a: *.json\n',
      [
        tell(
          1,
          5,
          '*.json means a value with the anchor of that name, and there is none',
          "if it is meant as text, put it in quotes: '*.json'",
        ),
      ],
    ],
    [
      'a pattern in double quotes',
      'a: "\\d"\n',
      [
        tell(
          1,
          5,
          'a backslash in double quotes begins an escape, and this is none',
          "put the text in single quotes, where a backslash is one (pattern: '\\d+')",
        ),
      ],
    ],
    [
      'a key without its blank',
      'a:b\nc: d\n',
      [
        tell(
          1,
          1,
          'no blank follows the colon, so that the line is one text',
          'write a blank after the colon',
        ),
      ],
    ],
    [
      'a line without a colon',
      'a:\n  b\n  c: d\n',
      [
        tell(
          2,
          3,
          'the line is neither key: value nor an item of a list',
          'write a colon after the key; a text of several lines begins with | after its key, and is indented',
        ),
      ],
    ],
    [
      'an item behind its key',
      'a: - b\n',
      [
        tell(
          1,
          4,
          'an item of a list stands on the line of its key',
          'write - and the item on a line below the key',
        ),
      ],
    ],
    [
      'a tag',
      'a: !b c\n',
      [
        tell(
          1,
          4,
          'a word that begins with ! is a tag, and nobody knows this one',
          "if it is meant as text, put it in quotes: '!b c'",
        ),
      ],
    ],
    [
      'two documents',
      'a: b\n---\nc: d\n',
      [tell(2, 1, 'a second document begins with ---', 'give each a file of its own')],
    ],
    [
      'what a merge has left',
      'a: b\n<<<<<<< one\nc: d\n=======\nc: e\n>>>>>>> two\n',
      [
        tell(
          1,
          1,
          'line 2 begins a conflict that a merge has left',
          'choose between the two sides, and take the lines <<<<<<<, ======= and >>>>>>> out',
        ),
      ],
    ],
    [
      'JSON without a comma',
      '{"a": 1 "b": 2}\n',
      [tell(1, 7, 'a comma is missing between two members', 'write a comma after the first')],
    ],
    [
      'an HTML page',
      '<!DOCTYPE html>\n<html><body>Our: API</body></html>\n',
      [tell(1, 1, 'it is an HTML page, and no contract', 'give the document itself, in YAML or JSON')],
    ],
    [
      'XML',
      '<?xml version="1.0"?>\n<a b="c: d"/>\n',
      [tell(1, 1, 'it is XML, and no contract', 'give the document itself, in YAML or JSON')],
    ],
    ['no text', '\0a: b\n', [tell(1, 1, 'it is no text in UTF-8', 'save it as UTF-8')]],
  ])('%s', async (_, text, told) => {
    expect((await toldOf({ 'openapi.yaml': text })).filter((each) => each.includes('(yaml)'))).toEqual(told);
  });
});

describe('aliases', () => {
  test('that stand for more than can be read are told, and not written out', async () => {
    const levels = ['b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'].map((name, index) => {
      const before = 'abcdefgh'[index];
      return `x-${name}: &${name} [${Array(9).fill(`*${before}`).join(',')}]`;
    });
    const text = `openapi: 3.1.0\nx-a: &a [1,1]\n${levels.join('\n')}\n`;

    expect(await toldOf({ 'openapi.yaml': text })).toEqual([
      expect.stringMatching(
        /^openapi\.yaml:1:1 error its aliases stand for \d+ values, and 5000000 are read \(yaml\)$/,
      ),
    ]);
  });

  test('that stand inside what they name are told', async () => {
    expect(await toldOf({ 'openapi.yaml': 'openapi: 3.1.0\nx-a: &a [*a]\n' })).toEqual([
      'openapi.yaml:1:1 error an alias stands inside what it names, so that it never ends (yaml)',
    ]);
  });
});
