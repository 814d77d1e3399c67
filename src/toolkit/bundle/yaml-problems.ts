/** What is wrong with a text that is to be YAML or JSON: all of it that can be known, each with its likely cause. */
import { type ContractProblem, isUrl } from '@countersign/contract';
import { isMap, isScalar, LineCounter, parseDocument, visit, type YAMLParseError } from 'yaml';
import { displayPath } from './display-path.ts';
import { type Cause, causeOf, type Fault, isSureAlone } from './yaml-causes.ts';

const RULE = 'yaml';

/** What can be made of a text that is no YAML as it stands. */
export interface Diagnosis {
  readonly problems: readonly ContractProblem[];
  /** What it says, where its only fault is that keys are repeated; the last of them counts. */
  readonly value?: unknown;
}

/** What the parser that refused the text says itself. */
export interface Refusal {
  readonly reason: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
}

/** Why `text`, which is at `place`, was refused. */
export function diagnoseYaml(place: string, text: string, refusal: Refusal): Diagnosis {
  const file = displayPath(place);
  const tell = ({ message, remedy }: Cause, line: number, column: number): ContractProblem => ({
    message,
    remedy,
    severity: 'error',
    rule: RULE,
    location: { file, line, column },
  });
  const whole = noYaml(place, text);
  if (whole !== undefined) return { problems: [tell(whole, 1, 1)] };
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    uniqueKeys: false,
    merge: true,
    prettyErrors: false,
  });
  const texts = text.split('\n');
  const said: Fault = { message: refusal.reason, line: refusal.line, column: refusal.column };
  const repeated = repeatedKeys(document, lines, tell);
  if (document.errors.length === 0) {
    if (repeated.length > 0) return { problems: repeated, value: document.toJS({ maxAliasCount: -1 }) };
    return { problems: [tell(causeOf(said, texts) ?? unknown(said), said.line, said.column)] };
  }
  const syntax = document.errors.map((error) => toFault(error, document, lines));
  const first = syntax[0];
  // After the first fault a parser is lost, and only what is wrong wherever it stands is worth telling.
  const worth = syntax.filter((fault) => fault === first || isSureAlone(fault));
  const causes = worth.map((fault) => {
    const own = causeOf(fault, texts);
    if (own !== undefined || fault !== first) return { ...fault, cause: own ?? unknown(fault) };
    // The two parsers notice a fault at different places.
    const { line, column } = said;
    return { line, column, cause: causeOf({ ...fault, line, column }, texts) ?? unknown(said) };
  });
  const byCause = [...Map.groupBy(causes, ({ cause }) => cause.message).values()];
  return {
    problems: [
      ...byCause.flatMap(([one, ...others]) => {
        if (one === undefined) return [];
        const { cause } = one;
        const rows = [...new Set(others.map(({ line }) => line))].filter((line) => line !== one.line);
        const more =
          rows.length === 0
            ? ''
            : ` (and in ${rows.length} more ${rows.length === 1 ? 'line' : 'lines'}: ${rows.slice(0, 5).join(', ')}${rows.length > 5 ? ', …' : ''})`;
        return [tell({ ...cause, message: `${cause.message}${more}` }, one.line, one.column)];
      }),
      ...repeated,
    ],
  };
}

function unknown({ message }: Fault): Cause {
  return { message, remedy: 'an editor that knows YAML shows where it stops to make sense' };
}

function toFault(
  { code, message, pos: [position] }: YAMLParseError,
  document: ReturnType<typeof parseDocument>,
  lines: LineCounter,
): Fault {
  let start = position;
  if (message.includes('closing')) {
    // It is noticed where the text ends, and the mistake is where that begins.
    visit(document, {
      Scalar(_, { range }) {
        if (range && range[0] < position && range[1] >= position) start = range[0];
      },
    });
  }
  const { line, col } = lines.linePos(start);
  return { code, message, line, column: col };
}

/** What is no data at all. */
function noYaml(place: string, text: string): Cause | undefined {
  if (text.includes('\0')) {
    return { message: 'it is no text in UTF-8', remedy: 'save it as UTF-8' };
  }
  if (/^\s*<(!doctype|html|\?xml|[a-z])/i.test(text)) {
    const isPage = /<html|<!doctype html/i.test(text);
    return {
      message: isPage ? 'it is an HTML page, and no contract' : 'it is XML, and no contract',
      remedy: isUrl(place)
        ? 'give the URL of the document itself, which such a page links to or loads (…/openapi.json, for one)'
        : 'give the document itself, in YAML or JSON',
    };
  }
  const conflict = text.split('\n').findIndex((line) => line.startsWith('<<<<<<< '));
  if (conflict !== -1) {
    return {
      message: `line ${conflict + 1} begins a conflict that a merge has left`,
      remedy: 'choose between the two sides, and take the lines <<<<<<<, ======= and >>>>>>> out',
    };
  }
  return undefined;
}

type Tell = (cause: Cause, line: number, column: number) => ContractProblem;

/** A key that a mapping has already, be it written another way: 200 and "200" are one name. */
function repeatedKeys(
  document: ReturnType<typeof parseDocument>,
  lines: LineCounter,
  tell: Tell,
): ContractProblem[] {
  const found: ContractProblem[] = [];
  visit(document, {
    Map(_, map) {
      if (!isMap(map)) return;
      const first = new Map<string, number>();
      for (const { key } of map.items) {
        if (!isScalar(key) || key.value === '<<') continue;
        const name = String(key.value);
        const { line, col } = lines.linePos(key.range?.[0] ?? 0);
        const before = first.get(name);
        if (before === undefined) first.set(name, line);
        else {
          const message = `the key "${name}" is in this mapping already, at line ${before}`;
          found.push(
            tell({ message, remedy: 'write what is below both of them below one, or rename one' }, line, col),
          );
        }
      }
    },
  });
  return found;
}
