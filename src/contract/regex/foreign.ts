/** What regular expressions of other languages say, and how ECMAScript says it. */

/** A part of a pattern that ECMAScript does not know. */
export interface Foreign {
  /** As written: `\A`, `(?i)`. */
  readonly text: string;
  /** What it is, or how it is meant: reads on from its text. */
  readonly meaning: string;
  /** The same in ECMAScript. @default there is nothing that is surely the same */
  readonly same?: string | undefined;
}

/** What stands for an escape of a letter that ECMAScript with Unicode does not know (`\A`), by the letter. */
export const ESCAPES: ReadonlyMap<string, Omit<Foreign, 'text'>> = new Map(
  Object.entries({
    A: { meaning: 'the beginning of the text', same: '^' },
    Z: { meaning: 'the end of the text', same: '$' },
    z: { meaning: 'the end of the text', same: '$' },
    G: { meaning: 'the end of the match before' },
    K: { meaning: 'a match that begins here' },
    a: { meaning: 'a bell', same: '\\x07' },
    e: { meaning: 'an escape character', same: '\\x1b' },
    h: { meaning: 'a blank ([ \\t]) to PCRE and Java, a hexadecimal digit ([0-9A-Fa-f]) to Ruby' },
    H: { meaning: 'no blank ([^ \\t]) to PCRE and Java, no hexadecimal digit ([^0-9A-Fa-f]) to Ruby' },
    R: { meaning: 'a line break', same: '(?:\\r\\n|[\\n\\v\\f\\r\\x85\\u2028\\u2029])' },
    N: { meaning: 'anything but a line feed', same: '[^\\n]' },
    X: { meaning: 'a character with its marks' },
    i: { meaning: 'what a name of XML begins with ([A-Za-z_:] of ASCII)' },
    I: { meaning: 'what no name of XML begins with ([^A-Za-z_:] of ASCII)' },
    c: { meaning: 'a character of a name of XML ([A-Za-z0-9._:-] of ASCII)' },
    C: { meaning: 'a character that no name of XML has ([^A-Za-z0-9._:-] of ASCII), or a byte' },
  }),
);

/** Classes of POSIX, all of ASCII, as what stands between brackets. */
export const POSIX: ReadonlyMap<string, string> = new Map(
  Object.entries({
    alpha: 'A-Za-z',
    digit: '0-9',
    alnum: 'A-Za-z0-9',
    upper: 'A-Z',
    lower: 'a-z',
    space: '\\s',
    blank: ' \\t',
    punct: '!-\\/:-@\\[-`\\{-~',
    xdigit: '0-9A-Fa-f',
    word: '\\w',
    cntrl: '\\x00-\\x1f\\x7f',
    graph: '!-~',
    print: ' -~',
    ascii: '\\x00-\\x7f',
  }),
);

/**
 * What `\p{name}` is to ECMAScript, as what stands between the braces or, in brackets, as what stands between those.
 * Java calls the POSIX classes so, and scripts and blocks `IsGreek`.
 */
export function property(
  name: string,
): { readonly property: string } | { readonly class: string } | undefined {
  const posix = POSIX.get(name.toLowerCase());
  if (posix !== undefined) return { class: posix };
  const plain = name.replace(/^(Is|In)_?/, '');
  return [plain, `Script=${plain}`, `Script=${plain[0]?.toUpperCase()}${plain.slice(1).toLowerCase()}`]
    .filter((each) => /^[\w=]+$/.test(each) && compiles(`\\p{${each}}`))
    .map((each) => ({ property: each }))[0];
}

/** Whether `pattern` is one to ECMAScript with Unicode, as JSON Schema wants it (2020-12 §6.4). */
export function compiles(pattern: string): boolean {
  return refusal(pattern) === undefined;
}

/** Why `pattern` is none, in the engine's words. */
export function refusal(pattern: string): string | undefined {
  try {
    new RegExp(pattern, 'u');
    return undefined;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return message.slice(message.lastIndexOf(': ') + 2);
  }
}
