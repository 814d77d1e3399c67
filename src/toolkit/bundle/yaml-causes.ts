/** From what a YAML parser says to what a person has most likely written. */

/** What is wrong with a text, in a person's words. */
export interface Cause {
  readonly message: string;
  readonly remedy: string;
}

/** What a parser says of a place. */
export interface Fault {
  /** The parser's own word for it, if it has one. */
  readonly code?: string;
  readonly message: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
}

/** Whether it is one wherever it stands, and no consequence of a fault before it. */
export function isSureAlone({ code = '' }: Fault): boolean {
  return ['TAB_AS_INDENT', 'BAD_SCALAR_START', 'BAD_DQ_ESCAPE'].includes(code);
}

/**
 * The likely cause of a fault, if one is known.
 *
 * @param lines of the text
 */
export function causeOf(fault: Fault, lines: readonly string[]): Cause | undefined {
  for (const recognize of CAUSES) {
    const cause = recognize(fault, lines[fault.line - 1] ?? '', lines);
    if (cause !== undefined) return cause;
  }
  return undefined;
}

type Recognize = (fault: Fault, line: string, lines: readonly string[]) => Cause | undefined;

const CAUSES: readonly Recognize[] = [
  ({ code, message }) =>
    code === 'TAB_AS_INDENT' || message.startsWith('tab characters')
      ? { message: 'the line is indented with a tab, which YAML does not take', remedy: 'indent with spaces' }
      : undefined,
  ({ message, column }, line) =>
    message.includes('closing')
      ? {
          message: `the quote ${line.charAt(column - 1)} is not closed`,
          remedy: 'close it at the end of the text',
        }
      : undefined,
  ({ code, column }, line) =>
    code === 'BAD_SCALAR_START'
      ? {
          message: `a text without quotes cannot begin with ${line.charAt(column - 1)}`,
          remedy: `put it in quotes: ${quoted(line.slice(column - 1))}`,
        }
      : undefined,
  ({ message }, line) =>
    message.startsWith('unidentified alias')
      ? {
          message: `${/"(.*)"/.exec(message)?.[1] === undefined ? 'a name' : `*${/"(.*)"/.exec(message)?.[1]}`} means a value with the anchor of that name, and there is none`,
          remedy: `if it is meant as text, put it in quotes: ${quoted(line.slice(line.indexOf('*')))}`,
        }
      : undefined,
  ({ code, message }) =>
    code === 'BAD_DQ_ESCAPE' || message.startsWith('unknown escape')
      ? {
          message: 'a backslash in double quotes begins an escape, and this is none',
          remedy: "put the text in single quotes, where a backslash is one (pattern: '\\d+')",
        }
      : undefined,
  ({ code, message }) =>
    code === 'MULTIPLE_DOCS' || message.includes('single document')
      ? { message: 'a second document begins with ---', remedy: 'give each a file of its own' }
      : undefined,
  ({ message }) => {
    const [, kind, end] = /^Flow (map|sequence) .* end with a ([\]}])$/.exec(message) ?? [];
    return end === undefined
      ? undefined
      : {
          message: `the ${kind === 'map' ? 'mapping that begins with {' : 'list that begins with ['} is not closed before this line`,
          remedy: `write ${end} at its end`,
        };
  },
  ({ message }) =>
    /at node end|flow-map-end|flow-seq-end/.test(message)
      ? {
          message: 'something follows where the value has ended',
          remedy:
            "take it away, or put the whole value in quotes; in single quotes a quote is written twice ('it''s')",
        }
      : undefined,
  ({ message }) =>
    /^Block collections are not allowed within flow|missed comma/.test(message)
      ? { message: 'a comma is missing between two members', remedy: 'write a comma after the first' }
      : undefined,
  ({ message }) =>
    message.includes('block-seq-ind')
      ? {
          message: 'an item of a list stands on the line of its key',
          remedy: 'write - and the item on a line below the key',
        }
      : undefined,
  ({ message }, line) =>
    /^unknown (scalar |sequence |mapping )?tag/.test(message)
      ? {
          message: 'a word that begins with ! is a tag, and nobody knows this one',
          remedy: `if it is meant as text, put it in quotes: ${quoted(line.slice(line.indexOf('!')))}`,
        }
      : undefined,
  colonInText,
  deeperLine,
  unevenLine,
  (_, line) =>
    /^\s*[^\s:'"#{[]+:[^\s/]/.test(line)
      ? {
          message: 'no blank follows the colon, so that the line is one text',
          remedy: 'write a blank after the colon',
        }
      : undefined,
  (_, line) =>
    line.trim() !== '' && !/:(\s|$)/.test(line) && !/^\s*-\s/.test(line)
      ? {
          message: 'the line is neither key: value nor an item of a list',
          remedy:
            'write a colon after the key; a text of several lines begins with | after its key, and is indented',
        }
      : undefined,
];

/** `description: see: this` */
function colonInText({ code, column }: Fault, line: string): Cause | undefined {
  if (code !== 'BLOCK_AS_IMPLICIT_KEY') return undefined;
  const value = line.slice(column - 1);
  if (!/:\s/.test(value) || /^[\s:]/.test(value)) return undefined;
  return {
    message: 'the text has a colon, and so looks like another key',
    remedy: `put it in quotes: ${quoted(value)}`,
  };
}

/** A line that is indented more than the one before it, which has a value already. */
function deeperLine({ line: number }: Fault, line: string, lines: readonly string[]): Cause | undefined {
  const [here, after] = [lines[number - 2] ?? '', line];
  if (indentation(after) <= indentation(here) || !/:\s+\S/.test(here) || /[|>][+-]?\d?\s*$/.test(here))
    return undefined;
  return {
    message: `the line is indented by ${indentation(after)}, as if it belonged to the value of the line before it`,
    remedy: `indent it by ${indentation(here)}, as that line is`,
  };
}

/** A line whose indentation no line around it has. */
function unevenLine({ line: number }: Fault, line: string, lines: readonly string[]): Cause | undefined {
  const own = indentation(line);
  const before = lines.slice(0, number - 1).filter((each) => each.trim() !== '' && !/^\s*#/.test(each));
  if (own >= indentation(before.at(-1) ?? '')) return undefined;
  const levels = new Set<number>();
  let most = Number.POSITIVE_INFINITY;
  for (const each of before.reverse()) {
    if (indentation(each) >= most) continue;
    most = indentation(each);
    levels.add(most);
  }
  const near = [...levels].filter((level) => Math.abs(level - own) <= 2);
  if (levels.has(own) || near.length === 0) return undefined;
  return {
    message: `the line is indented by ${own}, and no mapping or list around it is`,
    remedy: `indent it by ${near.toSorted((one, other) => one - other).join(' or ')}, as the lines above are`,
  };
}

function indentation(line: string): number {
  return /^ */.exec(line)?.[0].length ?? 0;
}

/** The text in single quotes, as far as it fits on a line of a message. */
function quoted(text: string): string {
  const value = text.trim();
  return value.length > 60 ? `'${value.slice(0, 57)}…'` : `'${value.replaceAll("'", "''")}'`;
}
