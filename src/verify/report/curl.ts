/** A request as a command that can be pasted into a POSIX shell. */
import type { HeaderLine, WireRequest } from '../model/exchange.ts';
import { hasControls } from './control-characters.ts';

/** Bytes of a body that a command holds. */
const LONGEST_BODY = 4_000;

/** Bytes that are shown of a longer one: the command cannot be pasted then, and says so. */
const BEGINNING = 200;

/** One argument a line, as a reader wants to see it. */
export function toCurl(baseUrl: string, { method, target, headers, body }: WireRequest): string {
  // To `-X HEAD` curl would wait for the body that the answer's Content-Length speaks of.
  const how = method === 'HEAD' ? '-I' : `-i -X ${method}`;
  const url = `${baseUrl.replace(/\/$/, '')}${target}`;
  const content = body === undefined || body.length === 0 ? undefined : contentOf(body);
  const parts = [
    `${content?.pipe ?? ''}curl ${how} ${[...asItIs(url), quote(url)].join(' ')}`,
    ...headers.map((line) => `-H ${quote(fieldLine(line))}`),
  ];
  if (content !== undefined) {
    // Else curl sends that of a form.
    if (!headers.some(([name]) => name.toLowerCase() === 'content-type')) parts.push("-H 'Content-Type:'");
    parts.push(content.option);
  }
  return parts.join(' \\\n  ');
}

/** Options without which curl would change the URL: it takes brackets for a range, and leaves dot segments out. */
function asItIs(url: string): string[] {
  return [...(/[[\]{}]/.test(url) ? ['-g'] : []), ...(/\/\.\.?(\/|$|\?)/.test(url) ? ['--path-as-is'] : [])];
}

/** A field without a value is one that ends with a semicolon: with a colon curl would leave it out. */
function fieldLine([name, value]: HeaderLine): string {
  return value === '' ? `${name};` : `${name}: ${value}`;
}

interface Content {
  /** Writes the body, and stands before the command. */
  readonly pipe: string;
  readonly option: string;
}

function contentOf(body: Uint8Array): Content {
  const isLong = body.length > LONGEST_BODY;
  const shown = isLong ? body.subarray(0, BEGINNING) : body;
  const rest = isLong ? ` # cut: the body has ${body.length} bytes` : '';
  const text = new TextDecoder().decode(shown);
  if (isLong || isPlain(shown, text)) return { pipe: '', option: `--data-raw ${quote(text)}${rest}` };
  return { pipe: `printf ${quote(printfFormat(shown))} | `, option: '--data-binary @-' };
}

/** Whether a shell takes the bytes as they are shown for an argument; a line after the first is indented. */
function isPlain(bytes: Uint8Array, text: string): boolean {
  return !hasControls(text) && !text.includes('\n') && Buffer.from(text).equals(bytes);
}

/** The bytes as POSIX `printf` reads them: three octal digits for what is no printable ASCII. */
function printfFormat(bytes: Uint8Array): string {
  return [...bytes].map(octet).join('');
}

function octet(byte: number): string {
  const character = String.fromCharCode(byte);
  if (character === '\n') return '\\n';
  if (character === '\r') return '\\r';
  if (character === '\\' || character === '%') return character + character;
  return byte >= 0x20 && byte < 0x7f ? character : `\\${byte.toString(8).padStart(3, '0')}`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
